/** What people are shown of a delivery: a line of the deliveries page. */
import { digestOf } from '../../events/canonical-json.ts';
import { keepDelivered } from '../ledger/deliveries.ts';
import type { Received, Receiving } from './receive.ts';
import type { Delivery } from './source.ts';

export const keepLine = (
  { table, now }: Receiving,
  { source, event, outcome, place, to, because }: Received,
  { body }: Delivery,
): Promise<void> =>
  keepDelivered(
    table,
    { source, at: now, event, outcome, place: place || undefined, to: [...to], because },
    digestOf(body.toString('latin1')),
  );
