/** The records of a team that nobody looked at: its own, and those of its features. */
import { entitiesOf } from '../../../events/entity-reference.ts';
import { featureState } from '../../catalog/model/feature.ts';
import { snoozedUntil } from '../../catalog/model/snooze.ts';
import { FEATURES } from '../../catalog/model/summary.ts';
import { teamState } from '../../catalog/model/team.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { UnverifiedRecord } from '../model/items.ts';
import { type KeptRecord, unverifiedSince } from '../model/verified.ts';

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
