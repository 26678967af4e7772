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

/** Go writes a moment that was never set as the first of its calendar. */
const NEVER = /^0001-01-01[T ]00:00:00/;

/**
 * An optional field at a sender. Left out, null, empty text and a moment that was never set are spellings of the same: it says
 * nothing, and so it is no evidence of anything.
 */
export const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (value) =>
      value === null || (typeof value === 'string' && (value.trim() === '' || NEVER.test(value)))
        ? undefined
        : value,
    schema.optional(),
  );

const MOMENT =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,12}))?\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)(?:\s[A-Z]{1,5})?$/i;
/** As mail and HTTP have it: `Wed, 09 Feb 2022 20:19:09 GMT`. */
const MAILED =
  /^(?:[a-z]{3},\s)?(\d{1,2})\s([a-z]{3})\s(\d{4})\s(\d\d:\d\d(?::\d\d)?)\s(UTC|GMT|Z|[+-]\d{4})$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** The same without a zone, which makes it a moment of nobody knows where. */
const ZONELESS = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?)?$/;
const DIGITS = /^\d{1,17}$/;

/** From this number on it is milliseconds: as seconds, it would be a moment after the year 5000. */
const MIN_MILLISECONDS = 100_000_000_000;

/** What is further away than a Date reaches becomes the text `null`, which is refused as no moment. */
const instantOf = (milliseconds: number): string => `${new Date(milliseconds).toJSON()}`;

/** Seconds or milliseconds since 1970. */
const since1970 = (value: number): string => instantOf(value < MIN_MILLISECONDS ? value * 1000 : value);

/** Milliseconds since 1970, of senders that always send those: another unit would be a mistake. */
export const milliseconds = lazy(() =>
  z.preprocess((value) => (typeof value === 'number' ? instantOf(value) : value), moment()),
);

/** As the ledger spells it; what is no spelling of a moment stays as it came, and is refused as such. */
function spelled(value: unknown): unknown {
  if (typeof value === 'number') return since1970(value);
  if (typeof value !== 'string') return value;
  const text = numbered(value.trim());
  if (DIGITS.test(text)) return since1970(Number(text));
  const [, date, time, fraction = '', zone] = MOMENT.exec(text) ?? [];
  if (date === undefined || time === undefined || zone === undefined) return value;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const part = fraction === '' ? '' : `.${fraction.slice(0, 3)}`;
  return `${date}T${seconds}${part}${offsetOf(zone.toUpperCase())}`;
}

/** With the month as a number, which stands after the year. */
function numbered(text: string): string {
  const [, day = '', name = '', year, time, zone] = MAILED.exec(text) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  if (year === undefined || month === 0) return text;
  return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')} ${time} ${zone}`;
}

function offsetOf(zone: string): string {
  if (['Z', 'UTC', 'GMT'].includes(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

const NO_ZONE = {
  error: 'is without a time zone: send it with one, like 2024-03-26T09:00:00Z',
  params: { refusal: 'BAD_TIME' },
  abort: true,
};

/**
 * A moment in any spelling of a sender: RFC 3339; as Ruby writes it (`2022-02-09 20:19:09 UTC`, `+0200`) and Go (`+0200 CEST`);
 * as mail has it; with more or fewer digits of a second; or as a number since 1970. One without a zone is refused, because it could be any of 26 hours.
 */
export const sentMoment = lazy(() =>
  z.preprocess(
    spelled,
    z
      .unknown()
      .refine((value) => typeof value !== 'string' || !ZONELESS.test(value), NO_ZONE)
      .pipe(moment()),
  ),
);

/** An optional list, whose entries can say nothing too: those are left out. */
export const maybeAll = <Schema extends z.ZodType>(schema: Schema) =>
  maybe(z.array(maybe(schema)).transform((all) => all.filter((one) => one !== undefined)));

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
