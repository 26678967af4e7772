/** What is stored of deliveries for people to see on the deliveries page. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { happening, MAX_NAMED } from '../../kernel/model/happening.ts';

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
    /** The name of its origin in the catalog, where it was renamed or transferred since. */
    known: z.string().optional(),
    /** What its facts are about: `project:rank`. */
    to: z.array(z.string()),
    because: z.string().optional(),
    /** What would make it count, where it nearly does: lines of `sources.yml`. */
    solution: z.string().optional(),
    /** Why commands in it were not taken. */
    refused: z.array(z.string()).optional(),
    /** Names in it that nobody has registered, in words. */
    unknown: z.array(z.string()).optional(),
    /** Which change, tag or feature flag, where it needs action. */
    about: happening().optional(),
    /** How many deliveries of its kind came since the record before, and have none of their own. */
    more: z.int().optional(),
  }),
);
export type DeliveryRecord = Output<typeof deliveryRecord>;

/** An event that waits for a mapping. */
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
    about: happening().optional(),
  }),
);
export type WaitingItem = Output<typeof waitingItem>;

/** What waits at one place for the same lines of `sources.yml`, as one row. */
const waitingRow = lazy(() =>
  waitingItem()
    .pick({ place: true, event: true, because: true, solution: true })
    .extend({
      count: z.int(),
      /** UTC instants. */
      firstAt: z.string(),
      lastAt: z.string(),
      /** The newest ones. */
      latest: z.array(happening()),
    }),
);
export type WaitingRow = Output<typeof waitingRow>;

/** What senders delivered. */
export const deliveriesAnswer = lazy(() =>
  z.object({
    senders: z.array(
      z.object({
        source: z.string(),
        /** The newest first; not each has a record. */
        latest: z.array(deliveryRecord().omit({ source: true })),
      }),
    ),
    /** What to ask for as `after`, where one sender is asked for and has more. */
    next: z.string().nullable(),
  }),
);
export type SenderReport = Output<typeof deliveriesAnswer>['senders'][number];

/** What waits for a mapping. */
export const waitingAnswer = lazy(() =>
  z.object({ waiting: z.array(waitingRow()), next: z.string().nullable() }),
);

/** In the order of their places. */
export function waitingRows(all: readonly WaitingItem[]): WaitingRow[] {
  const rows = Map.groupBy(all, ({ place, because, solution }) => [place, because, solution].join('\n'));
  return [...rows.values()].flatMap((alike) => {
    const newest = alike.toSorted((a, b) => b.arrivedAt.localeCompare(a.arrivedAt));
    const [last, first] = [newest[0], newest.at(-1)];
    if (last === undefined || first === undefined) return [];
    const { place, event, because, solution } = last;
    const when = { count: alike.length, firstAt: first.arrivedAt, lastAt: last.arrivedAt };
    const latest = newest.slice(0, MAX_NAMED).map(({ about }) => about ?? {});
    return [{ place, event, because, solution, ...when, latest }];
  });
}
