/** Facts: appended to their ledgers, whose snapshots are folded again; and whatever else depends on them is asked for. */
import type { Announcement } from '../../../events/catalogue.ts';
import type { Accepted } from '../../../events/read.ts';
import type { Announce } from '../../kernel/bus/publish.ts';
import { derive } from '../../kernel/derived/derive.ts';
import { readersAt } from '../../kernel/derived/links.ts';
import { isGrade, isSummary } from '../../kernel/keys.ts';
import { append, type Displaced, type Touch } from '../../kernel/ledger/append.ts';
import { entityOf } from '../../kernel/ledger/keys.ts';
import { valueThing } from '../../kernel/ledger/things.ts';
import { asError, logger } from '../../kernel/log/logger.ts';
import {
  derivationsRequested,
  eventQuarantined,
  gradeRequested,
  sourceMapped,
} from '../../kernel/model/announcements.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { quarantine, type Refused } from '../../kernel/quarantine.ts';
import type { Key, Store } from '../../kernel/store/store.ts';
import { snapshotOf } from '../store/snapshots.ts';
import { ownOf, snapshotsTouched } from './own-values.ts';

/** Everything that a fact touched, and the fact. */
interface Recorded {
  readonly accepted: Accepted;
  readonly touches: readonly Touch[];
  readonly displaced: readonly Displaced[];
}

/**
 * Records facts, however many: all are appended first, and then each ledger is folded once.
 *
 * 1. Append, which is the proof that they were received.
 * 2. Look for who read what they touch, in the range of time that holds it.
 * 3. Fold the snapshots that are among them.
 * 4. Ask for all others. A fact that nobody read, such as a change in a window that is open, asks for nothing.
 *
 * It may run twice, late, or after any crash: each step then does nothing new, or finishes what was begun.
 * @param now UTC instant of arrival
 */
export async function recordFacts(
  table: Store,
  announce: Announce,
  facts: readonly Accepted[],
  now: string,
): Promise<void> {
  const recorded = await inParallel(facts, async (accepted) => ({
    accepted,
    ...(await append(table, accepted, now)),
  }));
  await shutOut(table, announce, recorded, now);
  const cause = causeOf(facts);
  const asked = await askedBy(table, recorded);
  const requests = (keys: readonly Key[]) => requested(keys, cause);
  await fold({ table, announce, now, requests }, asked.filter(isSummary));
  await announce([...requests(asked.filter((key) => !isSummary(key))), ...facts.flatMap(heardElsewhere)]);
}

/** What asks for derived values. */
interface Cause {
  readonly id: string;
  readonly occurredAt: string;
}

/** What asks is the newest of the facts; all of them make the id, so that another batch is another request. */
function causeOf(facts: readonly Accepted[]): Cause {
  const moments = facts.map(({ fact }) => fact.detail.occurredAt).sort();
  return { id: facts.map(({ digest }) => digest).join(' '), occurredAt: moments.at(-1) ?? '' };
}

async function askedBy(table: Store, recorded: readonly Recorded[]): Promise<Key[]> {
  const touches = recorded.flatMap((each) => each.touches);
  // Two facts of one moment in one part ask the same.
  const looks = new Map(touches.map(({ thing, at }) => [`${thing} ${at}`, { thing, at }]));
  const linked = await inParallel([...looks.values()], ({ thing, at }) => readersAt(table, thing, at));
  const own = touches.flatMap(ownOf);
  return [...linked.flat(), ...own, ...(await snapshotsTouched(table, touches))];
}

interface Folding {
  readonly table: Store;
  readonly announce: Announce;
  readonly now: string;
  readonly requests: (keys: readonly Key[]) => Announcement[];
}

/** Folds snapshots. What depends on one that changed is asked for before that is marked as done: it is never asked twice. */
function fold(folding: Folding, snapshots: readonly Key[]): Promise<void> {
  const { table, announce, now, requests } = folding;
  const ask = (keys: readonly Key[]) => announce(requests(keys));
  const entities = snapshots.flatMap(({ pk }) => entityOf(pk) ?? []);
  return derive({ store: table, announce, ask, now, failed }, entities.map(snapshotOf));
}

const failed = (key: Key, error: unknown) =>
  logger.error('A snapshot could not be folded; the clock tries it again.', {
    key: `${key.pk}|${key.sk}`,
    error: asError(error),
  });

/**
 * Asks other functions for values. A grade is asked for also while there is no rubric: its first computation links it to the
 * ledgers it reads, and without that a feature that moves to another team while a rubric comes in is missed.
 */
function requested(keys: readonly Key[], { id, occurredAt }: Cause): Announcement[] {
  const once = [...new Map(keys.map((key) => [valueThing(key), key])).values()];
  const features = once.filter(isGrade).flatMap(({ pk }) => entityOf(pk) ?? []);
  return [
    ...features.map((entity) => gradeRequested({ feature: entity.id }, id, occurredAt)),
    ...derivationsRequested(
      once.filter((key) => !isGrade(key)),
      id,
      occurredAt,
    ),
  ];
}

/** A rubric changes every grade, and features are listed; what waits at a place is attributed once it is mapped. */
function heardElsewhere({ fact, digest, entities }: Accepted): Announcement[] {
  const { occurredAt } = fact.detail;
  return entities.flatMap(({ kind, id }) => {
    if (kind === 'rubric') return [gradeRequested({}, digest, occurredAt)];
    return kind === 'source' ? [sourceMapped(id, digest, occurredAt)] : [];
  });
}

/** One id with two contents: both are stored, the later one does not count, and people are shown that. */
async function shutOut(
  table: Store,
  announce: Announce,
  recorded: readonly Recorded[],
  now: string,
): Promise<void> {
  const all = recorded.flatMap(({ displaced }) => displaced);
  for (const each of new Map(all.map((one) => [one.digest, one])).values()) {
    const refused = idReused(each);
    await quarantine(table, refused, now);
    await announce([eventQuarantined(refused.refusal, refused.message, refused.digest, now)]);
  }
}

/** What quarantine shows of a fact whose id stands for another one. */
export const idReused = ({ id, digest }: Displaced): Refused => ({
  refusal: 'ID_REUSED',
  message: `the id ${id} stands for another event, which happened first: this one is stored and does not count`,
  digest,
  excerpt: '',
});
