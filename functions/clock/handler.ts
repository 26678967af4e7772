/** The function `clock`: every hour, what became due. It may run late, twice, or not at all for a while, with the same result. */
import type { Calendar, Cycle } from '../catalog/model/calendar.ts';
import { readCalendar, readTrains, teamsToAsk } from '../catalog/store/trains.ts';
import { askAgainAfterRubric, askForDueGrades } from '../grades/clock/grades.ts';
import { scheduleHandler } from '../kernel/bus/handlers.ts';
import { failures, forgetFailure } from '../kernel/derived/troubles.ts';
import { derivationsRequested } from '../kernel/model/announcements.ts';
import { type Working, working } from '../kernel/working.ts';
import { announceDueReviews } from '../reviews/clock/reviews.ts';
import { warn, warnOfEndedExemptions } from '../verdicts/clock/warnings.ts';
import { checkRequested } from '../verdicts/model/verdict-announcements.ts';
import { askForMappedOrigins } from '../webhooks/clock/origins.ts';

const DAY = 86_400_000;
/** How long after its cut the latest release is judged again every hour, in case an index lagged behind the table. */
const CURRENT_DAYS = 35;
/** The same for those before it: flagging a project can wait a day for reconciliation. */
const SETTLING_DAYS = 2;

class ClockStepsFailedError extends AggregateError {
  override readonly name = 'ClockStepsFailedError';
}

/** One turn of the clock. @throws {ClockStepsFailedError} when steps failed, after all others ran */
export async function tick(working: Working): Promise<void> {
  const failures: unknown[] = [];
  const step = (work: () => Promise<void>) => work().catch((error: unknown) => failures.push(error));
  await step(() => tendTrains(working, step));
  await step(() => warnOfEndedExemptions(working));
  await step(() => askForDueGrades(working));
  await step(() => askAgainAfterRubric(working));
  await step(() => askForMappedOrigins(working));
  await step(() => announceDueReviews(working));
  await step(() => askForFailed(working));
  if (failures.length > 0)
    throw new ClockStepsFailedError(
      failures,
      `Steps of this turn of the clock failed: ${failures.join('; ')}`,
    );
}

/** Runs a part of the turn: if it fails, the others still run. */
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

/** Derived values whose computation failed are requested again every hour, until they succeed. */
async function askForFailed({ table, announce, now }: Working): Promise<void> {
  for (const failure of await failures(table)) {
    await announce(derivationsRequested([failure.value], `clock ${now}`, now));
    // A value that fails again is stored again.
    await forgetFailure(table, failure, now);
  }
}

export const handler = scheduleHandler((now) => tick(working(now)));
