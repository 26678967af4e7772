/** Where what could not be handled waits for a person, and the alarm that calls one. */
import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

export interface DeadLetterQueueProps {
  /** Ring as soon as a message is in it. */
  readonly alarms: Alarms;
  /** What a message in it means, and what to do about it. */
  readonly meaning: string;
}

export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { alarms, meaning }: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      // The longest SQS keeps anything. It must be longer than the source's: a moved message keeps its first date.
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
      retentionPeriod: Duration.days(14),
      // SQS's own key: with a customer key, EventBridge drops silently when the key's policy forgets it.
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    Validations.of(this.queue).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason:
        'This is the dead-letter queue. The rule asks each queue for one, the last of a chain too, which no chain can meet (https://github.com/awslabs/serverless-rules/issues/79).',
    });
    alarms.ring(this, 'NotEmpty', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      description: meaning,
    });
  }
}
