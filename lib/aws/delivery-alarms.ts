/** Who is told when a sender falls silent, or when what it delivers is not taken. */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { NAMESPACE, QUARANTINED, RECEIVED, REJECTED, SERVICE, UNATTRIBUTED } from '../../functions/kernel/log/metrics.ts';
import { SENDERS, type Sender } from '../../functions/webhooks/model/senders.ts';
import type { Alarms } from './alarms.ts';

export interface DeliveryAlarmsProps {
  /** Where they ring. */
  readonly alarms: Alarms;
}

/** How long each may be silent, in hours: people merge every day, flags and one's own senders can rest for a week. */
const SILENT_HOURS: Readonly<Record<Sender, number>> = {
  github: 24,
  gitlab: 24,
  launchdarkly: 168,
  unleash: 168,
  standard: 168,
};

/** Of fewer in an hour, a share says nothing: one stray request to an idle sender's address would be all of them. */
const FEWEST = 10;

const SHARES = [
  {
    metric: REJECTED,
    threshold: 0.5,
    means:
      'of the deliveries of {sender} are not signed by it: its secret is another one, or somebody tries.',
  },
  {
    metric: QUARANTINED,
    threshold: 0.2,
    means: 'of the deliveries of {sender} cannot be understood. Their reasons are at /quarantine.',
  },
  {
    metric: UNATTRIBUTED,
    threshold: 0.5,
    means: 'of the deliveries of {sender} belong to nobody: sources.yml lacks a place.',
  },
] as const;

export class DeliveryAlarms extends Construct {
  constructor(scope: Construct, id: string, { alarms }: DeliveryAlarmsProps) {
    super(scope, id);
    for (const sender of SENDERS) {
      const ofSender = new Construct(this, sender);
      const hours = SILENT_HOURS[sender];
      alarms.ringOnSilence(ofSender, 'Silent', {
        metric: counted(RECEIVED, sender),
        hours,
        description: `Nothing came from ${sender} for ${hours} hours, and it did before. See docs/operations-aws.md.`,
      });
      for (const { metric, threshold, means } of SHARES) {
        alarms.ring(ofSender, metric, {
          metric: share(metric, sender),
          threshold,
          description: `In an hour ${threshold * 100} % or more ${means.replace('{sender}', sender)} See docs/operations-aws.md.`,
        });
      }
    }
  }
}

const counted = (metricName: string, source: Sender): Metric =>
  new Metric({ namespace: NAMESPACE, metricName, dimensionsMap: { service: SERVICE, source } });

/** Each delivery is counted as 0 or 1, so the average is the share. */
const share = (metricName: string, source: Sender): IMetric =>
  new MathExpression({
    expression: `IF(deliveries >= ${FEWEST}, share, 0)`,
    period: Duration.hours(1),
    usingMetrics: {
      deliveries: counted(metricName, source).with({ statistic: 'SampleCount' }),
      share: counted(metricName, source).with({ statistic: 'Average' }),
    },
  });
