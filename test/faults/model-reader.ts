/** Reading the ledgers and values of a model, as a computation does. */

import type { Reader } from '../../functions/kernel/derived/reader.ts';
import { inOrder } from '../../functions/kernel/identity.ts';
import { partition } from '../../functions/kernel/ledger/keys.ts';
import { valueThing } from '../../functions/kernel/ledger/things.ts';
import type { Ledger } from './model.ts';

/** By the partition of their entity. */
export type Ledgers = ReadonlyMap<string, Ledger>;

export function readerIn(ledgers: Ledgers, values: ReadonlyMap<string, unknown>): Reader {
  const reader: Reader = {
    async entries(entity, part, { after, until } = {}) {
      const events = ledgers.get(partition(entity))?.events ?? [];
      return events
        .filter((event) => event.part === part)
        .map(({ accepted: { fact, digest } }) => ({ fact, digest }))
        .filter(({ fact: { detail } }) => after === undefined || detail.occurredAt > after)
        .filter(({ fact: { detail } }) => until === undefined || detail.occurredAt <= until)
        .toSorted(inOrder);
    },
    async mentions(entity, kind, until) {
      const mentions = [...(ledgers.get(partition(entity))?.mentions ?? [])].sort(([a], [b]) =>
        a < b ? -1 : 1,
      );
      return mentions
        .map(([, mention]) => mention)
        .filter((mention) => mention.kind === kind && (until === undefined || mention.since <= until));
    },
    value: async (key) => values.get(valueThing(key)),
    get listed() {
      return reader;
    },
  };
  return reader;
}
