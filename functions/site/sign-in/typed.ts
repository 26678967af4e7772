/**
 * What somebody typed into a form whose session had ended, kept in their own browser until they have signed in again: then
 * the form is shown filled. It is encrypted, short-lived, and nothing is ever done with it but showing it.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import type { HttpEvent } from '../../kernel/http/answers.ts';
import type { Viewer } from '../../kernel/http/viewer.ts';
import { sessionKeys } from '../../kernel/secrets.ts';
import { FORM_TOKEN } from '../look/reader.tsx';
import { cookieOf, setCookie, TYPED } from './cookies.ts';
import { seal, unseal } from './sealed.ts';

const KEPT_SECONDS = 3600;
/** Browsers refuse cookies of more than 4,096 bytes with their name. */
const MAX_COOKIE_BYTES = 3900;

const typed = lazy(() =>
  z.strictObject({
    /** Path and query of the form's page. */
    page: z.string(),
    fields: z.array(z.tuple([z.string(), z.string()])),
    /** Whose session it was: nobody else is shown it. */
    person: z.string().optional(),
    until: z.int(),
  }),
);

/** Without the token, which belongs to the session. */
export const fieldsOf = (form: URLSearchParams): [string, string][] =>
  [...form].filter(([name]) => name !== FORM_TOKEN);

/** @returns the cookie; undefined where it is too long for one */
export async function keepTyped(
  page: string,
  form: URLSearchParams,
  person: string | undefined,
): Promise<string | undefined> {
  const until = Math.floor(Date.now() / 1000) + KEPT_SECONDS;
  const content = { page, fields: fieldsOf(form), until, ...(person !== undefined && { person }) };
  const sealed = await seal(await sessionKeys(), 'typed', deflateRawSync(JSON.stringify(content)));
  return sealed.length > MAX_COOKIE_BYTES ? undefined : setCookie(TYPED, sealed, KEPT_SECONDS);
}

/** For the page of a form: what this person typed into it when their session had ended; undefined without that. */
export async function typedBefore(
  event: HttpEvent,
  { person }: Pick<Viewer, 'person'>,
): Promise<URLSearchParams | undefined> {
  const sealed = cookieOf(event, TYPED);
  if (sealed === undefined || person === undefined) return undefined;
  const content = await unseal(await sessionKeys(), 'typed', sealed);
  if (content === undefined) return undefined;
  const { data } = typed.safeParse(JSON.parse(inflateRawSync(content).toString()));
  if (data === undefined || data.until * 1000 <= Date.now()) return undefined;
  if (pathOf(data.page) !== event.requestContext.http.path) return undefined;
  if (data.person !== undefined && data.person !== person.id) return undefined;
  return new URLSearchParams(data.fields);
}

const pathOf = (address: string): string => address.split('?', 1)[0] ?? '';
