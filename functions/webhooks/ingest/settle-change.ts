/** What was said of a change after its merge, against what the ledgers have of it. For few deliveries: it asks every project. */
import { readChanges } from '../../catalog/store/changes.ts';
import type { DraftFact } from '../../kernel/model/draft-fact.ts';
import type { Working } from '../../kernel/working.ts';
import { attribute } from '../model/attribute.ts';
import type { Attribution, Origin } from '../model/attribution.ts';
import { type Settled, settle } from '../model/later-words.ts';
import type { LaterWords, Merged } from '../model/normalized-event.ts';

const changesIn = (found: Attribution): DraftFact[] =>
  found.kind === 'facts' ? found.facts.filter(({ type }) => type === 'ChangeMerged') : [];

/** @param found what it is attributed to by its present words: facts, or why it is none */
export async function settleChange(
  { table, now }: Pick<Working, 'table' | 'now'>,
  merged: Merged,
  { at = now, before }: LaterWords,
  found: Attribution,
  origin: Origin,
): Promise<Settled> {
  const { later: _later, ...plain } = merged;
  const were = before && changesIn(attribute({ ...plain, ...before }, origin));
  const present = changesIn(found);
  const named = [...present, ...(were ?? [])].map(({ detail }) => `${detail.project}`);
  const known = await readChanges(table, merged.id, named);
  const said = { event: merged.id, at, actor: merged.actor, now: present, before: were, known };
  const settled = settle(said);
  if (settled.kind === 'stands' || found.kind !== 'facts') return settled;
  const others = found.facts.filter(({ type }) => type !== 'ChangeMerged');
  return { kind: 'facts', facts: [...others, ...settled.facts] };
}
