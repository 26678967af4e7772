/** What became due: every hour, late or twice, with the same end. */

import type { Calendar, Cycle } from '../catalog/model/calendar.ts';
import { readCalendar, readTrains, teamsToAsk } from '../catalog/store/trains.ts';
import { askAgainAfterRubric, askForDueGrades } from '../grades/clock/grades.ts';
import type { Working } from '../kernel/working.ts';
import { tellOfReviews } from '../reviews/clock/reviews.ts';
import { tellEndedExemptions } from '../verdicts/clock/exemptions.ts';
import { warn } from '../verdicts/clock/warnings.ts';
import { checkRequested } from '../verdicts/model/verdict-announcements.ts';
import { askForMappedOrigins } from '../webhooks/clock/origins.ts';
import { askForFailed } from './failures.ts';

const DAY = 86_400_000;
/** How long after its cut a release is judged again every hour, which heals an index that lagged behind the table. */
const CURRENT_DAYS = 35;
/** And the ones before it, where they were cut lately: a flag can wait a day for what webhooks missed. */
const SETTLING_DAYS = 2;

class ClockStepsFailedError extends AggregateError {
  override readonly name = 'ClockStepsFailedError';
}

/**
 * One turn of the clock: the current releases are judged again, early warnings given, ended exemptions told, due grades
 * asked for, reviewers reminded, and computations that failed tried again.
 * @throws {ClockStepsFailedError} when steps failed, once all others are done
 */
export async function tick(working: Working): Promise<void> {
  const failures: unknown[] = [];
  const step = (work: () => Promise<void>) => work().catch((error: unknown) => failures.push(error));
  await step(() => tendTrains(working, step));
  await step(() => tellEndedExemptions(working));
  await step(() => askForDueGrades(working));
  await step(() => askAgainAfterRubric(working));
  await step(() => askForMappedOrigins(working));
  await step(() => tellOfReviews(working));
  await step(() => askForFailed(working));
  if (failures.length > 0)
    throw new ClockStepsFailedError(failures, `Of this turn of the clock failed: ${failures.join('; ')}`);
}

/** Whatever one release or train does, the others are not to miss their turn. */
type Step = (work: () => Promise<void>) => Promise<unknown>;

async function tendTrains(working: Working, step: Step): Promise<void> {
  for (const train of await readTrains(working.table))
    await step(async () => {
      const calendar = await readCalendar(working.table, train);
      await step(() => judgeCurrent(working, calendar));
      for (const cycle of calendar.planned) await step(() => warn(working, cycle));
    });
}

async function judgeCurrent({ table, announce, now }: Working, { judged }: Calendar): Promise<void> {
  const past = judged.filter(({ until }) => until <= now);
  const daysSince = ({ until }: Cycle) => (Date.parse(now) - Date.parse(until)) / DAY;
  for (const cycle of past) {
    const isDue = daysSince(cycle) <= (cycle === past.at(-1) ? CURRENT_DAYS : SETTLING_DAYS);
    const teams = isDue ? await teamsToAsk(table, cycle.release) : [];
    await announce(teams.map((team) => checkRequested(cycle.release, team, `clock ${now}`, now)));
  }
}
