/**
 * The field types that contracts are made of. Each one normalises what it accepts, so that two spellings of one
 * value (a moment in two zones, an `é` in two encodings) are one value in the ledger.
 */
import * as z from 'zod';
import { lazy, type Output } from './lazy.ts';

/** Why an event could not be understood; the closed list that quarantine pages and replays show. */
export const refusals = [
  'NOT_JSON',
  'NOT_AN_EVENT',
  'UNKNOWN_SOURCE',
  'UNKNOWN_TYPE',
  'UNKNOWN_VERSION',
  'BAD_TIME',
  'BAD_ID',
  'BAD_FIELD',
  'TOO_LARGE',
  'TOO_DEEP',
  'ID_REUSED',
  'SHAPE_MISMATCH',
] as const;
export type Refusal = (typeof refusals)[number];

/** Characters that cannot be seen, and change what a reader sees of others. */
const HIDDEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Longest id, in UTF-16 units: with every unit at its longest encoding a sort key stays under DynamoDB's 1,024 bytes. */
const MAX_ID_LENGTH = 256;

// Terminal escapes, line breaks and bidirectional overrides can change what a reader sees around the text.
const UNSEEN = new RegExp(`${HIDDEN.source}+`, 'gu');

function clean(text: string, longest: number): string {
  const seen = text.toWellFormed().normalize('NFC').replace(UNSEEN, ' ').trim();
  return seen.length <= longest ? seen : `${seen.slice(0, longest - 1).toWellFormed()}…`;
}

/** Like `text`, and may be empty. */
export const anyText = (longest: number) => z.string().overwrite((value) => clean(value, longest));

/** Words for people: control characters become spaces, and what is longer than `longest` UTF-16 units is cut with `…`. */
export const text = (longest = 500) => anyText(longest).min(1, 'must not be empty');

const shortText = () =>
  z
    .string()
    .overwrite((value) => value.normalize('NFC'))
    .refine((value) => value.length > 0, { error: 'must not be empty', params: { refusal: 'BAD_ID' } })
    .refine((value) => value.length <= MAX_ID_LENGTH, {
      error: (issue) => `has ${String(issue.input).length} characters, the longest id has ${MAX_ID_LENGTH}`,
      params: { refusal: 'BAD_ID' },
    });

/**
 * The id of an entity, a level, a category: letters of any script and digits, with `. _ - / : @ # + ~` between them; `@` and `_` may
 * also begin one (`github:acme/app`, `@scope/package`). What cannot be seen is in no id.
 */
export const id = lazy(() =>
  shortText()
    .refine((value) => ID.test(value), {
      error: ({ input }) => idMisfit(String(input)),
      params: { refusal: 'BAD_ID' },
    })
    .meta({ minLength: 1, maxLength: MAX_ID_LENGTH, pattern: ID.source }),
);

const ID = /^[\p{L}\p{N}_@][\p{L}\p{M}\p{N}._\-/:@#+~]*$/u;
/** Zero-width characters, soft hyphens, marks of direction and of byte order. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

function idMisfit(input: string): string {
  const seen = input.toWellFormed().replaceAll(INVISIBLE, '');
  const meant = idLike(seen);
  const hint = meant === '' ? '' : `, did you mean ${meant}?`;
  return seen === input
    ? `may have letters, digits and . _ - / : @ # + ~ only${hint}`
    : `holds characters that nobody sees${hint}`;
}

/** The id that a text is most like: `Search Quality` is like `search-quality`. */
export function idLike(input: string): string {
  if (ID.test(input)) return input;
  return input
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}._\-/:@#+~]+/gu, '-')
    .replaceAll(/^[^\p{L}\p{N}_@]+|-+$/gu, '')
    .slice(0, MAX_ID_LENGTH);
}

/** What an event, an account or a label is called by whoever sent it: 1 to 256 characters, no control characters, no space around it. */
export const foreignId = lazy(() =>
  shortText()
    .refine((value) => value.isWellFormed() && !HIDDEN.test(value) && value === value.trim(), {
      error: 'must not hold control characters, broken surrogates or space at its ends',
      params: { refusal: 'BAD_ID' },
    })
    .meta({ minLength: 1, maxLength: MAX_ID_LENGTH }),
);

// Before 2000 a moment is an unset clock (1970), after 2199 a wrong unit; neither may order a ledger.
const EARLIEST = '2000-01-01T00:00:00.000Z';
const LATEST = '2200-01-01T00:00:00.000Z';

