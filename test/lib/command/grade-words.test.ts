import { describe, expect, it } from '@jest/globals';
import { momentInWords, toEndOfDay, zoneOf } from '../../../lib/command/grades/words.ts';

const NOW = '2024-03-26T09:30:00.000Z';

describe('A day', () => {
  it.each([
    ['Europe/Berlin', '2024-03-25', '2024-03-25T22:59:59.999Z'],
    ['America/New_York', '2024-03-25', '2024-03-26T03:59:59.999Z'],
    ['UTC', '2024-02-29', '2024-02-29T23:59:59.999Z'],
  ])('in %s ends there', (zone, day, end) => {
    expect(toEndOfDay(NOW, zone)(day)).toBe(end);
    expect(momentInWords(end, zone)).toBe(`the end of ${day} (${zone})`);
  });

  it('means now when it is today or lies ahead, where the reader is', () => {
    expect(toEndOfDay(NOW, 'UTC')('2024-03-26')).toBe(NOW);
    expect(toEndOfDay(NOW, 'UTC')('2199-01-01')).toBe(NOW);
    const early = '2024-03-25T23:30:00.000Z';
    expect(toEndOfDay(early, 'Europe/Berlin')('2024-03-25')).toBe('2024-03-25T22:59:59.999Z');
    expect(toEndOfDay(early, 'UTC')('2024-03-25')).toBe(early);
  });

  it('is refused where no calendar has it', () => {
    expect(() => toEndOfDay(NOW, 'UTC')('2024-02-30')).toThrow('not an existing day');
  });
});

describe('A moment', () => {
  it('stays what it is, and is shown in the zone of the reader', () => {
    expect(toEndOfDay(NOW, 'Asia/Tokyo')('2024-03-25T12:00:00Z')).toBe('2024-03-25T12:00:00.000Z');
    expect(momentInWords('2024-03-25T12:00:00.000Z', 'Asia/Tokyo')).toBe('2024-03-25 21:00 (Asia/Tokyo)');
  });
});

describe('The zone of the reader', () => {
  it('is that of the environment, or of the machine where the environment names none', () => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    expect(zoneOf({ TZ: 'Asia/Tokyo' })).toBe('Asia/Tokyo');
    expect(zoneOf({})).toBe(timeZone);
    expect(zoneOf({ TZ: ':/etc/localtime' })).toBe(timeZone);
  });
});
