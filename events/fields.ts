/** The types of fields. Each one normalises: a moment in two zones, or an `é` in two encodings, is one value in the ledger. */
import * as z from 'zod';
import { lazy, type Output } from './lazy.ts';

/** Why an event is refused: a closed list, which quarantine and replays show. */
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

/** Invisible characters that change how the text around them is shown: terminal escapes, line breaks, bidirectional overrides. */
const HIDDEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** In UTF-16 units: a sort key then stays under DynamoDB's 1,024 bytes in any encoding. */
const MAX_ID_LENGTH = 256;

const HIDDEN_RUNS = new RegExp(`${HIDDEN.source}+`, 'gu');

function clean(text: string, longest: number): string {
  const seen = text.toWellFormed().normalize('NFC').replace(HIDDEN_RUNS, ' ').trim();
  return seen.length <= longest ? seen : `${seen.slice(0, longest - 1).toWellFormed()}…`;
}

/** Like `text`, and may be empty. */
export const anyText = (longest: number) => z.string().overwrite((value) => clean(value, longest));

/** Text for people: hidden characters become spaces, and after `longest` UTF-16 units it is cut with `…`. */
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

/** The alphabet of ids: letters of any script and digits, with `. _ - / : @ # + ~` between them; `@` and `_` may also begin one. */
const ID = /^[\p{L}\p{N}_@][\p{L}\p{M}\p{N}._\-/:@#+~]*$/u;
/** Zero-width characters, soft hyphens, marks of direction and of byte order. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;

/** The id of an event, as its sender makes it: no control characters, no space at its ends. */
export const eventId = lazy(() =>
  shortText()
    .refine((value) => value.isWellFormed() && !HIDDEN.test(value) && value === value.trim(), {
      error: 'must not contain control characters, broken surrogates or space at its ends',
      params: { refusal: 'BAD_ID' },
    })
    .meta({ minLength: 1, maxLength: MAX_ID_LENGTH }),
);

/** A name that events refer to: 1 to 256 characters, all of them visible, no space at its ends. */
export const id = lazy(() =>
  shortText()
    .refine((value) => value.replaceAll(INVISIBLE, '') === value, {
      error: ({ input }) => `contains invisible characters${likeHint(String(input))}`,
      params: { refusal: 'BAD_ID' },
    })
    .refine((value) => value.isWellFormed() && value === value.trim(), {
      error: 'must not contain broken surrogates or space at its ends',
      params: { refusal: 'BAD_ID' },
    })
    .meta({ minLength: 1, maxLength: MAX_ID_LENGTH }),
);

/**
 * The id that a registration gives to a team, a person, a feature, a project, a calendar, a channel, a level or a category:
 * `code-search`, `@scope/package`. Names that other systems give (sources, feature flags) are `id`.
 */
export const name = lazy(() =>
  id().refine((value) => ID.test(value), {
    error: ({ input }) => misfit(String(input)),
    params: { refusal: 'BAD_ID' },
  }),
);

function misfit(input: string): string {
  const hint = likeHint(input);
  return ID.test(`a${input}`)
    ? `does not begin with a letter or a digit${hint}`
    : `has other characters than letters, digits and . _ - / : @ # + ~${hint}`;
}

const likeHint = (input: string): string => {
  const like = idLike(input);
  return like === '' || like === input ? '' : `, did you mean ${like}?`;
};

/** The id that a text is most like: `search-quality` for `Search Quality`; empty where it has no letter and no digit. */
function idLike(input: string): string {
  const seen = input.toWellFormed().normalize('NFC').replaceAll(INVISIBLE, '');
  if (ID.test(seen)) return seen;
  return seen
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}._\-/:@#+~]+/gu, '-')
    .replaceAll(/^[^\p{L}\p{N}_@]+|-+$/gu, '')
    .slice(0, MAX_ID_LENGTH);
}

// An earlier moment is an unset clock (1970), a later one a wrong unit. Neither may order a ledger.
const EARLIEST = '2000-01-01T00:00:00.000Z';
const LATEST = '2200-01-01T00:00:00.000Z';

/** An instant, RFC 3339 with a zone (`2024-03-26T09:00:00Z`); stored in UTC with milliseconds. */
export const moment = lazy(() =>
  z.iso
    .datetime({ offset: true, error: 'is not an existing moment like 2024-03-26T09:00:00Z' })
    .overwrite((value) => (Number.isNaN(Date.parse(value)) ? value : new Date(value).toISOString()))
    .refine((value) => value >= EARLIEST && value < LATEST, {
      error: 'is outside the years 2000 to 2199',
      params: { refusal: 'BAD_TIME' },
    }),
);

/** A web address. `javascript:` and the like are refused, because pages link to it. */
export const webAddress = lazy(() =>
  z
    .url({ protocol: /^https?$/, error: 'is not an http or https address' })
    .max(2048)
    // A browser ignores these in an address, but where it is shown they still change the text around it.
    .refine((value) => !HIDDEN.test(value), { error: 'contains invisible characters' }),
);

const handbookPath = () =>
  z
    .string()
    .max(2048)
    .regex(/^\/(?!\/)[^\s\\]*$/);

/** A web address, or a path in the organisation's own handbook (`/strategy/search`). */
export const link = lazy(() =>
  z.union([webAddress(), handbookPath()], {
    error: 'is neither an http or https address nor a path that starts with one slash',
  }),
);

/** How a change reaches users: on for everyone, or behind a feature flag that is off by default. */
export const exposure = lazy(() => z.enum(['on-by-default', 'off-by-default']));

/** How large a launch is. It decides what is prepared, and how long before. */
export const launchTier = lazy(() => z.enum(['L1', 'L2', 'L3']));

/** Projects are judged by all but patches, unless a release says otherwise. */
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
  const like = idLike(input);
  const isBare = like !== '' && !like.includes(':');
  return `is not a reference like team:docs${isBare ? `, did you mean person:${like}?` : ''}`;
}

/** An optional field: absent says nothing, and `null` says that there is none. */
export const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional();

/** A list that a person can still read, and that fits into the ledgers of its entities. */
export const list = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).max(1000);

/** A map that a person can still read, and that fits into a snapshot. */
export const fewOf = <Value extends z.ZodType>(value: Value) =>
  z
    .record(id(), value)
    .refine((map) => Object.keys(map).length <= 200, { error: 'has more than 200 entries' });

/** A stage that accounts enrol in before a feature is available to everyone: early access, or beta. */
export const stage = lazy(() => z.enum(['eap', 'beta']));

/** How often something recurs. */
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

/** The length of the period with this name. */
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

/** A time zone of the IANA database. An offset like `+01:00` is refused, because it has no summer time. */
export const timeZone = lazy(() =>
  z.string().refine(isTimeZone, { error: 'is not a time zone like Europe/Berlin' }),
);
