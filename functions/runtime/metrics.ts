import { Metrics } from '@aws-lambda-powertools/metrics';

/** Counts what alarms and dashboards look at. */
export const metrics = new Metrics({ namespace: 'Shipshape' });
