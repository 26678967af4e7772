/** Counts deliveries by their kind of sender, for the alarms. */
import { QUARANTINED, RECEIVED, REJECTED, UNATTRIBUTED } from '../runtime/metric-names.ts';
import { metrics } from '../runtime/metrics.ts';
import type { Received } from './receive.ts';

export const countRejected = (source: string): void => count(source, [[REJECTED, 1]]);

export const countReceived = ({ source, outcome }: Pick<Received, 'source' | 'outcome'>): void =>
  count(source, [
    [RECEIVED, 1],
    [REJECTED, 0],
    [QUARANTINED, outcome === 'quarantined' ? 1 : 0],
    [UNATTRIBUTED, outcome === 'unattributed' ? 1 : 0],
  ]);

/** Written at once: what is counted next may be of another sender. */
function count(source: string, counts: readonly (readonly [name: string, value: number])[]): void {
  metrics.addDimension('source', source);
  for (const [name, value] of counts) metrics.addMetric(name, 'Count', value);
  metrics.publishStoredMetrics();
}
