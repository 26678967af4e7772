/** What became due: every hour, late or twice, with the same end. */

import type { Calendar, Cycle } from '../domain/calendar.ts';
import { checkRequested } from '../domain/verdict-announcements.ts';
import { readCalendar, readTrains, teamsToAsk } from '../ledger/trains.ts';
import { asError, logger } from '../runtime/logger.ts';
import { tellEndedExemptions } from './exemptions.ts';
import { askForFailed } from './failures.ts';
import { askAgainAfterRubric, askForDueGrades } from './grades.ts';
import { askForMappedPlaces } from './places.ts';
import { tellOfReviews } from './reviews.ts';
import type { Ticking } from './ticking.ts';
import { warn } from './warnings.ts';

const DAY = 86_400_000;
/** How long after its cut a release is judged again every hour, which heals an index that lagged behind the table. */
const CURRENT_DAYS = 35;
/** And the ones before it, where they were cut lately: a flag can wait a day for what webhooks missed. */
const SETTLING_DAYS = 2;

/** What one turn does, each by itself: one that throws holds up none of the others. */
const steps: Readonly<Record<string, (ticking: Ticking) => Promise<void>>> = {
  'judge current releases': (ticking) => eachTrain(ticking, (calendar) => judgeCurrent(ticking, calendar)),
  'warn before cuts': (ticking) =>
    eachTrain(ticking, async ({ planned }) => {
      for (const cycle of planned) await warn(ticking, cycle);
    }),
  'tell of ended exemptions': tellEndedExemptions,
  'ask for due grades': askForDueGrades,
  'ask again after a rubric': askAgainAfterRubric,
  'ask for mapped places': askForMappedPlaces,
  'tell of reviews': tellOfReviews,
  'try failed computations again': askForFailed,
};

class TickFailedError extends Error {
  override readonly name = 'TickFailedError';
}

/**
 * One turn of the clock.
 * @throws {TickFailedError} when a step failed, after all others were taken: the next turn tries it again
 */
export async function tick(ticking: Ticking): Promise<void> {
  const failed: string[] = [];
  for (const [step, take] of Object.entries(steps))
    await take(ticking).catch((error: unknown) => {
      failed.push(step);
      logger.error('A step of the clock failed.', { step, error: asError(error) });
    });
  if (failed.length > 0) throw new TickFailedError(`The clock could not ${failed.join(', nor ')}.`);
}

/** A train whose calendar cannot be read holds up no other. */
async function eachTrain({ table }: Ticking, work: (calendar: Calendar) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const train of await readTrains(table))
    await readCalendar(table, train)
      .then(work)
      .catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function judgeCurrent({ table, announce, now }: Ticking, { judged }: Calendar): Promise<void> {
  const past = judged.filter(({ until }) => until <= now);
  const daysSince = ({ until }: Cycle) => (Date.parse(now) - Date.parse(until)) / DAY;
  for (const cycle of past) {
    const isDue = daysSince(cycle) <= (cycle === past.at(-1) ? CURRENT_DAYS : SETTLING_DAYS);
    const teams = isDue ? await teamsToAsk(table, cycle.release) : [];
    await announce(teams.map((team) => checkRequested(cycle.release, team, `clock ${now}`, now)));
  }
}