/** An instant, RFC 3339 with a zone (`2024-03-26T09:00:00Z`); kept in UTC with milliseconds. */
export const moment = lazy(() =>
  z.iso
    .datetime({ offset: true, error: 'is not an existing moment like 2024-03-26T09:00:00Z' })
    .overwrite((value) => (Number.isNaN(Date.parse(value)) ? value : new Date(value).toISOString()))
    .refine((value) => value >= EARLIEST && value < LATEST, {
      error: 'lies outside the years 2000 to 2199',
      params: { refusal: 'BAD_TIME' },
    }),
);

/** A web address; `javascript:` and its kind are refused because pages link to it. */
export const webAddress = lazy(() =>
  z
    .url({ protocol: /^https?$/, error: 'is not an http or https address' })
    .max(2048)
    // What reads an address leaves these out of it; where it is shown they would still act on what stands around it.
    .refine((value) => !HIDDEN.test(value), { error: 'holds characters that nobody sees' }),
);

/** A web address, or a path on the organisation's own handbook (`/strategy/search`). */
export const link = lazy(() =>
  z.union(
    [
      webAddress(),
      z
        .string()
        .regex(/^\/(?!\/)[^\s\\]*$/)
        .max(2048),
    ],
    {
      error: 'is neither an http or https address nor a path that starts with one slash',
    },
  ),
);

/** How a change reaches users: on for everyone, or behind a feature flag that is off by default. */
export const exposure = lazy(() => z.enum(['on-by-default', 'off-by-default']));
export type Exposure = Output<typeof exposure>;

/** How large a launch is: it decides what is prepared for it, and how long before. */
export const launchTier = lazy(() => z.enum(['L1', 'L2', 'L3']));

/** Patches are not judged; the others are, unless a release says otherwise. */
export const releaseKind = lazy(() => z.enum(['major', 'minor', 'monthly', 'patch']));

/** A reference to an entity or a person, `kind:id`: `feature:code-search`, `team:docs`, `github:octocat`. */
export const reference = lazy(() =>
  z
    .string()
    .max(MAX_ID_LENGTH + 40)
    .overwrite((value) => value.normalize('NFC'))
    .regex(/^[a-z][a-z-]*:[^\s\p{Cc}\p{Cf}](?:[^\p{Cc}\p{Cf}]*[^\s\p{Cc}\p{Cf}])?$/u, {
      error: ({ input }) => referenceMisfit(String(input)),
    }),
);

function referenceMisfit(input: string): string {
  const meant = idLike(input.replaceAll(INVISIBLE, ''));
  const isBare = meant !== '' && !meant.includes(':');
  return `is not a reference like team:docs${isBare ? `, did you mean person:${meant}?` : ''}`;
}

/** An optional field: absent says nothing, `null` says that there is none (any more). */
export const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional();

/** A list that a person could still read, and that its entities' ledgers can take in. */
export const list = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).max(1000);

/** As many entries of a map as a person could still read: a summary holds the last of every field, within 400 KB. */
export const fewOf = <Value extends z.ZodType>(value: Value) =>
  z
    .record(id(), value)
    .refine((map) => Object.keys(map).length <= 200, { error: 'has more than 200 entries' });

/** A stage that accounts enrol in before a feature is for everyone: early access, or beta. */
export const stage = lazy(() => z.enum(['eap', 'beta']));

/** How often something comes round. */
export const every = lazy(() => z.enum(['week', 'month', 'quarter']));
export type Every = Output<typeof every>;

/** A step of a team's cadence. */
export const cadenceStep = lazy(() =>
  z.enum(['okr', 'strategy', 'product-data', 'supported-list', 'roadmap']),
);
export type CadenceStep = Output<typeof cadenceStep>;

/** A month, an ISO week or a quarter: `2024-03`, `2024-W09`, `2024-Q1`. */
export const period = lazy(() =>
  z
    .string()
    .regex(
      /^2[01]\d{2}-(?:0[1-9]|1[0-2]|W(?:0[1-9]|[1-4]\d|5[0-3])|Q[1-4])$/,
      'is not a period like 2024-03, 2024-W09 or 2024-Q1',
    ),
);

/** How often a period of this name comes round. */
export const everyOf = (name: string): Every =>
  name.includes('W') ? 'week' : name.includes('Q') ? 'quarter' : 'month';

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Z]/i.test(name);
  } catch {
    return false;
  }
}

/** The name of a time zone, of the IANA database. An offset (`+01:00`) is none: it knows no summer time. */
export const timeZone = lazy(() =>
  z.string().refine(isTimeZone, { error: 'is not a time zone like Europe/Berlin' }),
);
