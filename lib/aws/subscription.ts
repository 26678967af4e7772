/** Rule -> queue -> function: what fails on the way ends in a dead-letter queue, with an alarm. */
import { Duration, Fn, Validations } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Pattern, Subscription as Wired } from '../wiring-shape.ts';
import type { Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { WorkerFunction } from './worker-function.ts';

interface SubscriptionProps {
  readonly subscription: Wired;
  readonly bus: events.EventBus;
  readonly worker: WorkerFunction;
  readonly alarms: Alarms;
}

/** AWS recommends six times the function's timeout, so that a message of a throttled batch does not appear again while
 * it is processed. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const TIMEOUTS_VISIBLE = 6;

export class Subscription extends Construct {
  constructor(scope: Construct, id: string, props: SubscriptionProps) {
    super(scope, id);
    const { subscription, worker, alarms } = props;
    const visibilityTimeout = Duration.seconds(
      worker.wiring.timeoutSeconds * TIMEOUTS_VISIBLE + subscription.batchWindowSeconds,
    );
    const meaning = `${worker.wiring.name} gave up on a message of ${subscription.name}. See docs/operations-aws.md.`;
    const dead = new DeadLetterQueue(this, 'Dead', alarms, meaning);
    const queue = new Queue(this, 'Queue', {
      visibilityTimeout,
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: dead.queue, maxReceiveCount: subscription.attempts },
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    alarms.ring(this, 'Waiting', {
      metric: queue.metricApproximateAgeOfOldestMessage(),
      // Longer than one failing message can take with all its deliveries, so the queue as a whole is not drained.
      threshold: visibilityTimeout.toSeconds() * subscription.attempts,
      description: `${worker.wiring.name} does not keep up with ${subscription.name}.`,
    });
    this.route(queue, props);
    this.consume(queue, props);
  }

  /** What EventBridge cannot put on the queue goes to `Undelivered` and not to `Dead`: SQS can redrive only messages that
   * it moved itself. */
  private route(queue: Queue, { subscription, bus, worker, alarms }: SubscriptionProps): void {
    const target = new SqsQueue(queue, {
      deadLetterQueue: worker.undelivered.queue,
      // The longest that EventBridge retries.
      maxEventAge: Duration.hours(24),
      retryAttempts: 185,
    });
    const rule = new events.Rule(this, 'Rule', {
      description: `${subscription.name} for ${worker.wiring.name}`,
      eventBus: bus,
      eventPattern: eventPattern(subscription.pattern),
      targets: [target],
    });
    alarms.ring(this, 'Dropped', {
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'InvocationsFailedToBeSentToDlq',
        // Not `ruleName`: for a rule on a custom bus, that is "bus|rule".
        dimensionsMap: {
          EventBusName: bus.eventBusName,
          RuleName: Fn.select(2, Fn.split('/', rule.ruleArn)),
        },
        statistic: 'Sum',
      }),
      description: `EventBridge lost an event of ${subscription.name}. See docs/operations-aws.md.`,
    });
  }

  private consume(queue: Queue, { subscription, worker }: SubscriptionProps): void {
    queue.grantConsumeMessages(worker.role);
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: worker.function,
      eventSourceArn: queue.queueArn,
      batchSize: subscription.batchSize,
      maxBatchingWindow: Duration.seconds(subscription.batchWindowSeconds),
      reportBatchItemFailures: true,
      // Not reserved concurrency: the pollers ignore it, and throttled messages would end as dead letters.
      maxConcurrency: subscription.concurrency,
    });
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason:
        'Only streams and Kafka take a destination; a queue has its redrive policy, which a template test asserts (https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html).',
    });
  }
}

function eventPattern({ source, 'detail-type': detailType }: Pattern): events.EventPattern {
  return {
    source: [...source],
    ...(detailType === undefined ? {} : { detailType: [...detailType] }),
  };
}
