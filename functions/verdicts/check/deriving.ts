/** Deriving again what was asked for: whichever of this function's values it is. */
import type { Entity } from '../../../events/contract.ts';
import { snapshotOf } from '../../catalog/store/snapshots.ts';
import { type Derivation, derive } from '../../kernel/derived/derive.ts';
import { logger } from '../../kernel/log/logger.ts';
import {
  entityOf,
  isCalendar,
  isGrade,
  isRoster,
  isSnapshot,
  isWindow,
  projectOfVerdict,
  valueThing,
} from '../../kernel/store/keys.ts';
import type { Key } from '../../kernel/store/store.ts';
import { type Caused, deriving, requestsFor } from '../../kernel/working.ts';
import { rosterOf } from './roster.ts';
import { verdictOf } from './verdict.ts';
import { calendarOfTrain, windowOf } from './window.ts';

/** Values that are derived within one call; more are asked for by an announcement of their own. */
const MAX_AT_ONCE = 1000;

/** Derives what was asked for and, before that is marked as done, all that depends on it in turn. */
export async function deriveAgain(caused: Caused, keys: readonly Key[]): Promise<void> {
  const ask = (asked: readonly Key[]) => deriveAgain(caused, asked);
  const own = keys.filter((key) => !isGrade(key));
  await derive(
    deriving(caused, ask),
    own.slice(0, MAX_AT_ONCE).flatMap((key) => derivationOf(caused, key, ask) ?? []),
  );
  await askElsewhere(caused, [...keys.filter(isGrade), ...own.slice(MAX_AT_ONCE)]);
}

/** Grades are another function's; what is too much for one call comes back in another. */
export const askElsewhere = ({ announce, cause }: Caused, keys: readonly Key[]): Promise<void> =>
  announce(requestsFor(keys, cause));

/** @returns `undefined` for what nobody derives: it would be asked for again without end */
function derivationOf(
  caused: Caused,
  key: Key,
  ask: (keys: readonly Key[]) => Promise<void>,
): Derivation | undefined {
  const entity = entityOf(key.pk);
  const found = entity && ofEntity(caused, key, entity, ask);
  if (found === undefined)
    logger.warn('A value that nobody derives was asked for.', { key: valueThing(key) });
  return found;
}

function ofEntity(
  caused: Caused,
  key: Key,
  entity: Entity,
  ask: (keys: readonly Key[]) => Promise<void>,
): Derivation | undefined {
  const { id } = entity;
  if (isSnapshot(key)) return snapshotOf(entity);
  if (isCalendar(key)) return calendarOfTrain(caused, id, ask);
  if (isWindow(key)) return windowOf(caused, id, ask);
  if (isRoster(key)) return rosterOf(caused.table, id, ask);
  const project = projectOfVerdict(key);
  return project === undefined ? undefined : verdictOf(caused, { release: id, project });
}
