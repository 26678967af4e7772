/** What waits for a team now: what is due, which records nobody looked at, and what a confirm link still asks. */
import { team as teamEntity } from '../../../events/contract.ts';
import { entitiesOf } from '../../../events/entity-reference.ts';
import { FEATURES } from '../../catalog/model/lists.ts';
import { snoozedUntil } from '../../catalog/model/record-keeping.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readStates } from '../../catalog/store/states.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Confirmable } from '../model/confirm-link.ts';
import { type DueAnswer, sinceOf } from '../model/excerpts.ts';
import type { CadenceItem, UnverifiedRecord } from '../model/model.ts';
import { type CatalogRecord, unverifiedSince } from '../model/verified.ts';
import { EVERYBODY } from './audiences.ts';
import { digestSoFar } from './build.ts';
import { readDigest } from './digests.ts';

/** What a confirm link asks: records that nobody looked at, or a step that is not done. */
export type Asked =
  | { readonly kind: 'records'; readonly title: string; readonly records: readonly UnverifiedRecord[] }
  | (Pick<CadenceItem, 'step' | 'period'> & {
      readonly kind: 'step';
      readonly title: string;
      readonly isDone: boolean;
    });

/**
 * What a confirm link still asks: what was confirmed since its digest was made is left out.
 * @returns `undefined` when there is no such digest, or it asks for no such step
 */
export async function readAsked(
  table: Store,
  { team, period, what }: Confirmable,
  now: string,
): Promise<Asked | undefined> {
  const digest = await readDigest(table, `team:${team}`, period);
  if (digest === undefined) return undefined;
  const { title, cadence } = digest;
  if (what.startsWith('step:')) {
    const item = cadence.items.find((each) => what === `step:${each.step}:${each.period}`);
    if (item === undefined) return undefined;
    const { step, period: of } = item;
    return { kind: 'step', title, step, period: of, isDone: await isDone(table, item) };
  }
  const records = await readUnverified(table, team, digest.from, now);
  return {
    kind: 'records',
    title,
    records: what === 'all' ? records : records.filter(({ entity }) => entity === what),
  };
}

async function isDone(table: Store, { team, step, period }: CadenceItem): Promise<boolean> {
  const { facts } = await readLedger(table, teamEntity(team));
  return ofType(facts, 'CadenceCompleted').some(
    ({ detail }) => detail.step === step && detail.period === period,
  );
}

/**
 * The records of a team and of its features that nobody has changed or verified since a moment, the one that waited
 * longest first; without those that somebody snoozed.
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

async function readRecords(table: Store, team: string): Promise<CatalogRecord[]> {
  const ids = await listedIds(table, FEATURES, ownedBy(team));
  const features = await readStates(table, 'feature', ids);
  const teams = await readStates(table, 'team', [team]);
  const own = [...features].filter(([, state]) => state.team === team);
  return [
    ...[...teams].map(([id, state]) => ({ entity: `team:${id}`, title: state.title ?? id, team, state })),
    ...own.map(([id, state]) => ({ entity: `feature:${id}`, title: state.title ?? id, team, state })),
  ];
}

/** What is due for a team, or for all of them, in the days of the reader's zone; `undefined` for a team that does not exist, and where there is none. */
export async function readDue(
  table: Store,
  team: string | undefined,
  now: string,
  zone?: string,
): Promise<DueAnswer | undefined> {
  const digest = await digestSoFar(table, team === undefined ? EVERYBODY : `team:${team}`, now, zone);
  if (digest === undefined) return undefined;
  const since = sinceOf(digest);
  const records = team === undefined ? [] : await readUnverified(table, team, since, now);
  return { digest, since, records };
}
