/**
 * Names of accounts in texts that everybody reads. Which texts these are, the schema of each record says: a text that is not
 * marked as internal is public, so a new field is looked at without anybody thinking of it.
 */
import * as z from 'zod';
import { isMarkedInternal } from '../../../../events/visibility.ts';
import { type AccountNames, accountNamesIn, namedInWords } from '../accounts.ts';
import { catalogOf, type Known } from './known.ts';
import { broken, type Place, type Problem, sections } from './problem.ts';
import { type Checkable, isRecordSection, registered } from './records.ts';

/** The files' own accounts, or those that are known where the files have none. */
export function accountNameRules(catalog: Checkable, known: Known | undefined): Problem[] {
  const records = catalog.accounts ?? (known === undefined ? undefined : catalogOf(known).accounts);
  const accounts = [...(records ?? [])].map(([account, record]) => ({ account, ...record }));
  if (accounts.length === 0) return [];
  return sections.flatMap((section) => {
    if (!isRecordSection(section) || section === 'accounts') return [];
    const schema = registered[section].schema();
    return [...(catalog[section] ?? [])].flatMap(([id, record]) =>
      publicTextsIn(schema, record, { section, path: [id] }).flatMap(({ text, place }) =>
        problemsOf(text, place, accounts),
      ),
    );
  });
}

const problemsOf = (text: string, place: Place, accounts: readonly AccountNames[]): Problem[] =>
  accountNamesIn(text, accounts).map((found) => ({
    ...broken(place, namedInWords(found)),
    severity: 'warning',
  }));

interface PublicText {
  readonly text: string;
  readonly place: Place;
}

/** The sentences that everybody may read; ids and addresses have no spaces, and are looked at all the same. */
function publicTextsIn(schema: z.core.$ZodType, value: unknown, place: Place): PublicText[] {
  if (isMarkedInternal(schema)) return [];
  const below = (name: string | number): Place => ({ ...place, path: [...place.path, name] });
  if (typeof value === 'string') return [{ text: value, place }];
  const bare = unwrapped(schema);
  if (Array.isArray(value))
    return value.flatMap((each, at) =>
      publicTextsIn(bare instanceof z.ZodArray ? bare.element : bare, each, below(at)),
    );
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const field = bare instanceof z.ZodObject ? bare.shape[name] : undefined;
    return publicTextsIn(field ?? bare, each, below(name));
  });
}

const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? unwrapped(schema.unwrap()) : schema;
