/** Which field of the handbook convention becomes which of a record, and how its values are taken. */
import * as z from 'zod';
import { link, reference, webAddress } from '../../events/fields.ts';

/** What a value comes to: itself, another, or nothing known, and why. */
export type Taken = { readonly value: unknown } | { readonly unknown: string };

export interface HandbookField {
  /** Where the record has it. */
  readonly path: readonly string[];
  /** What the handbook calls it; the first that is there. */
  readonly from: readonly string[];
  take(value: unknown): Taken;
}

const asItIs = (value: unknown): Taken => ({ value });

/** There, `false` and `???` stand for what nobody looked up. */
const onlyIf =
  (schema: z.ZodType, kind: string) =>
  (value: unknown): Taken =>
    schema.safeParse(value).success ? { value } : { unknown: `is no ${kind}: taken as unknown` };

const address = onlyIf(link(), 'address');

/** `false` as a whole says no for nobody in particular. */
const unlessFalse = (value: unknown): Taken =>
  value === false ? { unknown: 'is false as a whole: taken as unknown' } : { value };

const asList = (value: unknown): Taken => ({ value: typeof value === 'string' ? [value] : value });

const asAccount = (value: unknown): Taken => {
  const account = `github:${String(value)}`;
  return reference.safeParse(account).success
    ? { value: [account] }
    : { unknown: 'is no account: taken as unknown' };
};

const field = (path: string, from: string | readonly string[] = path, take = asItIs): HandbookField => ({
  path: path.split('.'),
  from: typeof from === 'string' ? [from] : from,
  take,
});

export const handbookFeature = [
  field('title'),
  field('team', ['product_team', 'product_area']),
  field('maturity'),
  field('docsUrl', 'doc_link', address),
  field('compatibility', 'compatibility', unlessFalse),
  field('deployment', 'deployment', unlessFalse),
  field('useCases', 'use_cases', asList),
  field('note'),
];

export const handbookTeam = [
  field('title'),
  field('strategyUrl', 'strategy_link', address),
  field('labels', 'issue_labels', asList),
  ...['pm', 'em', 'tl', 'design', 'pmm'].map((role) => field(`contacts.${role}`, role)),
];

export const handbookPerson = [
  field('name'),
  field('email', 'email', onlyIf(z.email(), 'e-mail address')),
  field('accounts', 'github', asAccount),
];

export const handbookTerm = [
  field('title'),
  field('description'),
  field('url', ['info_link', 'url'], onlyIf(webAddress(), 'web address')),
];
