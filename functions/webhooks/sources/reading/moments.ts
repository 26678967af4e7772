/** The spellings of moments that senders have, as one: UTC instants of `events/fields.ts`. */
import * as z from 'zod';
import { moment } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';

/** The furthest that a Date reaches, in milliseconds from 1970. */
const FURTHEST = 8.64e15;

/** What reaches further is no moment, and is refused as one. */
const instant = (milliseconds: number): string =>
  Math.abs(milliseconds) <= FURTHEST ? new Date(milliseconds).toISOString() : String(milliseconds);

const since1970 = (unit: number) =>
  lazy(() => z.preprocess((value) => (typeof value === 'number' ? instant(value * unit) : value), moment()));

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
