/** Reading the ledgers and values of a model, as a computation does. */

import type { Entity } from '../../events/contract.ts';
import type { Reader } from '../../functions/kernel/derived/reader.ts';
import { inOrder } from '../../functions/kernel/model/facts.ts';
import { partition, valueThing } from '../../functions/kernel/store/keys.ts';
import type { Ledger } from './model.ts';

/** By the partition of their entity. */
export type Ledgers = ReadonlyMap<string, Ledger>;

export function readerIn(ledgers: Ledgers, values: ReadonlyMap<string, unknown>): Reader {
  const within = (entity: Entity, parts: readonly string[]) =>
    (ledgers.get(partition(entity))?.events ?? [])
      .filter((event) => parts.includes(event.part))
      .map(({ accepted: { fact, digest } }) => ({ fact, digest }));
  const reader: Reader = {
    entriesOfParts: async (entity, parts) => within(entity, parts).toSorted(inOrder),
    async entries(entity, part, { after, until } = {}) {
      return within(entity, [part])
        .filter(({ fact: { detail } }) => after === undefined || detail.occurredAt > after)
        .filter(({ fact: { detail } }) => until === undefined || detail.occurredAt <= until)
        .toSorted(inOrder);
    },
    async mentions(entity, kinds, until) {
      const mentions = [...(ledgers.get(partition(entity))?.mentions ?? [])].sort(([a], [b]) =>
        a < b ? -1 : 1,
      );
      return mentions
        .map(([, mention]) => mention)
        .filter((mention) => kinds.includes(mention.kind) && (until === undefined || mention.since <= until));
    },
    value: async (key) => values.get(valueThing(key)),
    get listed() {
      return reader;
    },
  };
  return reader;
}
