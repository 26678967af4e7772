import { Metrics } from '@aws-lambda-powertools/metrics';
import { NAMESPACE, SERVICE } from './metric-names.ts';

/** Counts what alarms and dashboards look at. */
export const metrics = new Metrics({ namespace: NAMESPACE, serviceName: SERVICE });

const publish = () => {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};

/** The package's own middleware writes a line that is no JSON when an invocation counted nothing. */
export const publishMetrics = { after: publish, onError: publish };
