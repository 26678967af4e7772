import { describe, expect, it } from '@jest/globals';
import { release } from '../../../events/contract.ts';
import { readFact } from '../../../events/read.ts';
import { publicView } from '../../../events/visibility.ts';
import { markNotified, wasNotified } from '../../../functions/kernel/bus/publish.ts';
import {
  quarantine,
  quarantineRow,
  quarantineRows,
  readQuarantine,
  waitsUntil,
} from '../../../functions/kernel/ledger/quarantine.ts';
import { tableOn } from '../../support/databases.ts';
import { engines } from '../../support/stores/engines.ts';

const MONDAY = '2024-03-25T09:00:00.000Z';
const TUESDAY = '2024-03-26T09:00:00.000Z';

describe.each(engines)('Quarantine on $name', (engine) => {
  const table = tableOn(engine);
  const refused = { refusal: 'BAD_TIME', message: 'is no moment', digest: 'd1', excerpt: '{}' } as const;

  it('keeps the same content once, as it first came', async () => {
    for (const at of [MONDAY, TUESDAY]) await quarantine(table(), refused, at);
    expect(await readQuarantine(table())).toEqual([
      expect.objectContaining({
        reason: 'BAD_TIME',
        message: 'is no moment',
        digest: 'd1',
        arrivedAt: MONDAY,
      }),
    ]);
  });

  it('keeps different contents, and shows each with its reason', async () => {
    await quarantine(table(), refused, MONDAY);
    await quarantine(table(), { ...refused, digest: 'd2' }, MONDAY);
    await quarantine(table(), { ...refused, refusal: 'TOO_DEEP' }, MONDAY);
    const kept = await readQuarantine(table());
    expect(kept.map(({ reason, digest }) => `${reason} ${digest}`).sort()).toEqual([
      'BAD_TIME d1',
      'BAD_TIME d2',
      'TOO_DEEP d1',
    ]);
  });
});

describe('Quarantine for people', () => {
  const about = {
    what: '#7',
    title: 'Pay',
    url: 'https://github.com/acme/app/pull/7',
    place: 'github:acme/app',
  };
  const one = { reason: 'BAD_TIME', message: 'is no moment', digest: 'd1', arrivedAt: MONDAY, about };

  it('shows what was refused in the same words at the same place as one row, the newest first', () => {
    const rows = quarantineRows([
      one,
      { ...one, digest: 'd2', arrivedAt: TUESDAY, about: { ...about, what: '#8' } },
      { ...one, digest: 'd3', about: { ...about, place: 'github:acme/web' } },
    ]);
    expect(rows).toMatchObject([
      {
        ...{ place: 'github:acme/app', count: 2, firstAt: MONDAY, lastAt: TUESDAY },
        latest: [
          { what: '#8', digest: 'd2' },
          { what: '#7', digest: 'd1' },
        ],
      },
      { place: 'github:acme/web', count: 1 },
    ]);
  });

  it('says to everybody which change it was, and its title only inside', () => {
    const [row] = quarantineRows([one]).map((each) => publicView(quarantineRow(), each));
    expect(row?.latest).toEqual([{ what: '#7', url: about.url, place: about.place, digest: 'd1' }]);
  });

  it('ends half a year after the first of its kind', async () => {
    const ends = waitsUntil(MONDAY) * 1000;
    expect(new Date(ends).toISOString()).toBe('2024-09-21T09:00:00.000Z');
  });

  it('is keyed by what an event says, and not by the envelope that a bus puts around it', () => {
    const said = { source: 'shipshape', 'detail-type': 'TeamRegistered', detail: { id: '1' } };
    const sent = (id: string, time: string) =>
      readFact({ ...said, version: '0', id, time, account: '1', resources: [] });
    const digests = [sent('a', MONDAY), sent('b', TUESDAY), readFact(said)].map((read) => read.digest);
    expect(new Set(digests).size).toBe(1);
  });
});

describe.each(engines)('What was told on $name', (engine) => {
  const table = tableOn(engine);

  it('is known from when it is marked, of that and nothing else', async () => {
    expect(await wasNotified(table(), release('1.0'), 'WARNED#x')).toBe(false);
    for (const at of ['first', 'second']) await markNotified(table(), release('1.0'), 'WARNED#x', at);
    expect(await wasNotified(table(), release('1.0'), 'WARNED#x')).toBe(true);
    expect(await wasNotified(table(), release('1.0'), 'WARNED#y')).toBe(false);
    expect(await wasNotified(table(), release('1.1'), 'WARNED#x')).toBe(false);
  });
});
