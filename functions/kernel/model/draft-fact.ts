/** Facts that Shipshape makes for people and senders: their envelope, and how they are read. */
import type { Fact } from '../../../events/catalogue.ts';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { type Accepted, readFact } from '../../../events/read.ts';
import type { Refused } from '../../../events/refusal.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A fact with its envelope, not parsed by its contract yet. */
export interface DraftFact<Type extends string = Fact['type']> {
  readonly type: Type;
  readonly detail: Fields & { readonly id: string; readonly occurredAt: string };
}

interface Stated {
  readonly id: string;
  /** UTC instant. */
  readonly at: string;
  readonly actor?: string | undefined;
  readonly evidence?: string | undefined;
}

/** @param fields of its contract; those that are `undefined` are left out */
export function draftFact<Type extends string>(
  type: Type,
  { id, at, actor, evidence }: Stated,
  fields: Fields,
): DraftFact<Type> {
  const given = Object.entries({ actor, evidence, ...fields }).filter(([, value]) => value !== undefined);
  return { type, detail: { version: 1, id, occurredAt: at, ...Object.fromEntries(given) } };
}

export const entryOf = ({ type, detail }: DraftFact<string>) => ({
  source: FACT_SOURCE,
  'detail-type': type,
  detail,
});

export const readDraft = (draft: DraftFact<string>): Accepted | Refused => readFact(entryOf(draft));
