import { describe, expect, test } from '@jest/globals';
import {
  dayInWords,
  momentInWords,
  periodInWords,
  periodTitle,
} from '../../../../functions/digests/model/words/period-words.ts';

describe('The name of a period in words', () => {
  test.each([
    ['2024-03', 'March 2024', 'March 2024'],
    ['2024-12', 'December 2024', 'December 2024'],
    ['2024-W09', 'week 9 of 2024', 'week 9 of 2024 (26 Feb – 3 Mar)'],
    ['2025-W01', 'week 1 of 2025', 'week 1 of 2025 (30 Dec 2024 – 5 Jan 2025)'],
    ['2023-W53', 'week 53 of 2023', 'week 53 of 2023'],
    ['2024-Q1', 'first quarter of 2024', 'the first quarter of 2024'],
    ['2024-Q4', 'fourth quarter of 2024', 'the fourth quarter of 2024'],
    ['some day', 'some day', 'some day'],
  ])('%s is %s, and in a sentence %s', (name, title, inSentence) => {
    expect(periodTitle(name)).toBe(title);
    expect(periodInWords(name)).toBe(inSentence);
  });
});

describe('A moment in words', () => {
  test.each([
    ['2024-03-31T22:30:00.000Z', 'Europe/Berlin', '1 Apr 2024', 'Mon 1 Apr 2024, 00:30 Europe/Berlin'],
    [
      '2024-03-31T22:30:00.000Z',
      'America/New_York',
      '31 Mar 2024',
      'Sun 31 Mar 2024, 18:30 America/New_York',
    ],
    ['2024-03-31T22:30:00.000Z', 'Asia/Kolkata', '1 Apr 2024', 'Mon 1 Apr 2024, 04:00 Asia/Kolkata'],
    ['yesterday', 'UTC', 'yesterday', 'yesterday'],
    ['2024-03-31T22:30:00.000Z', 'Nowhere/At_All', '2024-03-31T22:30:00.000Z', '2024-03-31T22:30:00.000Z'],
  ])('%s in %s is %s', (moment, zone, day, withTime) => {
    expect(dayInWords(moment, zone)).toBe(day);
    expect(momentInWords(moment, zone)).toBe(withTime);
  });
});
