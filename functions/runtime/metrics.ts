import { Metrics } from '@aws-lambda-powertools/metrics';

/** Counts what alarms and dashboards look at. */
export const metrics = new Metrics({ namespace: 'Shipshape' });

const publish = () => {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};

/** The package's own middleware writes a line that is no JSON when an invocation counted nothing. */
export const publishMetrics = { after: publish, onError: publish };
