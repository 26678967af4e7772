/** `/tokens`: a person's own tokens, made and revoked there. */
import * as z from 'zod';
import { text } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import {
  type Answer,
  type HttpAnswer,
  type HttpEvent,
  RequestRefusedError,
} from '../../kernel/http/answers.ts';
import type { Viewer } from '../../kernel/http/viewer.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { ownPage, redirect } from './answers.ts';
import { closedTo } from './closed.tsx';
import { isSpeaking, type Speaking, takesForm } from './forms.ts';
import { isLive, listTokens, makeToken, revokeToken, scopes } from './personal-tokens.ts';
import { LIFETIMES, TokensPage, type TokensProps } from './tokens-page.tsx';
import { typedBefore } from './typed.ts';
import { viewerOf } from './viewer.ts';

/** Enough for anybody, and a limit on what a forgotten program can make. */
const MAX_LIVE = 50;

const wanted = lazy(() =>
  z.object({
    name: text(80),
    scope: z.enum(scopes),
    days: z.enum(LIFETIMES).transform((days) => (days === '' ? undefined : Number(days))),
  }),
);

export const showTokens: Answer = async (event) => {
  const viewer = await viewerOf(event);
  if (!isSpeaking(viewer)) return notHere(event, viewer);
  return shown(event, viewer, { typed: await typedBefore(event, viewer) });
};

/** A token makes no tokens, so one that leaks cannot outlive itself. */
function notHere(event: HttpEvent, viewer: Viewer): HttpAnswer {
  if (event.headers.authorization)
    throw new RequestRefusedError(
      403,
      'SESSION_NEEDED',
      'Tokens are made and revoked by who is signed in at a page.',
    );
  return closedTo(event, viewer);
}

async function shown(
  event: HttpEvent,
  viewer: Speaking,
  more: Pick<TokensProps, 'typed' | 'made' | 'problem'>,
  status = 200,
): Promise<HttpAnswer> {
  const now = new Date().toISOString();
  const tokens = await listTokens(surroundings().store, viewer.person.id);
  return ownPage(event, TokensPage({ viewer, tokens, now, ...more }), { viewer, status });
}

export const takeTokens: Answer = takesForm(async (event, form, viewer) => {
  const { store } = surroundings();
  const now = new Date();
  const person = viewer.person.id;
  const id = form.get('revoke');
  if (id !== null) {
    if (await revokeToken(store, id, person, now.toISOString())) return redirect('/tokens');
    throw new RequestRefusedError(
      404,
      'TOKEN_UNKNOWN',
      'None of your tokens is this one, so none was revoked.',
    );
  }
  const { data } = wanted.safeParse(Object.fromEntries(form));
  if (data === undefined)
    return shown(event, viewer, { typed: form, problem: 'Say what the token is for.' }, 400);
  const live = (await listTokens(store, person)).filter((token) => isLive(token, now.toISOString()));
  if (live.length >= MAX_LIVE)
    return shown(
      event,
      viewer,
      { typed: form, problem: `You have ${MAX_LIVE} tokens: revoke one that you do not use.` },
      409,
    );
  const { days, name, scope } = data;
  const until =
    days === undefined ? {} : { until: new Date(now.getTime() + days * 86_400_000).toISOString() };
  const made = await makeToken(store, { person, name, scope, madeAt: now.toISOString(), ...until });
  return shown(event, viewer, { made });
});
