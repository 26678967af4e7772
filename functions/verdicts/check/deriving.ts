/** Deriving again what was asked for: whichever of this function's values it is. */
import type { Entity } from '../../../events/contract.ts';
import { snapshotOf } from '../../catalog/store/snapshots.ts';
import { type Derivation, type Deriving, derive } from '../../kernel/derived/derive.ts';
import { isCalendar, isGrade, isRoster, isSummary, isWindow, projectOfVerdict } from '../../kernel/keys.ts';
import { entityOf } from '../../kernel/ledger/keys.ts';
import { asError, logger } from '../../kernel/log/logger.ts';
import { derivationsRequested, gradeRequested } from '../../kernel/model/announcements.ts';
import type { Key } from '../../kernel/store/store.ts';
import type { Checking } from './checking.ts';
import { rosterOf } from './roster.ts';
import { verdictOf } from './verdict.ts';
import { calendarOfTrain, windowOf } from './window.ts';

/** Values that are derived within one call; more are asked for by an announcement of their own. */
const MAX_AT_ONCE = 1000;

/** Derives what was asked for and, before that is marked as done, all that depends on it in turn. */
export async function deriveAgain(checking: Checking, keys: readonly Key[]): Promise<void> {
  const ask = (asked: readonly Key[]) => deriveAgain(checking, asked);
  const own = keys.filter((key) => !isGrade(key));
  await derive(
    { ...deriving(checking), ask },
    own.slice(0, MAX_AT_ONCE).flatMap((key) => derivationOf(checking, key, ask) ?? []),
  );
  await askElsewhere(checking, [...keys.filter(isGrade), ...own.slice(MAX_AT_ONCE)]);
}

const textOf = ({ pk, sk }: Key) => `${pk}|${sk}`;

/** How this function derives: what is asked for in turn goes back on the bus. */
export const deriving = (checking: Checking): Deriving => ({
  store: checking.table,
  announce: checking.announce,
  now: checking.cause.occurredAt,
  ask: (keys) => askElsewhere(checking, keys),
  failed: (key, error) =>
    logger.error('A derived value could not be computed; the clock tries it again.', {
      key: textOf(key),
      error: asError(error),
    }),
});

/** Grades are another function's; what is too much for one call comes back in another. */
async function askElsewhere({ announce, cause }: Checking, keys: readonly Key[]): Promise<void> {
  const grades = keys.filter(isGrade).flatMap(({ pk }) => entityOf(pk) ?? []);
  const others = keys.filter((key) => !isGrade(key));
  await announce([
    ...grades.map(({ id }) => gradeRequested({ feature: id }, cause.id, cause.occurredAt)),
    ...derivationsRequested(others, cause.id, cause.occurredAt),
  ]);
}

/** @returns `undefined` for what nobody derives: it would be asked for again without end */
function derivationOf(
  checking: Checking,
  key: Key,
  ask: (keys: readonly Key[]) => Promise<void>,
): Derivation | undefined {
  const entity = entityOf(key.pk);
  const found = entity && ofEntity(checking, key, entity, ask);
  if (found === undefined) logger.warn('A value that nobody derives was asked for.', { key: textOf(key) });
  return found;
}

function ofEntity(
  checking: Checking,
  key: Key,
  entity: Entity,
  ask: (keys: readonly Key[]) => Promise<void>,
): Derivation | undefined {
  const { id } = entity;
  if (isSummary(key)) return snapshotOf(entity);
  if (isCalendar(key)) return calendarOfTrain(checking, id, ask);
  if (isWindow(key)) return windowOf(checking, id, ask);
  if (isRoster(key)) return rosterOf(checking.table, id, ask);
  const project = projectOfVerdict(key);
  return project === undefined ? undefined : verdictOf(checking, { release: id, project });
}
