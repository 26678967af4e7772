/** Metrics of deliveries and messages, under the names that alarms and dashboards read. */
import { Metrics } from '@aws-lambda-powertools/metrics';

export const NAMESPACE = 'Shipshape';
/** The dimension `service` of every metric. */
export const SERVICE = 'shipshape';

/** Deliveries whose sender was verified, by `source`. */
export const RECEIVED = 'DeliveriesReceived';
/** 1 for each delivery that was not verified and 0 for each other, so that the average is a share; likewise the next two. */
export const REJECTED = 'DeliveriesRejected';
/** 1 for each verified delivery that could not be understood. */
export const QUARANTINED = 'DeliveriesQuarantined';
/** 1 for each verified delivery that could not be attributed. */
export const UNATTRIBUTED = 'DeliveriesUnattributed';

/** Messages that are not tried again: they were refused for good, or failed for too long. */
export const MESSAGES_FAILED = 'MessagesParked';

let counts: Metrics | undefined;

/** Made with the first count: it opens a console of its own, and most functions never count anything. */
function made(): Metrics {
  counts ??= new Metrics({ namespace: NAMESPACE, serviceName: SERVICE });
  return counts;
}

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
