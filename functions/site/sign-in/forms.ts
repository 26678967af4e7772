/**
 * Every form that states something passes here: it was sent by a page of ours, by who is signed in now, with the token of
 * that very session. Where the session has ended meanwhile, what was typed is kept, and shown again after signing in.
 */
import {
  type Answer,
  type HttpAnswer,
  type HttpEvent,
  RequestRefusedError,
} from '../../kernel/http/answers.ts';
import type { SignedIn, Viewer } from '../../kernel/http/viewer.ts';
import { sessionKeys } from '../../kernel/secrets.ts';
import { FORM_TOKEN } from '../look/reader.tsx';
import { ownPage } from './answers.ts';
import { cookieOf, dropCookie, TYPED } from './cookies.ts';
import { mustBeOwnPage } from './own-page.ts';
import { fieldsOf, keepTyped } from './typed.ts';
import { isSame, viewerOf } from './viewer.ts';

/** Who is signed in, with a session. */
export interface Speaking extends Viewer {
  readonly person: SignedIn;
  readonly formToken: string;
}

export const isSpeaking = (viewer: Viewer): viewer is Speaking =>
  viewer.person !== undefined && viewer.formToken !== undefined;

const MAX_BYTES = 512 * 1024;

/** @throws {RequestRefusedError} when the body is not what a form sends */
export function formOf({ headers, body = '', isBase64Encoded }: HttpEvent): URLSearchParams {
  const type = headers['content-type'] ?? '';
  const isForm = /^application\/x-www-form-urlencoded *(;|$)/i.test(type) || (type === '' && body === '');
  if (!isForm || body.length > MAX_BYTES)
    throw new RequestRefusedError(415, 'FORM_UNREADABLE', 'This address takes what its own form sends.');
  return new URLSearchParams(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('utf8'));
}

type TakeForm = (event: HttpEvent, form: URLSearchParams, viewer: Speaking) => Promise<HttpAnswer>;

/**
 * @param pageOf path and query of the page that has the form; without it, the address that the form is sent to
 * @returns an answer that nobody keeps
 */
export const takesForm =
  (
    take: TakeForm,
    pageOf: (event: HttpEvent, form: URLSearchParams) => string = ({ requestContext }) =>
      requestContext.http.path,
  ): Answer =>
  async (event) => {
    mustBeOwnPage(event);
    const form = formOf(event);
    const viewer = await viewerOf(event);
    const isOurs = isSpeaking(viewer) && (await isOfSession(event, form.get(FORM_TOKEN) ?? ''));
    if (!isOurs) return unsaid(event, form, viewer, pageOf(event, form));
    const { headers, cookies = [], ...rest } = await take(event, form, viewer);
    const forgotten = cookieOf(event, TYPED) === undefined ? [] : [dropCookie(TYPED)];
    return {
      ...rest,
      headers: { ...headers, 'Cache-Control': 'no-store' },
      cookies: [...cookies, ...forgotten],
    };
  };

/** Whether the token of a form is that of the session that sends it. */
export async function isOfSession(event: HttpEvent, given: string): Promise<boolean> {
  const [keys, { sessionOf }, { formTokens }] = await Promise.all([
    sessionKeys(),
    import('./session.ts'),
    import('./sealed.ts'),
  ]);
  const session = await sessionOf(event, keys);
  return session !== undefined && formTokens(keys, session.nonce).some((token) => isSame(given, token));
}

/** Nothing is done with the form but keeping it. */
async function unsaid(
  event: HttpEvent,
  form: URLSearchParams,
  viewer: Viewer,
  at: string,
): Promise<HttpAnswer> {
  const [keys, { sessionOf }, { UnsaidPage }, { wayIn }] = await Promise.all([
    sessionKeys(),
    import('./session.ts'),
    import('./unsaid-page.tsx'),
    import('./settings.ts'),
  ]);
  const person = viewer.person?.id ?? (await sessionOf(event, keys))?.person;
  const kept = keys.length === 0 ? undefined : await keepTyped(at, form, person);
  const shown = UnsaidPage({
    fields: fieldsOf(form),
    isKept: kept !== undefined,
    page: at,
    viewer,
    by: wayIn().by,
  });
  return ownPage(event, shown, { viewer, status: 403, ...(kept !== undefined && { cookies: [kept] }) });
}
