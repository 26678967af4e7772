import { Metrics } from '@aws-lambda-powertools/metrics';
import { NAMESPACE, SERVICE } from './metric-names.ts';

let counts: Metrics | undefined;

/** Made with the first count: it opens a console of its own, and most functions never count anything. */
function made(): Metrics {
  counts ??= new Metrics({ namespace: NAMESPACE, serviceName: SERVICE });
  return counts;
}

/** Counts what alarms and dashboards look at. */
export const metrics: Pick<Metrics, 'addDimension' | 'addMetric' | 'publishStoredMetrics'> = {
  addDimension: (name, value) => made().addDimension(name, value),
  addMetric: (name, unit, value) => made().addMetric(name, unit, value),
  publishStoredMetrics: () => made().publishStoredMetrics(),
};

const publish = () => {
  if (counts?.hasStoredMetrics()) counts.publishStoredMetrics();
};

/** The package's own middleware writes a line that is no JSON when an invocation counted nothing. */
export const publishMetrics = { after: publish, onError: publish };
