/** Quarantine: events that could not be understood are stored with the reason, and never dropped silently. */
import * as z from 'zod';
import { refusals } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import type { Refused as NotRead } from '../../../events/refusal.ts';
import { type Happening, happening, MAX_NAMED } from '../model/happening.ts';
import { quarantineOf } from '../store/keys.ts';
import { all, EXPIRES_AT, type Store, startingWith } from '../store/store.ts';

export type Refused = Omit<NotRead, 'ok'>;

/** Longer than any cycle of a release, so that nobody looks for it in vain. */
const STORED_SECONDS = 180 * 86_400;

/** When something that waits for a person is deleted. @param arrivedAt UTC instant of its first arrival */
export const waitsUntil = (arrivedAt: string): number =>
  Math.floor(Date.parse(arrivedAt) / 1000) + STORED_SECONDS;

/** @param arrivedAt for people to see; nothing is computed from it @param about what it was about, as far as that is known */
export async function quarantine(
  table: Store,
  { refusal, message, digest, excerpt }: Refused,
  arrivedAt: string,
  about: Happening = {},
): Promise<void> {
  const said = { message, excerpt, arrivedAt, about };
  const key = { pk: quarantineOf(refusal), sk: digest };
  await table.put({ ...key, ...said, [EXPIRES_AT]: waitsUntil(arrivedAt) }, 'ifAbsent');
}

/**
 * An event that was not understood, or whose id was used before for another content. Its content is stored but not shown:
 * it may be for internal users only.
 */
export interface Quarantined {
  readonly reason: string;
  readonly message: string;
  /** Digest of the event's content; the same content has one entry however often it comes. */
  readonly digest: string;
  readonly arrivedAt: string;
  readonly about?: Happening | undefined;
}

const quarantinedItem = lazy(() =>
  z
    .object({ sk: z.string(), message: z.string(), arrivedAt: z.string(), about: happening().optional() })
    .transform(({ sk, ...rest }) => ({ digest: sk, ...rest })),
);

/** Everything in quarantine, by reason and digest. */
export async function readQuarantine(table: Store): Promise<Quarantined[]> {
  const byReason = await Promise.all(
    refusals.map(async (reason) => {
      const items = await all(table.query(quarantineOf(reason)));
      return items.map((item) => ({ reason, ...quarantinedItem.parse(item) }));
    }),
  );
  return byReason.flat();
}

/** Part of the quarantine, by reason and digest, and where the next part begins. */
export interface QuarantinePart {
  readonly quarantined: readonly Quarantined[];
  readonly next: string | undefined;
}

/** @param after the `next` of the part before */
export async function readQuarantinePart(
  table: Store,
  size: number,
  after?: string,
): Promise<QuarantinePart> {
  const at = refusals.findIndex((reason) => after?.startsWith(`${reason}/`));
  const [reached, digest] = [refusals[at], after?.slice(after.indexOf('/') + 1)];
  const reasons = refusals.slice(Math.max(at, 0));
  // One more than is shown says whether there are more.
  const byReason = await Promise.all(
    reasons.map(async (reason) => {
      const range = reason === reached && digest !== undefined ? startingWith('', digest) : {};
      const items = await all(table.query(quarantineOf(reason), { ...range, limit: size + 1 }));
      return items.map((item) => ({ reason, ...quarantinedItem.parse(item) }));
    }),
  );
  const found = byReason.flat();
  const quarantined = found.slice(0, size);
  const last = quarantined.at(-1);
  return {
    quarantined,
    next: found.length > size && last !== undefined ? `${last.reason}/${last.digest}` : undefined,
  };
}

/** Events that were refused in the same words at the same place, as one row. */
export const quarantineRow = lazy(() =>
  z.object({
    reason: z.string(),
    message: z.string(),
    place: z.string().optional(),
    count: z.int(),
    /** UTC instants. */
    firstAt: z.string(),
    lastAt: z.string(),
    /** The newest ones, each with the digest that the log names. */
    latest: z.array(happening().extend({ digest: z.string() })),
  }),
);
export type QuarantineRow = Output<typeof quarantineRow>;

/** The newest row first within each reason. */
export function quarantineRows(all: readonly Quarantined[]): QuarantineRow[] {
  const rows = Map.groupBy(all, ({ reason, message, about }) => [reason, about?.place, message].join('\n'));
  return [...rows.values()].flatMap((alike) => {
    const newest = alike.toSorted((a, b) => b.arrivedAt.localeCompare(a.arrivedAt));
    const [last, first] = [newest[0], newest.at(-1)];
    if (last === undefined || first === undefined) return [];
    const { reason, message, about } = last;
    const latest = newest.slice(0, MAX_NAMED).map(({ digest, about: each }) => ({ ...each, digest }));
    const when = { count: alike.length, firstAt: first.arrivedAt, lastAt: last.arrivedAt };
    return [{ reason, message, place: about?.place, ...when, latest }];
  });
}
