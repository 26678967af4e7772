/** The records of a team that nobody looked at: its own, and those of its features. */
import { entitiesOf } from '../../../events/entity-reference.ts';
import type { UnverifiedRecord } from '../../domain/digest/items.ts';
import { featureState } from '../../domain/feature.ts';
import { snoozedUntil } from '../../domain/snooze.ts';
import { FEATURES } from '../../domain/summary.ts';
import { teamState } from '../../domain/team.ts';
import { type KeptRecord, unverifiedSince } from '../../domain/verified.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';
import { ownedBy } from '../keys.ts';
import { readLedger } from '../ledger.ts';
import { listedIds } from '../listed.ts';
import { readStates } from '../snapshots.ts';

/**
 * Those that nobody has changed or verified since a moment, the one that waited longest first; without those that
 * somebody snoozed.
 * @param from UTC instant, inclusive
 * @param now UTC instant
 */
export async function readUnverified(
  table: Store,
  team: string,
  from: string,
  now: string,
): Promise<UnverifiedRecord[]> {
  const records = unverifiedSince(await readRecords(table, team), { from });
  const asked = await inParallel(records, async (record) => {
    const ledgers = await inParallel(entitiesOf(record.entity), (entity) => readLedger(table, entity));
    return ledgers.some(({ facts }) => snoozedUntil(facts, now) !== undefined) ? [] : [record];
  });
  return asked.flat();
}

async function readRecords(table: Store, team: string): Promise<KeptRecord[]> {
  const features = await readStates(
    table,
    'feature',
    featureState,
    await listedIds(table, FEATURES, ownedBy(team)),
  );
  const teams = await readStates(table, 'team', teamState, [team]);
  return [
    ...[...teams].map(([id, state]) => ({ entity: `team:${id}`, title: state.title ?? id, team, state })),
    ...[...features]
      .filter(([, state]) => state.team === team)
      .map(([id, state]) => ({ entity: `feature:${id}`, title: state.title ?? id, team, state })),
  ];
}
