/** A queue of what could not be processed, and the alarm that calls a person to it. */
import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  /** @param meaning of a message in it, and what to do about it */
  constructor(scope: Construct, id: string, alarms: Alarms, meaning: string) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      // The longest SQS allows. It must be longer than the source's, because a moved message keeps its first date.
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
      retentionPeriod: Duration.days(14),
      // With a customer key, EventBridge silently drops messages when the key's policy does not include it.
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    Validations.of(this.queue).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason:
        'This is the dead-letter queue. The rule asks every queue for one, which the last of a chain cannot have (https://github.com/awslabs/serverless-rules/issues/79).',
    });
    alarms.ring(this, 'NotEmpty', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      description: meaning,
    });
  }
}
