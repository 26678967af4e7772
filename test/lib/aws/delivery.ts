/** Nothing is lost on the way to a function: asked of every subscription and schedule that the wiring has. */
import { describe, expect, test } from '@jest/globals';
import { functions } from '../../../lib/wiring.ts';
import { alarmsOn, deployed, only, pointsAt, resources, running } from './synthesized.ts';

const DAY = 86_400;

const queues = new Map(resources(running, 'AWS::SQS::Queue').map((queue) => [queue.id, queue]));
const policyOf = (queue: string) =>
  only(resources(running, 'AWS::SQS::QueuePolicy').filter(({ Queues }) => pointsAt(Queues[0]) === queue))
    .PolicyDocument.Statement;

const subscriptions = functions.flatMap((wiring) =>
  (wiring.subscriptions ?? []).map((subscription) => ({ wiring, subscription })),
);

/** Follows one subscription through the template: its rule, the rule's target, the queue, the mapping, the dead letters. */
function follow({ wiring, subscription }: (typeof subscriptions)[number]) {
  const description = `${subscription.name} for ${wiring.name}`;
  const rule = only(
    resources(running, 'AWS::Events::Rule').filter(({ Description }) => Description === description),
  );
  const target = only<(typeof rule)['Targets'][number]>(rule.Targets);
  const queue = queues.get(pointsAt(target.Arn) ?? '');
  const mapping = only(
    resources(running, 'AWS::Lambda::EventSourceMapping').filter(
      ({ EventSourceArn }) => pointsAt(EventSourceArn) === queue?.id,
    ),
  );
  const dead = queues.get(pointsAt(queue?.RedrivePolicy.deadLetterTargetArn) ?? '');
  const undelivered = queues.get(pointsAt(target.DeadLetterConfig.Arn) ?? '');
  return { rule, target, queue, mapping, dead, undelivered };
}

const named = subscriptions.map((entry) => [entry.subscription.name, entry] as const);

test('every rule of the template belongs to a subscription of the wiring', () => {
  expect(resources(running, 'AWS::Events::Rule')).toHaveLength(subscriptions.length);
  expect(resources(running, 'AWS::Lambda::EventSourceMapping')).toHaveLength(subscriptions.length);
  expect(resources(running, 'AWS::Scheduler::Schedule')).toHaveLength(
    functions.flatMap(({ schedules }) => schedules ?? []).length,
  );
});

describe.each(named)('subscription %s', (_name, entry) => {
  const { wiring, subscription } = entry;
  const { rule, target, queue, mapping, dead, undelivered } = follow(entry);

  test('matches exactly the pattern of the wiring, on the kept bus', () => {
    expect(rule.EventPattern).toEqual(subscription.pattern);
    expect(JSON.stringify(rule.EventBusName)).toContain('ShipshapeKept:');
  });

  test('is retried for a day by EventBridge, then left in a queue that only this rule may write to', () => {
    expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: DAY, MaximumRetryAttempts: 185 });
    expect(undelivered?.MessageRetentionPeriod).toBe(14 * DAY);
    expect(policyOf(undelivered?.id ?? '')).toContainEqual(mayOnly(rule.id, 'sqs:SendMessage'));
  });

  test('goes to a queue that only this rule may write to', () => {
    const allowed = policyOf(queue?.id ?? '').filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
    expect(allowed).toEqual([mayOnly(rule.id, expect.arrayContaining(['sqs:SendMessage']))]);
  });

  test('hands the queue to the function, with an answer for each message', () => {
    expect(pointsAt(mapping.FunctionName)).toBe(deployed(wiring.does).id);
    expect(mapping).toMatchObject({
      BatchSize: subscription.batchSize,
      MaximumBatchingWindowInSeconds: subscription.batchWindowSeconds,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: subscription.concurrency },
    });
  });

  test('hides a message for six times as long as the function may take, and as long as a batch may wait to fill', () => {
    expect(queue?.VisibilityTimeout).toBe(6 * wiring.timeoutSeconds + subscription.batchWindowSeconds);
  });

  test('moves a message to a longer-lived dead-letter queue after the attempts of the wiring', () => {
    expect(queue?.RedrivePolicy.maxReceiveCount).toBe(subscription.attempts);
    expect(dead?.MessageRetentionPeriod).toBeGreaterThan(queue?.MessageRetentionPeriod);
  });

  test('rings for a dead letter, an undelivered event, a lost event, and a queue that is not drained', () => {
    expect(alarmsOn('ApproximateNumberOfMessagesVisible', dead?.id ?? '')).toHaveLength(1);
    expect(alarmsOn('ApproximateNumberOfMessagesVisible', undelivered?.id ?? '')).toHaveLength(1);
    expect(alarmsOn('InvocationsFailedToBeSentToDlq', rule.id)).toHaveLength(1);
    const waiting = only(alarmsOn('ApproximateAgeOfOldestMessage', queue?.id ?? ''));
    const hidden = 6 * wiring.timeoutSeconds + subscription.batchWindowSeconds;
    expect(waiting.Threshold).toBe(hidden * subscription.attempts);
  });
});

const schedules = functions.flatMap((wiring) =>
  (wiring.schedules ?? []).map((schedule) => [schedule.name, wiring, schedule] as const),
);

describe.each(schedules)('schedule %s', (name, wiring, wanted) => {
  const schedule = only(
    resources(running, 'AWS::Scheduler::Schedule').filter(
      ({ Description }) => Description === `Wakes ${wiring.name}: ${name}.`,
    ),
  );
  const worker = deployed(wiring.does);

  test('wakes its function on time', () => {
    expect(pointsAt(schedule.Target.Arn)).toBe(worker.id);
    expect(schedule.FlexibleTimeWindow).toEqual({ Mode: 'OFF' });
    if ('cron' in wanted) {
      expect(schedule.ScheduleExpressionTimezone).toBe(wanted.timeZone);
      expect(schedule.ScheduleExpression).toMatch(/^cron\(/);
    } else expect(minutesOf(schedule.ScheduleExpression)).toBe(wanted.everyMinutes);
  });

  test('hands over what the wiring says, or what Scheduler says by itself', () => {
    const { Input } = schedule.Target;
    expect(Input && JSON.parse(Input)).toEqual(wanted.input);
  });

  test('is retried, then leaves word in the queue where the function leaves its own failures', () => {
    const untilNext = 'cron' in wanted ? DAY : wanted.everyMinutes * 60;
    expect(schedule.Target.RetryPolicy.MaximumRetryAttempts).toBeGreaterThan(0);
    expect(schedule.Target.RetryPolicy.MaximumEventAgeInSeconds).toBeLessThanOrEqual(untilNext);
    expect(schedule.Target.DeadLetterConfig.Arn).toEqual(worker.DeadLetterConfig.TargetArn);
    expect(alarmsOn('InvocationsFailedToBeSentToDeadLetterCount', schedule.GroupName)).toHaveLength(1);
  });
});

const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

function minutesOf(rate: string): number {
  const [, amount, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(rate) ?? [];
  return Number(amount) * (MINUTES[unit] ?? 0);
}

function mayOnly(rule: string, actions: unknown) {
  return expect.objectContaining({
    Effect: 'Allow',
    Action: actions,
    Principal: { Service: 'events.amazonaws.com' },
    Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule, 'Arn'] } } },
  });
}
