/** Parsers of option values. */
import { InvalidArgumentError } from 'commander';
import type * as z from 'zod';
import { entityReference } from '../../events/entity-reference.ts';
import { id, moment, period, reference } from '../../events/fields.ts';
import { periodOf } from '../../functions/kernel/model/period.ts';

/** How a matrix can be written. */
export const FORMATS = ['table', 'json', 'csv', 'md'] as const;

/** How the reference pages can be written. */
export const PAGE_FORMATS = ['md', 'csv', 'json'] as const;

/** How a digest can be written. */
export const DIGEST_FORMATS = ['text', 'html', 'slack', 'md', 'json'] as const;

/** The kinds of records that people can verify. */
export const RECORD_KINDS = ['team', 'feature', 'project', 'person'] as const;

/**
 * A moment, or a day, which means its beginning in UTC; never in the future.
 * @param now UTC instant
 */
export const toMoment =
  (now: string) =>
  (text: string): string => {
    const found = toInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
    if (found > now) throw new InvalidArgumentError('It is in the future.');
    return found;
  };

/** A moment at any time. */
export const toInstant = (text: string): string =>
  parsed(moment, text, 'This is not a moment like 2024-03-26T09:00:00Z or 2024-03-26.');

/** @throws {InvalidArgumentError} which commander shows with the option */
function parsed(shape: Pick<z.ZodType<string>, 'safeParse'>, text: string, problem: string): string {
  const { data } = shape.safeParse(text);
  if (data === undefined) throw new InvalidArgumentError(problem);
  return data;
}

/** The id of a feature, a category or a team, normalised as ids are stored. */
export const toId = (text: string): string => parsedOr(id, text, (why) => `This is not an id: one ${why}.`);

export const toReference = (text: string): string => parsedOr(reference, text, (why) => `This ${why}.`);

/** @throws {InvalidArgumentError} with what the shape says is wrong */
function parsedOr(
  shape: Pick<z.ZodType<string>, 'safeParse'>,
  text: string,
  words: (why: string) => string,
): string {
  const read = shape.safeParse(text);
  if (read.success) return read.data;
  throw new InvalidArgumentError(words(read.error.issues[0]?.message ?? '').replace('?.', '?'));
}

/** Adds one `old=new`. */
export function toRenames(
  text: string,
  before: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const [from, to, ...more] = text.split('=').map((part) => id.safeParse(part).data);
  if (from === undefined || to === undefined || more.length > 0)
    throw new InvalidArgumentError('Write it as old=new, with two different ids of features or releases.');
  if (from === to || before.has(from))
    throw new InvalidArgumentError('Each goes from one name to one other.');
  return new Map([...before, [from, to]]);
}

/** A week, a month or a quarter that exists. */
export function toPeriod(text: string): string {
  const found = parsed(
    period,
    text,
    'This is not a month, week or quarter like 2024-03, 2024-W09 or 2024-Q1.',
  );
  if (periodOf(found, 'UTC') === undefined)
    throw new InvalidArgumentError(`The year ${found.slice(0, 4)} has no such week.`);
  return found;
}

const record = entityReference(RECORD_KINDS);

/** Adds one record, each once. */
export function toRecords(text: string, before: readonly string[] = []): readonly string[] {
  const kinds = RECORD_KINDS.join(', ');
  const problem = `This is not a record like feature:code-search: a kind (${kinds}), a colon, and its id.`;
  return [...new Set([...before, parsed(record, text, problem)])];
}

/** Names of fields, separated by commas, each once. */
export function toFields(text: string): readonly string[] {
  const names = text.split(',').map((name) => id.safeParse(name.trim()).data);
  if (names.includes(undefined))
    throw new InvalidArgumentError('This is not a list of fields like title,contacts.');
  return [...new Set(names.filter((name) => name !== undefined))];
}
