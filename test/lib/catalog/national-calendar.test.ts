/** Public holidays of places, and the file that they are written into. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { afterFullBusinessDays, businessCalendar } from '../../../functions/kernel/model/business-days.ts';
import { calendarText, writeCalendar } from '../../../lib/catalog/calendar-file.ts';
import { readFolder } from '../../../lib/catalog/folder.ts';
import { nationalCalendar } from '../../../lib/catalog/national-calendar.ts';
import { scratch } from './scratch.ts';

const { holding } = scratch();
const daysOf = (place: string, year: number) =>
  nationalCalendar(place, [year, year]).record.holidays?.map(({ date }) => date);

describe('A national calendar', () => {
  test('has the days of a part of a country, with its time zone', () => {
    const { id, record, remarks } = nationalCalendar('de-be', [2026, 2026]);
    expect({ id, title: record.title, timeZone: record.timeZone, remarks }).toEqual({
      id: 'de-be',
      title: 'Germany, Berlin',
      timeZone: 'Europe/Berlin',
      remarks: [],
    });
    expect(record.holidays?.map(({ date }) => date)).toEqual([
      ...['2026-01-01', '2026-03-08', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25'],
      ...['2026-10-03', '2026-12-25', '2026-12-26'],
    ]);
  });

  test.each([
    ['US', 2026, '2026-07-03', 'Independence Day, observed on the Friday before its Saturday'],
    ['US', 2009, '2009-07-03', 'the same'],
    ['GB-ENG', 2020, '2020-12-28', 'Boxing Day, on the Monday after its Saturday'],
    ['US', 2027, '2027-12-31', "New Year's Day of the year after"],
  ])('%s %d: has %s, %s', (place, year, day) => {
    expect(daysOf(place, year)).toContain(day);
  });

  test('has every day of a feast of several, and the weekend of its country', () => {
    const { record } = nationalCalendar('SA', [2026, 2026]);
    expect(record.weekend).toEqual(['friday', 'saturday']);
    expect(record.holidays?.filter(({ title }) => title?.includes('Eid al-Fitr'))).toHaveLength(4);
  });

  test('leaves half days out: people work on them', () => {
    expect(daysOf('DE-BE', 2026)).not.toContain('2026-12-24');
  });

  test.each([
    ['Germny', 'Germny is no country whose holidays are known, did you mean Germany?'],
    ['germany', 'germany is no country whose holidays are known, did you mean DE?'],
    ['GB-EN', 'EN is no part of United Kingdom whose holidays are known, did you mean ENG?'],
  ])('of %s is refused with the nearest place', (place, message) => {
    expect(() => nationalCalendar(place, [2026, 2026])).toThrow(message);
  });

  test('says which time zone it takes where there are several', () => {
    expect(nationalCalendar('US', [2026, 2026]).remarks).toEqual([
      expect.stringContaining('America/New_York is taken'),
    ]);
  });
});

test.each([
  ['US', '2026-07-01T15:00:00Z', 3, '2026-07-08T04:00:00.000Z'],
  ['GB-ENG', '2020-12-24T09:00:00Z', 3, '2021-01-01T00:00:00.000Z'],
  ['US', '2009-07-02T16:00:00Z', 1, '2009-07-07T04:00:00.000Z'],
])('Business days go by it: in %s, from %s, %d of them end at %s', (place, asked, days, end) => {
  const year = Number(asked.slice(0, 4));
  const calendar = businessCalendar({}, nationalCalendar(place, [year, year + 1]).record);
  expect(afterFullBusinessDays(new Date(asked).toISOString(), days, calendar)).toBe(end);
});

describe('The file', () => {
  const { id, record } = nationalCalendar('US', [2026, 2026]);

  test('is read as calendars are', async () => {
    const { catalog, problems } = await readFolder(
      await holding({ 'calendars.yml': calendarText(id, record) }),
    );
    expect(problems).toEqual([]);
    expect(catalog.calendars?.get('us')).toEqual(record);
  });

  test('keeps its comments, its other calendars and its own days, and has each day once', async () => {
    const folder = await holding({
      'calendars.yml':
        '# Ours.\nus:\n  title: Our America # by us\n  holidays:\n    - { date: 2026-12-24, title: Ours }\n    - { date: 2026-07-04 }\nde: {title: Germany}\n',
    });
    const file = join(folder, 'calendars.yml');
    expect(await writeCalendar(file, id, record)).toEqual({ added: 11, kept: ['2026-12-24'] });
    const first = await readFile(file, 'utf8');
    expect(first).toMatch(/^# Ours\.\nus:\n {2}title: Our America # by us\n/);
    expect(await writeCalendar(file, id, record)).toEqual({ added: 0, kept: ['2026-12-24'] });
    expect(await readFile(file, 'utf8')).toBe(first);
    const { catalog, problems } = await readFolder(folder);
    expect(problems).toEqual([]);
    expect(catalog.calendars?.get('us')?.holidays?.map(({ date }) => date)).toEqual(
      [...(record.holidays ?? []).map(({ date }) => date), '2026-12-24'].sort(),
    );
    expect(catalog.calendars?.get('de')).toEqual({ title: 'Germany' });
  });

  test('may hold nothing yet, and is left alone where it is no YAML', async () => {
    const folder = await holding({ 'calendars.yml': '# Nothing yet.\n' });
    const file = join(folder, 'calendars.yml');
    await writeCalendar(file, id, record);
    expect(await readFile(file, 'utf8')).toMatch(/^# Nothing yet\.\n\nus:\n/);
    await writeFile(file, 'us: [\n');
    await expect(writeCalendar(file, id, record)).rejects.toThrow('is no YAML');
    expect(await readFile(file, 'utf8')).toBe('us: [\n');
  });
});
