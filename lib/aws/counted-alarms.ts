/** Alarms on what functions count: deliveries that stop coming or cannot be used, and messages that failed for good. */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import {
  MESSAGES_FAILED,
  NAMESPACE,
  QUARANTINED,
  RECEIVED,
  REJECTED,
  SERVICE,
  UNATTRIBUTED,
} from '../../functions/kernel/log/metrics.ts';
import { SENDERS, type Sender } from '../../functions/webhooks/model/normalized-event.ts';
import type { Alarms } from './alarms.ts';

/** Hours that each sender may be silent: people merge every day, flags and your own senders can rest for a week. */
const SILENT_HOURS: Readonly<Record<Sender, number>> = {
  github: 24,
  gitlab: 24,
  forgejo: 24,
  gitea: 24,
  launchdarkly: 168,
  unleash: 168,
  posthog: 168,
  configcat: 168,
  standard: 168,
};

/** Of fewer deliveries in an hour, a share says nothing: one stray request would be all of them. */
const MIN_DELIVERIES = 10;

const SHARES = [
  {
    metric: REJECTED,
    threshold: 0.5,
    means:
      'of the deliveries of {sender} have a wrong signature: its secret differs, or somebody forges them.',
  },
  {
    metric: QUARANTINED,
    threshold: 0.2,
    means: 'of the deliveries of {sender} cannot be understood; /quarantine shows why.',
  },
  {
    metric: UNATTRIBUTED,
    threshold: 0.5,
    means: 'of the deliveries of {sender} come from origins that sources.yml does not map.',
  },
] as const;

export function ringForDeliveries(scope: Construct, alarms: Alarms): void {
  for (const sender of SENDERS) {
    const ofSender = new Construct(scope, sender);
    const hours = SILENT_HOURS[sender];
    alarms.ringOnSilence(ofSender, 'Silent', {
      metric: counted(RECEIVED, sender),
      hours,
      description: `Nothing came from ${sender} for ${hours} hours, although deliveries came before. See docs/operations-aws.md.`,
    });
    for (const { metric, threshold, means } of SHARES)
      alarms.ring(ofSender, metric, {
        metric: share(metric, sender),
        threshold,
        description: `In an hour ${threshold * 100} % or more ${means.replace('{sender}', sender)} See docs/operations-aws.md.`,
      });
  }
}

export function ringForMessages(scope: Construct, alarms: Alarms): void {
  alarms.ring(scope, 'Parked', {
    metric: new Metric({
      namespace: NAMESPACE,
      metricName: MESSAGES_FAILED,
      dimensionsMap: { service: SERVICE },
      statistic: 'Sum',
      period: Duration.minutes(5),
    }),
    description: 'A message failed for good; /messages shows which, and why. See docs/operations-aws.md.',
  });
}

const counted = (metricName: string, source: Sender): Metric =>
  new Metric({ namespace: NAMESPACE, metricName, dimensionsMap: { service: SERVICE, source } });

/** Each delivery is counted as 0 or 1, so the average is the share. */
const share = (metricName: string, source: Sender): IMetric =>
  new MathExpression({
    expression: `IF(deliveries >= ${MIN_DELIVERIES}, share, 0)`,
    period: Duration.hours(1),
    usingMetrics: {
      deliveries: counted(metricName, source).with({ statistic: 'SampleCount' }),
      share: counted(metricName, source).with({ statistic: 'Average' }),
    },
  });
