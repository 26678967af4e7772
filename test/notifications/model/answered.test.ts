import { describe, expect, test } from '@jest/globals';
import { afterAnswer } from '../../../functions/notifications/model/retry.ts';

const NOW = '2024-04-01T12:00:00.000Z';
const secondsOn = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

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
