/** What is stored of deliveries for people to see on the deliveries page. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';

/** One delivery of a sender: what it was about, and not what it said. */
export const deliveryRecord = lazy(() =>
  z.object({
    source: z.string(),
    /** UTC instant of arrival. */
    at: z.string(),
    /** In the sender's words: `pull_request closed`. */
    event: z.string(),
    outcome: z.enum(['accepted', 'duplicate', 'ignored', 'quarantined', 'unattributed', 'ping']),
    /** Its origin, as the catalog's sources are called: `github:acme/app`. */
    place: z.string().optional(),
    /** What its facts are about: `project:rank`. */
    to: z.array(z.string()),
    because: z.string().optional(),
    /** Names in it that nobody has registered, in words. */
    unknown: z.array(z.string()).optional(),
    /** How many deliveries of its kind came since the record before, and have none of their own. */
    more: z.int().optional(),
  }),
);
export type DeliveryRecord = Output<typeof deliveryRecord>;

/** An event that waits for a mapping. What it says is not shown: it may be for internal users only. */
export const waitingItem = lazy(() =>
  z.object({
    kind: z.literal('unattributed'),
    id: z.string(),
    source: z.string(),
    /** Where it happened. */
    place: z.string(),
    event: z.string(),
    because: z.string(),
    /** What to add to `sources.yml`, as YAML with `<placeholders>`. */
    solution: z.string(),
    /** UTC instant. */
    arrivedAt: z.string(),
  }),
);
export type WaitingItem = Output<typeof waitingItem>;

export interface SourceReport {
  readonly source: string;
  /** How many came in the last days, at least: not each has a record. */
  readonly count: number;
  /** The newest first. */
  readonly latest: readonly Omit<DeliveryRecord, 'source'>[];
}

export interface DeliveriesReport {
  readonly sources: readonly SourceReport[];
  readonly unattributed: readonly Omit<WaitingItem, 'kind' | 'source'>[];
}
