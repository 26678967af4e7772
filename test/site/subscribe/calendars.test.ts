/** Calendars as calendar programs read them: an event stays itself when its date changes, and says that it did. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { calendarAddress } from '../../../functions/kernel/model/addresses.ts';
import { newTable } from '../../support/calls.ts';
import { cut, type Entry, fact, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { askerOf, webOn } from '../../verdicts/pages/asking.ts';
import { NOW } from '../../verdicts/pages/world.ts';

async function hostWith(...entries: readonly Entry[]) {
  const table = newTable();
  await pipelineOn(table, NOW).tellTogether(entries);
  return { ...askerOf(webOn(table)), tell: pipelineOn(table, NOW).tell };
}

const parsed = (body: string) => new ICAL.Component(ICAL.parse(body));

const eventsIn = (body: string) =>
  parsed(body)
    .getAllSubcomponents('vevent')
    .map((each) => new ICAL.Event(each))
    .map((event) => ({
      uid: event.uid,
      title: event.summary,
      sequence: event.sequence,
      day: event.startDate.toString(),
      end: event.endDate.toString(),
      status: event.component.getFirstPropertyValue('status'),
      stamp: `${event.component.getFirstPropertyValue('dtstamp')}`,
      about: event.description,
    }));

describe('The calendar of a train', () => {
  it('has each milestone as an event of one whole day, whose end is the day after', async () => {
    const host = await hostWith(
      scheduled('5.1', '2024-08-01', { featureFreezeAt: '2024-07-15T00:00:00.000Z' }),
    );
    const { headers, body } = await host.get('/calendars/trains/server.ics');
    expect(headers['Content-Type']).toBe('text/calendar; charset=utf-8');
    expect(body).toContain('DTSTART;VALUE=DATE:20240801');
    expect(eventsIn(body)).toEqual([
      expect.objectContaining({ title: 'server 5.1: feature freeze', day: '2024-07-15', end: '2024-07-16' }),
      {
        uid: '5.1/cut@shipshape',
        title: 'server 5.1: cut',
        sequence: 0,
        day: '2024-08-01',
        end: '2024-08-02',
        status: 'CONFIRMED',
        stamp: '2024-01-01T00:00:00Z',
        about: 'As planned.',
      },
    ]);
  });

  it('keeps the id of an event whose date changes, and raises its number, whatever the new date is', async () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2024-08-${`${number}`.padStart(2, '0')}`);
    await fc.assert(
      fc.asyncProperty(fc.array(day, { minLength: 2, maxLength: 5 }), async (days) => {
        const host = await hostWith();
        let before = -1;
        for (const [at, each] of days.entries()) {
          await host.tell(scheduled('5.1', each, {}, `2024-02-0${at + 1}`));
          const [event, ...others] = eventsIn((await host.get('/calendars/trains/server.ics')).body);
          expect(others).toEqual([]);
          expect(event).toMatchObject({ uid: '5.1/cut@shipshape', day: each });
          expect(event?.sequence).toBeGreaterThan(before);
          before = event?.sequence ?? before;
        }
      }),
      { numRuns: 15 },
    );
  });

  it('shows what was cancelled as cancelled, with the reason', async () => {
    const host = await hostWith(
      scheduled('5.1', '2024-08-01'),
      fact('ReleaseCancelled', '2024-05-01', { release: '5.1', reason: 'Nothing was ready.' }),
    );
    expect(eventsIn((await host.get('/calendars/trains/server.ics')).body)).toEqual([
      expect.objectContaining({
        uid: '5.1/cut@shipshape',
        sequence: 1,
        status: 'CANCELLED',
        title: 'server 5.1: cut (cancelled)',
        about: 'Skipped: Nothing was ready.',
      }),
    ]);
  });

  it('is the same until something changes, and is not sent again', async () => {
    const host = await hostWith(scheduled('5.1', '2024-08-01'));
    const first = await host.get('/calendars/trains/server.ics');
    expect(first.headers.ETag).toBeDefined();
    expect((await host.get('/calendars/trains/server.ics')).headers.ETag).toBe(first.headers.ETag);
    await host.tell(cut('5.1', '2024-06-30'));
    const after = await host.get('/calendars/trains/server.ics');
    expect(after.headers.ETag).not.toBe(first.headers.ETag);
    expect(eventsIn(after.body)).toMatchObject([
      { day: '2024-06-30', sequence: 1, about: 'As it happened.' },
    ]);
  });

  it('has the days of the zone that is asked for', async () => {
    const host = await hostWith(scheduled('5.1', '2024-08-01T20:00:00.000Z'));
    const { body } = await host.get('/calendars/trains/server.ics?zone=Asia/Tokyo');
    expect(eventsIn(body)).toMatchObject([{ day: '2024-08-02' }]);
  });

  it.each([
    '5.1\r\nATTENDEE:mailto:a@b.example',
    'a;b,c\\n"d"',
    'x'.repeat(300),
    '🚢'.repeat(60),
    '<b>&amp;',
  ])('is not broken by the version %j', async (version) => {
    const host = await hostWith(scheduled('5.1', '2024-08-01', { releaseVersion: version }));
    const { body } = await host.get('/calendars/trains/server.ics');
    const line = version.replaceAll(/[\r\n]+/g, ' ');
    expect(eventsIn(body)).toMatchObject([{ title: `server ${line}: cut` }]);
    expect(parsed(body).getAllSubcomponents('vevent')[0]?.getAllProperties('attendee')).toEqual([]);
    for (const each of body.split('\r\n')) expect(Buffer.byteLength(each)).toBeLessThanOrEqual(75);
  });

  it('is at an address of its own for every name', async () => {
    const name = 'a/b #%.';
    const host = await hostWith(scheduled('5.1', '2024-08-01', { train: name }));
    expect((await host.get(calendarAddress('train', name))).statusCode).toBe(200);
    expect((await host.get(calendarAddress('train', 'none'))).statusCode).toBe(404);
    expect((await host.get('/calendars/trains/server.txt')).statusCode).toBe(404);
    expect((await host.get('/calendars/trains/.ics')).statusCode).toBe(404);
  });
});

describe('The calendar of a team', () => {
  it('has the milestones of the trains that its projects are on, in its own days', async () => {
    const host = await hostWith(
      fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', timeZone: 'Asia/Tokyo' }),
      started('rank'),
      started('other', '2024-01-01', { team: 'docs', train: 'docs' }),
      scheduled('5.1', '2024-08-01T20:00:00.000Z'),
      scheduled('d1', '2024-08-01', { train: 'docs' }),
    );
    const { body } = await host.get('/calendars/teams/search.ics');
    expect(eventsIn(body)).toMatchObject([{ uid: '5.1/cut@shipshape', day: '2024-08-02' }]);
    expect((await host.get('/calendars/teams/none.ics')).statusCode).toBe(404);
  });
});
