import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  afterSending,
  maxInFlight,
  type Next,
  pauseAfter,
  type Sent,
} from '../../../functions/notifications/model/retry.ts';

const NOW = '2024-04-01T12:00:00.000Z';
const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

/** Outcomes as receivers give them, each after the other until there is nothing to try any more. */
function course(outcomes: readonly Sent[], isRepeatable: boolean, random = 0.5) {
  let now = NOW;
  let tried = { createdAt: NOW, attempts: 0, attemptsInFlight: 0, isPlain: false };
  let sends = 0;
  let next: Next | undefined;
  for (const sent of outcomes) {
    sends += 1;
    next = afterSending(
      { ...tried, attemptsInFlight: tried.attemptsInFlight + 1 },
      sent,
      isRepeatable,
      now,
      random,
    );
    if (next.state !== 'pending') break;
    const { attempts, attemptsInFlight, isPlain } = next;
    now = next.notBefore;
    tried = { createdAt: NOW, attempts, attemptsInFlight, isPlain };
  }
  return { sends, next, now };
}

const times = <Item>(count: number, item: Item) => Array.from({ length: count }, () => item);
const unknown: Sent = { kind: 'failed', because: 'a reset', mayHaveArrived: true };
const unsent: Sent = { kind: 'failed', because: 'status 500', mayHaveArrived: false };
const tooRich: Sent = { kind: 'too-rich', because: 'invalid_blocks' };

const sent = fc.oneof(
  fc.constant<Sent>({ kind: 'sent' }),
  fc.constant<Sent>({ kind: 'refused', because: 'gone' }),
  fc.constant(unknown),
  fc.constant(unsent),
  fc.constant(tooRich),
  fc
    .integer({ min: 1, max: 86_400 })
    .map((seconds): Sent => ({ kind: 'later', until: later(seconds), because: 'wait', isForAll: true })),
);
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('A message', () => {
  test('that fails is tried eight times, within half a day', () => {
    const { sends, next, now } = course(times(20, unsent), false);
    expect(sends).toBe(8);
    expect(next).toMatchObject({ state: 'failed', because: 'status 500, 8 times' });
    expect(Date.parse(now) - Date.parse(NOW)).toBeGreaterThan(4 * 3_600_000);
    expect(Date.parse(now) - Date.parse(NOW)).toBeLessThan(24 * 3_600_000);
  });

  test.each([
    [false, 2],
    [true, 8],
  ])(
    'of which it is unknown whether it arrived is sent again as often as a repeat may be (%s)',
    (isRepeatable, most) => {
      const { sends, next } = course(times(20, unknown), isRepeatable);
      expect(sends).toBe(most);
      expect(next).toMatchObject({ state: 'failed', because: expect.stringMatching(/^it is unknown/) });
    },
  );

  test('waits as it was told, and a wait is no failure', () => {
    const wait: Sent = { kind: 'later', until: later(77), because: 'wait', isForAll: true };
    expect(course([unsent, wait], false).next).toMatchObject({
      state: 'pending',
      notBefore: later(77),
      attempts: 1,
    });
  });

  test('that is too rich is plain at once, and parks when plain is too rich, too', () => {
    expect(course([tooRich], false).next).toMatchObject({ state: 'pending', notBefore: NOW, isPlain: true });
    expect(course([tooRich, tooRich, tooRich], false)).toMatchObject({ sends: 2, next: { state: 'failed' } });
  });

  test('ends, whatever receivers answer, and is never sent more often than a repeat may be', () => {
    fc.assert(
      fc.property(
        fc.array(sent, { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        chance,
        (outcomes, isRepeatable, random) => {
          const { sends, next } = course(outcomes, isRepeatable, random);
          const made = outcomes.slice(0, sends);
          const mayHaveArrived = made.filter((one) => one === unknown || one.kind === 'sent').length;
          // The last one may be the one that arrives after those of which it is unknown.
          expect(mayHaveArrived).toBeLessThanOrEqual(maxInFlight(isRepeatable));
          expect(made.slice(0, -1).some(({ kind }) => kind === 'sent' || kind === 'refused')).toBe(false);
          expect(made.filter(({ kind }) => kind === 'failed').length).toBeLessThanOrEqual(8);
          if (next?.state === 'pending') expect(next.notBefore >= NOW).toBe(true);
        },
      ),
    );
  });

  test('waits longer after each failure, never less than half and never more than all of its pause', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), chance, (attempts, random) => {
        const pause = pauseAfter(attempts, random);
        const whole = Math.min(360, 3 ** (attempts - 1)) * 60_000;
        expect(pause).toBeGreaterThanOrEqual(whole / 2);
        expect(pause).toBeLessThanOrEqual(whole);
      }),
    );
  });
});
