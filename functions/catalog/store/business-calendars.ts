/** The calendars that teams work by, from what the catalog says of them. */

import { type BusinessCalendar, businessCalendar } from '../../kernel/model/business-days.ts';
import type { Store } from '../../kernel/store/store.ts';
import { readStates } from './states.ts';

/** Those of the teams that have a time zone or a calendar of their own, by team. A calendar that was retired is none. */
export async function readOwnCalendars(
  table: Store,
  teams: Iterable<string>,
): Promise<Map<string, BusinessCalendar>> {
  const states = [...(await readStates(table, 'team', teams))];
  const named = states.flatMap(([, { calendar }]) => calendar ?? []);
  const calendars = await readStates(table, 'calendar', named);
  return new Map(
    states.flatMap(([team, { timeZone, calendar }]) => {
      const found = calendars.get(calendar ?? '');
      const record = found?.retiredAt === undefined ? found?.record : undefined;
      const hasOwn = timeZone !== undefined || record !== undefined;
      return hasOwn ? [[team, businessCalendar({ timeZone }, record)] as const] : [];
    }),
  );
}

/** That of each team: Monday to Friday in UTC where nothing is known of it. */
export async function readBusinessCalendars(
  table: Store,
  teams: Iterable<string>,
): Promise<ReadonlyMap<string, BusinessCalendar>> {
  const all = [...teams];
  const own = await readOwnCalendars(table, all);
  return new Map(all.map((team) => [team, own.get(team) ?? businessCalendar()]));
}
