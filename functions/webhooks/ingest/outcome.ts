/** What became of a delivery: what its sender is answered, and what people are shown. */
import type { Accepted } from '../../../events/read.ts';
import type { Refused } from '../../../events/refusal.ts';
import type { Unattributed } from '../model/attributed.ts';
import type { NormalizedEvent } from '../model/normalized-event.ts';
import type { DeliveryRecord } from '../store/deliveries.ts';

/** An occurrence that nobody could attribute, and what to do about it. */
export interface Left {
  readonly occurrence: Exclude<NormalizedEvent, { kind: 'stated' }>;
  readonly reason: Unattributed;
}

/** What the occurrences of a delivery come to. */
export interface Translated {
  readonly facts: readonly Accepted[];
  /** What the facts are about: `project:rank`. */
  readonly to: readonly string[];
  /** Why other occurrences concern nobody. */
  readonly ignored: readonly string[];
  readonly left: readonly Left[];
  readonly refused: readonly Refused[];
  /** Commands and their answers, in plain text. */
  readonly replies: readonly { readonly line: string; readonly reply: string }[];
}

export const nothing: Translated = { facts: [], to: [], ignored: [], left: [], refused: [], replies: [] };

export function joined(all: readonly Translated[]): Translated {
  return {
    // A list may hold one fact twice.
    facts: [...new Map(all.flatMap(({ facts }) => facts).map((each) => [each.digest, each])).values()],
    to: [...new Set(all.flatMap(({ to }) => to))],
    ignored: all.flatMap(({ ignored }) => ignored),
    left: all.flatMap(({ left }) => left),
    refused: all.flatMap(({ refused }) => refused),
    replies: all.flatMap(({ replies }) => replies),
  };
}

/** The one word for a delivery: the most that came of it. */
export function wordOf({ facts, left, refused }: Translated, fresh: number): DeliveryRecord['outcome'] {
  if (fresh > 0) return 'accepted';
  if (left.length > 0) return 'unattributed';
  if (refused.length > 0) return 'quarantined';
  return facts.length > 0 ? 'duplicate' : 'ignored';
}
