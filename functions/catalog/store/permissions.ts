/** Reads what decides who may state something. */
import { type Entity, type EntityKind, rubric } from '../../../events/contract.ts';
import { distinct, ofType } from '../../kernel/model/facts.ts';
import type { Store } from '../../kernel/store/store.ts';
import { type AskedReview, type Permits, permitsOf } from '../model/permits.ts';
import type { Actor } from '../model/speakers.ts';
import { readLedger } from './ledger.ts';
import { readStates } from './states.ts';

/**
 * @param about those that may be asked about
 * @param speakers who may ask: of a channel of an org, whether they are in it is in the records of their teams
 * @param now UTC instant
 */
export async function readPermits(
  table: Store,
  about: readonly Entity[],
  speakers: readonly Pick<Actor, 'teams'>[],
  now: string,
): Promise<Permits> {
  if (about.length === 0) return permitsOf({ teams: new Map() });
  const ids = (kind: EntityKind) => distinct(about.filter((one) => one.kind === kind).map(({ id }) => id));
  const [projects, channelStates, reviewStates, { facts }] = await Promise.all([
    readStates(table, 'project', ids('project')),
    readStates(table, 'channel', ids('channel')),
    readStates(table, 'review', ids('review')),
    readLedger(table, rubric),
  ]);
  const reviews = new Map<string, AskedReview>(
    [...reviewStates].flatMap(([id, { request }]) => (request === undefined ? [] : [[id, request] as const])),
  );
  const channels = new Map(
    [...channelStates].flatMap(([id, { record }]) => (record === undefined ? [] : [[id, record] as const])),
  );
  const reviewed = [...reviews.values()].flatMap(({ feature }) => feature ?? []);
  const features = await readStates(table, 'feature', distinct([...ids('feature'), ...reviewed]));
  const named = [
    ...ids('team'),
    ...[...projects.values(), ...features.values(), ...reviews.values()].flatMap(({ team }) => team ?? []),
    ...[...channels.values()].flatMap(({ audience }) =>
      audience.startsWith('team:') ? [audience.slice('team:'.length)] : [],
    ),
    ...(channels.size === 0 ? [] : speakers.flatMap(({ teams }) => teams)),
  ];
  const teams = await readStates(table, 'team', distinct(named));
  const inForce = ofType(facts, 'RubricPublished').findLast(({ detail }) => detail.occurredAt <= now)?.detail;
  const { approvals, categories } = inForce ?? {};
  return permitsOf({ teams, projects, features, channels, reviews, approvals, categories });
}
