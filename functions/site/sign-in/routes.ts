/** The addresses of signing in. Each loads what it needs with its first request. */
import type { Answer } from '../../kernel/http/answers.ts';
import type { Routes } from '../../kernel/http/http.ts';

const later =
  (load: () => Promise<Answer>): Answer =>
  async (event) =>
    (await load())(event);

const signIn = () => import('./sign-in.tsx');
const byLink = () => import('./sign-in-by-link.tsx');
const tokens = () => import('./show-tokens.ts');

export const signInRoutes: Routes = {
  'GET /sign-in': later(async () => (await signIn()).showSignIn),
  'GET /sign-in/callback': later(async () => (await signIn()).takeCallback),
  'POST /sign-out': later(async () => (await signIn()).takeSignOut),
  'GET /sign-in/link/{token}': later(async () => (await byLink()).showLink),
  'POST /sign-in/link/{token}': later(async () => (await byLink()).takeLink),
  'GET /tokens': later(async () => (await tokens()).showTokens),
  'POST /tokens': later(async () => (await tokens()).takeTokens),
};
