import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sentMoment } from '../../../functions/webhooks/sources/fields.ts';

const MOMENT = '2024-03-26T09:00:00.000Z';

describe('a moment that a sender says', () => {
  test.each([
    '2024-03-26T09:00:00Z',
    '2024-03-26 09:00:00 UTC',
    '2024-03-26 09:00:00 gmt',
    '2024-03-26 11:00:00 +0200',
    '2024-03-26 11:00:00 +02',
    '2024-03-26T11:00:00+0200',
    '2024-03-26T11:00+02:00',
    '2024-03-26T09:00:00.000000Z',
    '2024-03-26T09:00:00,0Z',
    ' 2024-03-26T09:00:00Z ',
    '2024-03-26 11:00:00 +0200 CEST',
    '2024-03-26 09:00:00.000000000 +0000 UTC',
    'Tue, 26 Mar 2024 09:00:00 GMT',
    '26 Mar 2024 11:00:00 +0200',
    1711443600,
    1711443600000,
    '1711443600',
    '1711443600000',
  ])('%p is read', (value) => {
    expect(sentMoment.parse(value)).toBe(MOMENT);
  });
  test.each(['2024-03-26T09:00:00', '2024-03-26 09:00', '2024-03-26'])(
    '%s, which has no zone, is refused with what to do',
    (value) => {
      expect(sentMoment.safeParse(value).error?.issues[0]?.message).toContain('without a time zone');
    },
  );
  test.each([
    'yesterday',
    'Tue, 30 Feb 2024 09:00:00 GMT',
    '26 Mrz 2024 11:00:00 +0200',
    '2024-02-30T09:00:00Z',
    '2024-03-26T25:00:00Z',
    0,
    -1,
    Number.MAX_VALUE,
    null,
    {},
  ])('%p is none', (value) => {
    expect(sentMoment.safeParse(value).success).toBe(false);
  });
  test('is the same in every zone, and with every number of digits', () => {
    const instants = fc.date({
      min: new Date('2001-01-01'),
      max: new Date('2199-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: -12 * 60, max: 14 * 60 }), (instant, offset) => {
        const there = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const two = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0');
        const sign = offset < 0 ? '-' : '+';
        const zone = `${sign}${two(offset / 60)}${two(offset % 60)}`;
        const colon = `${sign}${two(offset / 60)}:${two(offset % 60)}`;
        for (const spelled of [
          `${there}${zone}`,
          `${there.replace('T', ' ')}000 ${zone}`,
          `${there}${colon}`,
        ])
          expect(sentMoment.parse(spelled)).toBe(instant.toISOString());
        expect(sentMoment.parse(instant.getTime())).toBe(instant.toISOString());
      }),
    );
  });
});
