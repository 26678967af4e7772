/** How the converters write a fact: the entry that goes onto the bus, checked by the compiler against its contract. */
import type { Fact } from '../../events/catalogue.ts';

/** A fact as it is published. */
export interface Entry {
  readonly source: 'shipshape';
  readonly 'detail-type': Fact['type'];
  readonly detail: Readonly<Record<string, unknown>> & { readonly id: string; readonly occurredAt: string };
}

type Detail<Type extends Fact['type']> = Omit<Extract<Fact, { type: Type }>['detail'], 'version'>;

/** An entry of a fact; what is `undefined` is left out. */
export function entry<Type extends Fact['type']>(type: Type, detail: Detail<Type>): Entry {
  const { id, occurredAt } = detail;
  const said = Object.entries(detail).filter(([, value]) => value !== undefined);
  return {
    source: 'shipshape',
    'detail-type': type,
    detail: { version: 1, id, occurredAt, ...Object.fromEntries(said) },
  };
}

const instant = (one: Entry) => Date.parse(one.detail.occurredAt);

/** In the order of what happened; what happened at one moment stays in the order given. */
export const byDate = (entries: readonly Entry[]): Entry[] =>
  entries.toSorted((a, b) => instant(a) - instant(b));
