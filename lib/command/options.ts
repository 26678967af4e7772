/** What people write behind the options of commands. */
import { InvalidArgumentError } from 'commander';
import { id, moment, reference } from '../../events/fields.ts';

/** How a matrix can be written. */
export const FORMATS = ['table', 'json', 'csv', 'md'] as const;

/**
 * A moment, or a day, which is its beginning in UTC; nothing is imported from the future.
 * @param now UTC instant
 */
export const toMoment =
  (now: string) =>
  (text: string): string => {
    const { data } = moment.safeParse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
    if (data === undefined)
      throw new InvalidArgumentError('It is no existing moment like 2024-03-26T09:00:00Z or 2024-03-26.');
    if (data > now) throw new InvalidArgumentError('It lies in the future.');
    return data;
  };

/** The id of a feature, a category or a team, spelled as ids are kept. */
export function toId(text: string): string {
  const { data } = id.safeParse(text);
  if (data === undefined)
    throw new InvalidArgumentError(
      'It is no id: those have 1 to 256 characters, and no space at their ends.',
    );
  return data;
}

export function toReference(text: string): string {
  const { data } = reference.safeParse(text);
  if (data === undefined)
    throw new InvalidArgumentError('It is no reference like person:ada or github:octocat.');
  return data;
}

/** One `old=new` more. */
export function toRenames(
  text: string,
  before: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const [from, to, ...more] = text.split('=').map((part) => id.safeParse(part).data);
  if (from === undefined || to === undefined || more.length > 0)
    throw new InvalidArgumentError('It is no old=new, of two different ids of features.');
  if (from === to || before.has(from))
    throw new InvalidArgumentError('A feature goes from one name to one other.');
  return new Map([...before, [from, to]]);
}
