import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { githubLimit } from '../../../functions/notifications/model/github-limit.ts';
import { afterAnswer, waitOf } from '../../../functions/notifications/model/retry.ts';

const NOW = '2024-04-01T12:00:00.000Z';
const secondsOn = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

describe('Retry-After', () => {
  test.each([
    ['120', 120],
    [' 5 ', 5],
    ['0', 1],
    ['999999999', 86_400],
    ['1.5', 1.5],
    ['Mon, 01 Apr 2024 12:02:00 GMT', 120],
    ['Mon, 01 Apr 2024 11:00:00 GMT', 1],
    ['Wed, 01 Apr 2026 12:00:00 GMT', 86_400],
  ])('%s is %d seconds', (said, seconds) => expect(waitOf(said, NOW)).toBe(seconds * 1000));

  test.each([undefined, '', 'soon', 'NaN', '1e'])('%s says nothing', (said) =>
    expect(waitOf(said, NOW)).toBeUndefined(),
  );

  test('is between a second and a day, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), (said) => {
        const wait = waitOf(said, NOW);
        if (wait === undefined) return;
        expect(wait).toBeGreaterThanOrEqual(1000);
        expect(wait).toBeLessThanOrEqual(86_400_000);
      }),
    );
  });
});

describe('An answer', () => {
  test.each([200, 201, 202, 204])('of %i is taken', (status) =>
    expect(afterAnswer({ status }, 'a.example', NOW)).toEqual({ kind: 'sent' }),
  );
  test.each([408, 425, 429, 500, 502, 503, 504])(
    'of %i passes, and is known not to have been taken',
    (status) =>
      expect(afterAnswer({ status }, 'a.example', NOW)).toMatchObject({
        kind: 'failed',
        mayHaveArrived: false,
      }),
  );
  test.each([429, 503])('of %i that says when is waited for', (status) =>
    expect(afterAnswer({ status, retryAfter: '60' }, 'a.example', NOW)).toMatchObject({
      kind: 'later',
      until: secondsOn(60),
      isForAll: true,
    }),
  );
  test.each([301, 302, 307, 308, 400, 401, 403, 404, 405, 410, 413, 422])('of %i is for good', (status) =>
    expect(afterAnswer({ status, retryAfter: '60' }, 'a.example', NOW)).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining(`a.example answered with ${status}`),
    }),
  );
});

describe('A limit of GitHub', () => {
  const limit = (status: number, headers: Record<string, string> = {}, body = '{}') =>
    githubLimit({ status, headers, body }, NOW);
  const reset = String(Date.parse(NOW) / 1000 + 600);

  test('lasts as long as it says, at most an hour, and a minute where it says nothing', () => {
    expect(limit(429)).toBe(secondsOn(60));
    expect(limit(403, { 'retry-after': '30' })).toBe(secondsOn(30));
    expect(limit(403, { 'retry-after': '99999' })).toBe(secondsOn(3600));
    expect(limit(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset })).toBe(secondsOn(600));
    expect(limit(403, {}, '{"message":"You have exceeded a secondary rate limit"}')).toBe(secondsOn(60));
  });

  test('is none where something else is refused', () => {
    expect(limit(403)).toBeUndefined();
    expect(limit(404, { 'x-ratelimit-remaining': '0' })).toBeUndefined();
    expect(limit(200, { 'x-ratelimit-remaining': '0' })).toBeUndefined();
  });
});
