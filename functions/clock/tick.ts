/** What became due: every hour, late or twice, with the same end. */

import type { Calendar, Cycle } from '../domain/calendar.ts';
import { checkRequested } from '../domain/verdict-announcements.ts';
import { readCalendar, readTrains, teamsToAsk } from '../ledger/trains.ts';
import { tellEndedExemptions } from './exemptions.ts';
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

/**
 * One turn of the clock: the current releases are judged again, early warnings given, ended exemptions told, due grades
 * asked for, and reviewers reminded.
 */
export async function tick(ticking: Ticking): Promise<void> {
  for (const train of await readTrains(ticking.table)) {
    const calendar = await readCalendar(ticking.table, train);
    await judgeCurrent(ticking, calendar);
    for (const cycle of calendar.planned) await warn(ticking, cycle);
  }
  await tellEndedExemptions(ticking);
  await askForDueGrades(ticking);
  await askAgainAfterRubric(ticking);
  await askForMappedPlaces(ticking);
  await tellOfReviews(ticking);
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
