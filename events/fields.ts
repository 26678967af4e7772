/**
 * The field types that contracts are made of. Each one normalises what it accepts, so that two spellings of one
 * value (a moment in two zones, an `é` in two encodings) are one value in the ledger.
 */
import { z } from 'zod';

/** Why an event could not be understood; the closed list that quarantine pages and replays show. */
export type Refusal =
  | 'NOT_JSON'
  | 'NOT_AN_EVENT'
  | 'UNKNOWN_SOURCE'
  | 'UNKNOWN_TYPE'
  | 'UNKNOWN_VERSION'
  | 'BAD_TIME'
  | 'BAD_ID'
  | 'BAD_FIELD'
  | 'TOO_LARGE'
  | 'TOO_DEEP'
  | 'ID_REUSED';

/** Longest id, in UTF-16 units: with every unit at its longest encoding a sort key stays under DynamoDB's 1,024 bytes. */
const LONGEST_ID = 256;

// Terminal escapes, line breaks and bidirectional overrides can change what a reader sees around the text.
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

function clean(text: string, longest: number): string {
  const seen = text.toWellFormed().normalize('NFC').replace(UNSEEN, ' ').trim();
  return seen.length <= longest ? seen : `${seen.slice(0, longest - 1).toWellFormed()}…`;
}

/** Words for people: control characters become spaces, and what is longer than `longest` UTF-16 units is cut with `…`. */
export const text = (longest = 500) =>
  z
    .string()
    .overwrite((value) => clean(value, longest))
    .min(1, 'must not be empty');

/** A name that events refer to each other by: 1 to 256 characters, no control characters, no space around it. */
export const id = z
  .string()
  .overwrite((value) => value.normalize('NFC'))
  .refine((value) => value.length > 0, { error: 'must not be empty', params: { refusal: 'BAD_ID' } })
  .refine((value) => value.length <= LONGEST_ID, {
    error: (issue) => `has ${String(issue.input).length} characters, the longest id has ${LONGEST_ID}`,
    params: { refusal: 'BAD_ID' },
  })
  .refine((value) => value.isWellFormed() && !/\p{Cc}/u.test(value) && value === value.trim(), {
    error: 'must not hold control characters, broken surrogates or space at its ends',
    params: { refusal: 'BAD_ID' },
  });

// Before 2000 a moment is an unset clock (1970), after 2199 a wrong unit; neither may order a ledger.
const EARLIEST = '2000-01-01T00:00:00.000Z';
const LATEST = '2200-01-01T00:00:00.000Z';

/** An instant, RFC 3339 with a zone (`2024-03-26T09:00:00Z`); kept in UTC with milliseconds. */
export const moment = z.iso
  .datetime({ offset: true, error: 'is not an existing moment like 2024-03-26T09:00:00Z' })
  .overwrite((value) => (Number.isNaN(Date.parse(value)) ? value : new Date(value).toISOString()))
  .refine((value) => value >= EARLIEST && value < LATEST, {
    error: 'lies outside the years 2000 to 2199',
    params: { refusal: 'BAD_TIME' },
  });

/** A web address; `javascript:` and its kind are refused because pages link to it. */
export const webAddress = z.url({ protocol: /^https?$/, error: 'is not an http or https address' }).max(2048);

/** A web address, or a path on the organisation's own handbook (`/strategy/search`). */
export const link = z.union([webAddress, z.string().regex(/^\/(?!\/)[^\s\\]*$/).max(2048)], {
  error: 'is neither an http or https address nor a path that starts with one slash',
});

/** How a change reaches users: on for everyone, or behind a feature flag that is off by default. */
export const exposure = z.enum(['on-by-default', 'off-by-default']);
export type Exposure = z.output<typeof exposure>;

/** A reference to an entity or a person, `kind:id`: `feature:code-search`, `team:docs`, `github:octocat`. */
export const reference = z
  .string()
  .max(LONGEST_ID + 40)
  .regex(/^[a-z][a-z-]*:\S/, 'is not a reference like team:docs');

/** An optional field: absent says nothing, `null` says that there is none (any more). */
export const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional();
