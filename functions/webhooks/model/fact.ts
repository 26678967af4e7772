/** Facts of what happened: with ids that a repeat has again, and held to their contracts before anyone hears of them. */
import { digestOf } from '../../../events/canonical-json.ts';
import { id, reference, webAddress } from '../../../events/fields.ts';
import type { Fields } from '../../catalog/model/import/values.ts';
import { type DraftFact, draftFact, readDraft } from '../../kernel/model/draft-fact.ts';
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
  const who = reference.safeParse(actor).success ? actor : undefined;
  const evidence = webAddress.safeParse(url).success ? url : undefined;
  return draftFact(type, { id: event, at, actor: who, evidence }, fields);
}

/** @param to what they are about; left out where a fact would not be understood */
export function attributedTo(to: readonly string[], facts: readonly DraftFact[]): Attributed {
  for (const draft of facts) {
    const read = readDraft(draft);
    if (!read.ok) return { kind: 'refused', refusal: read.refusal, because: read.message };
  }
  return { kind: 'facts', facts, to };
}
