/** Facts of what happened: with ids that a repeat has again, and held to their contracts before anyone hears of them. */
import { digestOf } from '../../../events/canonical-json.ts';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { id, reference, webAddress } from '../../../events/fields.ts';
import { readFact } from '../../../events/read.ts';
import type { DraftFact } from '../../catalog/model/import/change.ts';
import type { Fields } from '../../catalog/model/import/field-differences.ts';
import type { Attributed } from './attributed.ts';
import type { Merged } from './normalized-event.ts';

type Happened = Pick<Merged, 'id' | 'at' | 'actor'> & { readonly url?: string | undefined };

// So that the parts of two ids never run together into one.
const part = (name: string) => name.replaceAll('%', '%25').replaceAll(':', '%3A');

/** The id of an occurrence's fact about these names. What would be too long for an id goes by its digest. */
export function eventId(occurrence: string, ...names: readonly string[]): string {
  const whole = [occurrence, ...names.map(part)].join(':').normalize('NFC');
  return id.safeParse(whole).success ? whole : `event:${digestOf(whole)}`;
}

/** A fact of what happened. Whoever did it and where it is seen are left out where they are no reference or address. */
export function told(type: DraftFact['type'], event: string, happened: Happened, fields: Fields): DraftFact {
  const { at, actor, url } = happened;
  const detail = {
    version: 1,
    id: event,
    occurredAt: at,
    ...(reference.safeParse(actor).success ? { actor } : {}),
    ...(webAddress.safeParse(url).success ? { evidence: url } : {}),
    ...fields,
  };
  return { type, detail };
}

/** @param to what they are about; left out where a fact would not be understood */
export function attributedTo(to: readonly string[], facts: readonly DraftFact[]): Attributed {
  for (const { type, detail } of facts) {
    const read = readFact({ source: FACT_SOURCE, 'detail-type': type, detail });
    if (!read.ok) return { kind: 'refused', refusal: read.refusal, because: read.message };
  }
  return { kind: 'facts', facts, to };
}
