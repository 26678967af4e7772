/** The bus port: events go out on it, and each host delivers them to the queues whose rules match. */
import { ANNOUNCEMENT_SOURCE, type Contract, FACT_SOURCE } from '../../../events/contract.ts';

/** One event on its way out. */
export interface BusEntry {
  readonly source: string;
  readonly type: string;
  /** Its detail as JSON text. */
  readonly body: string;
}

export interface Bus {
  /**
   * Resolves once every entry is taken.
   * @throws {EventsNotPublishedError} when some are not; the others are out, and a repeat has the same ids
   */
  publish(entries: readonly BusEntry[]): Promise<void>;
}

export class EventsNotPublishedError extends Error {
  override readonly name = 'EventsNotPublishedError';
}

/** The pattern of a queue that takes these announcements; the function behind it reads them by `on`. */
export const announced = (...contracts: readonly Pick<Contract, 'type'>[]) => ({
  source: [ANNOUNCEMENT_SOURCE],
  'detail-type': contracts.map(({ type }) => type),
});

/** The same of facts. */
export const stated = (...contracts: readonly Pick<Contract, 'type'>[]) => ({
  source: [FACT_SOURCE],
  'detail-type': contracts.map(({ type }) => type),
});

/** Items in their order, as many together as a call takes; an item that is too large for any call goes alone. */
export function* batches<Item>(
  items: readonly Item[],
  max: { readonly items: number; readonly bytes: number },
  bytesOf: (item: Item) => number,
): Generator<Item[]> {
  let batch: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = bytesOf(item);
    if (batch.length === max.items || (batch.length > 0 && bytes + size > max.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
