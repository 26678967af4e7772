/** The cookies of signing in. A browser sends `__Host-` cookies to this host alone, over TLS or on its own machine. */
import { parseCookie, stringifySetCookie } from 'cookie';
import type { HttpEvent } from '../../kernel/http/answers.ts';

/** Who is signed in. */
export const SESSION = '__Host-shipshape';
/** A sign-in under way at the provider. */
export const UNDER_WAY = '__Host-shipshape-sign-in';
/** What was typed into a form whose session had ended. */
export const TYPED = '__Host-shipshape-typed';

export type CookieName = typeof SESSION | typeof UNDER_WAY | typeof TYPED;

/** @returns undefined also where there are two of them: a page elsewhere may have planted one */
export function cookieOf({ cookies = [] }: HttpEvent, name: CookieName): string | undefined {
  const found = cookies.flatMap((cookie) => parseCookie(cookie)[name] ?? []);
  return found.length === 1 ? found[0] : undefined;
}

export const setCookie = (name: CookieName, value: string, seconds: number): string =>
  stringifySetCookie(name, value, {
    path: '/',
    secure: true,
    httpOnly: true,
    // Lax, because the way back from the provider begins on another site.
    sameSite: 'lax',
    maxAge: seconds,
  });

export const dropCookie = (name: CookieName): string => setCookie(name, '', 0);
