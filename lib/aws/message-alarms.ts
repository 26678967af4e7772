/** Who is told when people are not. */
import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { MESSAGES_FAILED, NAMESPACE, SERVICE } from '../../functions/kernel/log/metrics.ts';
import type { Alarms } from './alarms.ts';

export interface MessageAlarmsProps {
  /** Where they ring. */
  readonly alarms: Alarms;
}

export class MessageAlarms extends Construct {
  constructor(scope: Construct, id: string, { alarms }: MessageAlarmsProps) {
    super(scope, id);
    alarms.ring(this, 'Parked', {
      metric: new Metric({
        namespace: NAMESPACE,
        metricName: MESSAGES_FAILED,
        dimensionsMap: { service: SERVICE },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      description: 'A message was given up on. Which, and why, is at /messages. See docs/operations-aws.md.',
    });
  }
}
