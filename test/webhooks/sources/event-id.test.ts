import { describe, expect, test } from '@jest/globals';
import { eventId } from '../../../functions/webhooks/sources/fields.ts';

const AT = '2024-03-26T09:00:00.000Z';

describe('an event’s id', () => {
  test('is its parts, and its moment', () => {
    expect(eventId(['github', '1', 'tag', 'v1'], AT)).toBe(`github:1:tag:v1:${AT}`);
  });
  test('is another one for other parts, whatever is in them', () => {
    const parts = [
      ['a', 'b:c'],
      ['a:b', 'c'],
      ['a', 'b', 'c'],
      ['a', 'b%3Ac'],
      ['a%', '3Ab:c'],
    ];
    expect(new Set(parts.map((each) => eventId(each))).size).toBe(parts.length);
  });
  test('is short, and another one, also for long parts', () => {
    const [one, other] = ['x', 'y'].map((end) => eventId(['github', '1', 'tag', 'v'.repeat(250) + end], AT));
    expect(one).toMatch(/^github:[0-9a-f]{32}$/);
    expect(one).not.toBe(other);
  });
});
