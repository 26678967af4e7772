import { describe, expect, test } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { CheckRequested, GradeRequested } from '../../../events/announcements/requests.ts';
import { ChannelTestRequested, MessageRetried } from '../../../events/facts/channel.ts';
import { notices } from '../../../events/notices.ts';
import { grade } from '../../../functions/grades/grade/handler.ts';
import { announced, stated } from '../../../functions/kernel/bus/bus.ts';
import { on, queueHandler, reacting } from '../../../functions/kernel/bus/handlers.ts';
import { notify } from '../../../functions/notifications/notify/handler.ts';
import { check } from '../../../functions/verdicts/check/handler.ts';
import { functions } from '../../../lib/wiring.ts';
import { sampleOf } from '../../events/samples.ts';
import { batchOf, context } from '../../support/messages.ts';

/** An invocation that must end soon. */
const short = { ...context, getRemainingTimeInMillis: () => 2100 };
const never = new Promise<void>(() => {});
const bodies = (...words: readonly string[]) => words.map((word) => JSON.stringify(word));

/** The same batch as it comes from its queue once more. */
const again = ({ Records }: SQSEvent): SQSEvent => ({
  Records: Records.map((record) => ({
    ...record,
    attributes: { ...record.attributes, ApproximateReceiveCount: '2' },
  })),
});

const idsIn = (answer: { batchItemFailures: { itemIdentifier: string }[] } | undefined) =>
  answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted();

describe('A batch with an event that never ends', () => {
  const batch = batchOf(bodies('one', 'hangs', 'two', 'three'));

  function doing() {
    const begun: unknown[] = [];
    const done = new Set<unknown>();
    const handler = queueHandler(async (entries) => {
      begun.push(...entries);
      for (const entry of entries) {
        if (entry === 'hangs') await never;
        done.add(entry);
      }
    });
    return { begun, done, handler };
  }

  test('goes back as a whole when the time is nearly over, and nothing of it is done a second time', async () => {
    const { begun, handler } = doing();
    expect(idsIn(await handler(batch, short))).toEqual(['0', '1', '2', '3']);
    expect(begun).toEqual(['one', 'hangs', 'two', 'three']);
  });

  test('is done event by event when it comes again: that event goes back alone, and the others are done', async () => {
    const { done, handler } = doing();
    expect(idsIn(await handler(again(batch), short))).toEqual(['1']);
    expect([...done].toSorted()).toEqual(['one', 'three', 'two']);
  });

  test('holds up no event that comes for the first time beside it', async () => {
    const { done, handler } = doing();
    const [first, hangs] = [batchOf(bodies('one')), again(batch)];
    const Records = [...first.Records, ...hangs.Records.slice(1, 2)];
    expect(idsIn(await handler({ Records }, short))).toEqual(['1']);
    expect([...done]).toEqual(['one']);
  });
});

test('A batch that fails is done event by event, and what fails alone goes back', async () => {
  const handler = queueHandler(async (entries) => {
    if (entries.includes('poison')) throw new Error('no');
  });
  expect(idsIn(await handler(batchOf(bodies('one', 'poison', 'two')), context))).toEqual(['1']);
});

test('Without any time left nothing is begun', async () => {
  const begun: unknown[] = [];
  const handler = queueHandler(async (entries) => void begun.push(...entries));
  const over = { ...context, getRemainingTimeInMillis: () => 1000 };
  const batch = batchOf(bodies('one', 'two'));
  expect(idsIn(await handler(batch, over))).toEqual(['0', '1']);
  expect(idsIn(await handler(again(batch), over))).toEqual(['0', '1']);
  expect(begun).toEqual([]);
});

describe('Reactions', () => {
  function noting() {
    const seen: string[] = [];
    const react = reacting(
      on([CheckRequested], async (prefix: string, events) => {
        seen.push(...events.map(({ detail }) => `${prefix} check ${detail.release}`));
      }),
      on([GradeRequested], async (prefix: string, events) => {
        seen.push(`${prefix} ${events.length} grades`);
      }),
    );
    return { seen, react };
  }

  test('get the events of their contracts, read by them and together, and no others', async () => {
    const { seen, react } = noting();
    const [grading, checking] = [sampleOf('GradeRequested'), sampleOf('CheckRequested')];
    await react('around', [grading, { 'detail-type': 'NobodyKnows', detail: 1 }, checking, grading]);
    expect(seen).toEqual([`around check ${checking.detail.release}`, 'around 2 grades']);
  });

  test('get nothing of a batch in which a detail does not fit its contract', async () => {
    const { seen, react } = noting();
    const broken = { 'detail-type': 'CheckRequested', detail: { release: 1 } };
    await expect(react('around', [sampleOf('CheckRequested'), broken])).rejects.toThrow();
    expect(seen).toEqual([]);
  });

  test.each([
    ['check', check],
    ['grade', grade],
    ['notify', notify],
  ])('of %s are to what the wiring sends it', (name, react) => {
    const subscriptions = functions.find((each) => each.name === name)?.subscriptions ?? [];
    const sent = subscriptions.flatMap(({ pattern }) => pattern['detail-type'] ?? []);
    expect(sent.toSorted()).toEqual([...react.types].sort());
  });

  test('are to what a rule of the same contracts matches', () => {
    const asked = stated(ChannelTestRequested, MessageRetried);
    const matched = [...announced(...notices)['detail-type'], ...asked['detail-type']];
    expect(matched).toEqual(notify.types);
  });
});
