/** `calendar`: the holidays of a country, as a part of `calendars.yml`, or written into it. */
import { plural } from '../../../functions/outline/plural.ts';
import { calendarText, writeCalendar } from '../../catalog/calendar-file.ts';
import { nationalCalendar, PlaceUnknownError } from '../../catalog/national-calendar.ts';
import { CommandMisusedError } from '../input-error.ts';
import { ended, type Terminal } from '../terminal.ts';

export interface CalendarOptions {
  readonly years: readonly [number, number];
  readonly id?: string | undefined;
  readonly into?: string | undefined;
}

/** @throws {CommandMisusedError} for a place whose holidays are not known {CatalogFilesError} */
export async function runCalendar(
  terminal: Terminal,
  place: string,
  { years, id: called, into }: CalendarOptions,
): Promise<void> {
  const { id: own, record, remarks } = calendarOf(place, years);
  const id = called ?? own;
  for (const remark of remarks) terminal.err(`${ended(remark)}\n`);
  if (into === undefined) {
    terminal.out(calendarText(id, record).trimEnd());
    return;
  }
  const { added, kept } = await writeCalendar(into, id, record);
  terminal.out(`${plural(added, 'day')} added to calendar ${id} in ${into}.`);
  if (kept.length > 0)
    terminal.err(
      `${plural(kept.length, 'day')} of it ${kept.length === 1 ? 'is' : 'are'} no public holiday there, and stay${kept.length === 1 ? 's' : ''}: ${kept.join(', ')}.\n`,
    );
}

function calendarOf(place: string, years: CalendarOptions['years']) {
  try {
    return nationalCalendar(place, years);
  } catch (error) {
    if (error instanceof PlaceUnknownError) throw new CommandMisusedError(ended(error.message));
    throw error;
  }
}
