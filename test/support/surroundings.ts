/** The surroundings of a function in a test: a store, settings, and a bus that stores what it takes. */
import { type Bus, type BusEntry, EventsNotPublishedError } from '../../functions/kernel/bus/bus.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { type Surroundings, within } from '../../functions/kernel/surroundings.ts';

export interface KeepingBus extends Bus {
  /** What it took, in order. */
  readonly taken: readonly BusEntry[];
}

/** @param refuses whether it does not take an entry this time */
export function keepingBus(refuses: (entry: BusEntry) => boolean = () => false): KeepingBus {
  const taken: BusEntry[] = [];
  return {
    taken,
    async publish(entries) {
      const refused = entries.filter((entry) => {
        if (refuses(entry)) return true;
        taken.push(entry);
        return false;
      });
      if (refused.length > 0)
        throw new EventsNotPublishedError(`The bus refused ${refused.length} of ${entries.length} events.`);
    },
  };
}

/** Calls a function as a host does that has this store. */
export const onHost =
  <Input extends unknown[], Result>(
    handler: (...input: Input) => Result,
    store: () => Store,
    host: Partial<Surroundings> = {},
  ) =>
  (...input: Input): Result =>
    within({ store: store(), bus: keepingBus(), environment: {}, ...host }, () => handler(...input));
