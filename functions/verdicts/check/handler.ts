/** The function `check`: derives verdicts, and what they are computed from, again when something that they read has changed. */
import { CheckRequested, DerivationRequested } from '../../../events/announcements/requests.ts';
import type { Entity } from '../../../events/contract.ts';
import { snapshotOf } from '../../catalog/store/snapshots.ts';
import { readMembers, readRelease } from '../../catalog/store/trains.ts';
import { on, queueHandler, reacting } from '../../kernel/bus/handlers.ts';
import { type Derivation, derive } from '../../kernel/derived/derive.ts';
import { logger } from '../../kernel/log/logger.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
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
import { type Caused, deriving, requestsFor, type Working, working } from '../../kernel/working.ts';
import { isFlagged } from '../model/verdict.ts';
import { releaseChecked } from '../model/verdict-announcements.ts';
import { readVerdictsOf } from '../store/verdicts.ts';
import { verdictOf } from './verdict.ts';
import { type Ask, calendarOfTrain, rosterOf, windowOf } from './window.ts';

/** Does what several announcements ask for, once where they ask for the same. */
export const check = reacting(
  on([CheckRequested], async (around: Working, requests) => {
    for (const { detail } of requests) {
      const { release, team, ...cause } = detail;
      await checkTeam({ ...around, cause }, release, team);
    }
  }),
  on([DerivationRequested], async (around: Working, requests) => {
    const keys = requests.flatMap(({ detail }) => detail.values);
    const { id, occurredAt } = requests
      .map(({ detail }) => detail)
      .reduce((one, other) => (other.occurredAt > one.occurredAt ? other : one));
    await deriveAgain({ ...around, cause: { id, occurredAt } }, keys);
  }),
);

/** Values derived within one call; for the rest another call is requested. */
const MAX_AT_ONCE = 1000;

/** Derives values and, before they are marked as done, everything that depends on them in turn. */
async function deriveAgain(caused: Caused, keys: readonly Key[]): Promise<void> {
  const ask: Ask = (asked) => deriveAgain(caused, asked);
  const own = keys.filter((key) => !isGrade(key));
  await derive(
    deriving(caused, ask),
    own.slice(0, MAX_AT_ONCE).flatMap((key) => derivationOf(caused, key, ask) ?? []),
  );
  await requestElsewhere(caused, [...keys.filter(isGrade), ...own.slice(MAX_AT_ONCE)]);
}

/** Grades are derived by another function; what is too much for one call comes back in another. */
const requestElsewhere = ({ announce, cause }: Caused, keys: readonly Key[]): Promise<void> =>
  announce(requestsFor(keys, cause));

/** @returns `undefined` for a value that nothing derives: it is logged and dropped, or it would be requested forever */
function derivationOf(caused: Caused, key: Key, ask: Ask): Derivation | undefined {
  const entity = entityOf(key.pk);
  const found = entity && derivationFor(caused, key, entity, ask);
  if (found === undefined)
    logger.warn('A value that nothing derives was requested.', { key: valueThing(key) });
  return found;
}

function derivationFor(caused: Caused, key: Key, entity: Entity, ask: Ask): Derivation | undefined {
  const { id } = entity;
  if (isSnapshot(key)) return snapshotOf(entity);
  if (isCalendar(key)) return calendarOfTrain(caused, id, ask);
  if (isWindow(key)) return windowOf(caused, id, ask);
  if (isRoster(key)) return rosterOf(caused.table, id, ask);
  const project = projectOfVerdict(key);
  return project === undefined ? undefined : verdictOf(caused, { release: id, project });
}

/** Projects judged together, so that memory stays flat however many there are. */
const CHUNK = 100;

/** Judges all projects that a team ever had on any train that the release was ever on. */
async function checkTeam(caused: Caused, release: string, team: string): Promise<void> {
  const { table, announce, cause } = caused;
  const state = await readRelease(table, release);
  if (state?.train === undefined) return;
  const { train, trains } = state;
  // Including trains that it left: the verdicts from there are withdrawn.
  const members = await inParallel(trains, (each) => readMembers(table, each, team));
  const projects = distinct(members.flat().map(({ project }) => project));
  const share = { judged: 0, shippedNothing: [] as string[] };
  for (let from = 0; from < projects.length; from += CHUNK) {
    const pairs = projects.slice(from, from + CHUNK).map((project) => ({ release, project }));
    await derive(
      deriving(caused, (keys) => requestElsewhere(caused, keys)),
      pairs.map((pair) => verdictOf(caused, pair)),
    );
    const verdicts = await readVerdictsOf(table, pairs);
    const nothing = verdicts.filter(({ verdict }) => isFlagged(verdict));
    share.judged += verdicts.length;
    share.shippedNothing.push(...nothing.map(({ project }) => project));
  }
  if (share.judged > 0) await announce([releaseChecked({ release, train }, team, share, cause)]);
}

export const handler = queueHandler((entries) => check(working(), entries));
