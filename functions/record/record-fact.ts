/** One fact: append, fold, announce. */

import type { Fact } from '../../events/catalogue.ts';
import type { Entity } from '../../events/contract.ts';
import type { Accepted } from '../../events/read.ts';
import { eventQuarantined, ledgerAdvanced, maturityChanged, sourceMapped } from '../domain/announcements.ts';
import { gradeRequested } from '../domain/grade/grade-announcements.ts';
import { type Folded, fold } from '../domain/summary.ts';
import { changesGrades, reachOf } from '../domain/touches.ts';
import type { Store } from '../kernel/store/store.ts';
import { append } from '../ledger/append.ts';
import { type Ledger, readLedger } from '../ledger/ledger.ts';
import { quarantine } from '../ledger/quarantine.ts';
import { markAnnounced, type Written, writeSummary } from '../ledger/summary.ts';
import type { Announce } from '../runtime/publish.ts';

/**
 * Records a fact in every ledger it belongs to.
 * 1. Append it, which is the proof that it was received.
 * 2. Fold each ledger and write its summary; a rename's heirs hold these events too, so theirs as well.
 * 3. Announce what changed.
 * It may run twice, late, or after any crash: each step then does nothing new, or finishes what was begun.
 * @param now UTC instant of arrival
 */
export async function recordFact(
  table: Store,
  announce: Announce,
  accepted: Accepted,
  now: string,
): Promise<void> {
  for (const entity of accepted.entities) await append(table, entity, accepted, now);
  const waiting = [...accepted.entities];
  const advances: Advance[] = [];
  const done = new Set<string>();
  for (const entity of waiting) {
    if (done.has(entity.id + entity.kind)) continue;
    done.add(entity.id + entity.kind);
    const ledger = await readLedger(table, entity);
    // An heir that has not been told of the rename yet: whoever tells it folds it.
    if (ledger.entries === 0) continue;
    await keepReused(table, announce, ledger, now);
    const folded = fold(entity, ledger.facts);
    const written = await writeSummary(table, entity, folded, ledger.entries);
    advances.push({ entity, ledger, folded, written });
    waiting.push(...ledger.heirs);
  }
  // When all summaries are written and not before: whoever hears of one of these entities reads the others, too.
  for (const each of advances) await tell(table, announce, accepted, each);
}

/** An entity whose summary was written from its ledger. */
interface Advance {
  readonly entity: Entity;
  readonly ledger: Ledger;
  readonly folded: Folded;
  readonly written: Written;
}

async function tell(
  table: Store,
  announce: Announce,
  { fact, digest, entities }: Accepted,
  { entity, ledger, folded, written }: Advance,
): Promise<void> {
  const displaced = ledger.reused.length > 0;
  // Whoever hears of the entity that a fact is about finds the others that it names, so one announcement is enough;
  // but not what the fact displaced from their ledgers.
  const isHeard = entity.kind === entities[0]?.kind || displaced;
  // Also when a newer summary stands already: its writer does not know how far back this fact reaches.
  const reach = isHeard ? reachOf(entity.kind, fact, displaced) : undefined;
  if (reach !== undefined) await announce([ledgerAdvanced(entity, fact, digest, ledger.entries, reach)]);
  if (changesGrades(entity.kind, fact, displaced)) await announce([gradesTouched(entity, fact, digest)]);
  if (entity.kind === 'source') await announce([sourceMapped(entity.id, digest, fact.detail.occurredAt)]);
  if (written.stands) await announceMaturity(table, announce, entity, folded, written.announced, ledger);
}

/** Every feature's grade asks for the rubric that holds; of a feature only its own. */
const gradesTouched = ({ kind, id }: Entity, { detail }: Fact, digest: string) =>
  gradeRequested(kind === 'rubric' ? {} : { feature: id }, digest, detail.occurredAt);

/** Tells of a maturity that differs from the one last told. */
async function announceMaturity(
  table: Store,
  announce: Announce,
  entity: Entity,
  { state, announced: now }: Folded,
  was: string | undefined,
  ledger: Ledger,
): Promise<void> {
  if (now === undefined || was === undefined || now.maturity === was || !('feature' in state)) return;
  const cause = causeOf(ledger.facts, now.maturity);
  if (cause !== undefined) await announce([maturityChanged(state, was, now.maturity, cause)]);
  await markAnnounced(table, entity, now, ledger.entries);
}

/** The registration from which a feature has had its present maturity. */
function causeOf(facts: readonly Fact[], maturity: string): Fact | undefined {
  const said = facts.filter((fact) => fact.type === 'FeatureRegistered');
  const before = said.findLastIndex(({ detail }) => detail.maturity !== maturity);
  return said[before + 1];
}

/** One id with two contents: both are kept, the later one does not count, and people are shown that. */
async function keepReused(table: Store, announce: Announce, { reused }: Ledger, now: string): Promise<void> {
  for (const { fact, digest, body } of reused) {
    const message = `the id ${fact.detail.id} stands for another event, which happened first: this one is kept and does not count`;
    const excerpt = `${fact.type} ${body}`.slice(0, 4000).toWellFormed();
    await quarantine(table, { refusal: 'ID_REUSED', message, digest, excerpt }, now);
    await announce([eventQuarantined('ID_REUSED', message, digest, now)]);
  }
}
