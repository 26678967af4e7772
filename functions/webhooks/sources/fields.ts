/** How senders spell things: ids, keys, accounts and moments. What does not fit is refused with a code. */
import * as z from 'zod';
import { digestOf } from '../../../events/canonical-json.ts';
import { id, moment } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';

const badId = (error: string) => ({ error, params: { refusal: 'BAD_ID' } });

function isNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0;
  return typeof value === 'string' && /^\d{1,20}$/.test(value);
}

/**
 * A numeric id, as text. From 2^53 on, numbers in JSON lose their last digits, and two things would have one id: they are
 * refused unless they come as text.
 */
export const numericId = lazy(() =>
  z.unknown().refine(isNumber, badId('is not a whole number below 2^53')).transform(String),
);

const named = (pattern: RegExp, error: string) =>
  lazy(() => z.string().refine((value) => value.length <= 200 && pattern.test(value), badId(error)));

/** A key of a flag service: no slash, which separates a project from its environment in the name of an origin. */
export const key = named(/^[\w.~-]+$/, 'is not a key of letters, digits, dots, dashes and underscores');

/** `acme/app`, and with groups within groups `acme/web/app`. */
export const repositoryPath = named(/^[\w.-]+(?:\/[\w.-]+)+$/, 'is not a path like acme/app');

/** The name of an account, as it stands in a reference to it: `octocat` in `github:octocat`. */
export const account = named(/^[^\s\p{C}]+$/u, 'is not the name of an account');

export const TAGS = 'refs/tags/';

/** The tag of a push whose `ref` begins with `TAGS`. */
export const pushedTag = lazy(() =>
  z.object({ ref: z.preprocess((ref) => `${ref}`.slice(TAGS.length), id()) }),
);

/** Whether a ref was deleted: it then points to a commit of zeros only. */
export const isDeletion = (after: string): boolean => /^0+$/.test(after);

/** What is further away than a Date reaches becomes the text `null`, which is refused as no moment. */
const since1970 = (unit: number) =>
  lazy(() =>
    z.preprocess(
      (value) => (typeof value === 'number' ? `${new Date(value * unit).toJSON()}` : value),
      moment(),
    ),
  );

/** Seconds since 1970, or RFC 3339: GitHub says when a repository was pushed to in both ways. */
export const secondsOrMoment = since1970(1000);

/** Milliseconds since 1970. */
export const milliseconds = since1970(1);

/** As Ruby writes it (`2022-02-09 20:19:09 UTC`), or RFC 3339: GitLab does both, by event and version. */
export const rubyMoment = lazy(() =>
  z.preprocess((value) => (typeof value === 'string' ? value.replace(RUBY, fromRuby) : value), moment()),
);

const RUBY = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) (?:UTC|([+-]\d\d)(\d\d))$/;

const fromRuby = (_whole: string, date: string, time: string, hours?: string, minutes?: string): string =>
  `${date}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`;

/** The later of two UTC instants, where there are any. */
export const laterOf = (one: string | null | undefined, other: string | null | undefined) =>
  (one ?? '') > (other ?? '') ? (one ?? undefined) : (other ?? undefined);

const MAX_ID_LENGTH = 200;

const escaped = (part: string) => part.replaceAll('%', '%25').replaceAll(':', '%3A');

/**
 * One id for one thing that happened, from what was signed. A moment is part of it wherever the same can happen again
 * (a release that is published again): one id never has two moments.
 * @param parts the source's name first; two different lists never give one id
 */
export function eventId(parts: readonly string[], at?: string): string {
  const whole = [...parts.map(escaped), ...(at === undefined ? [] : [at])].join(':');
  return whole.length <= MAX_ID_LENGTH ? whole : `${parts[0]}:${digestOf(whole)}`;
}
