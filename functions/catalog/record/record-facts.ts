/** Facts: appended to their ledgers, whose snapshots are folded again; and whatever else depends on them is asked for. */
import type { Announcement } from '../../../events/catalogue.ts';
import type { Accepted } from '../../../events/read.ts';
import { derive } from '../../kernel/derived/derive.ts';
import { readersAt } from '../../kernel/derived/links.ts';
import { append, type Displaced, type Touch } from '../../kernel/ledger/append.ts';
import { quarantine, type Refused } from '../../kernel/ledger/quarantine.ts';
import { eventQuarantined, gradeRequested, sourceMapped } from '../../kernel/model/announcements.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { entityOf, isSnapshot } from '../../kernel/store/keys.ts';
import type { Key, Store } from '../../kernel/store/store.ts';
import { type Cause, deriving, requestsFor, type Working } from '../../kernel/working.ts';
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
 * 2. SyncCursor for who read what they touch, in the range of time that holds it.
 * 3. Fold the snapshots that are among them.
 * 4. Ask for all others. A fact that nobody read, such as a change in a window that is open, asks for nothing.
 *
 * It may run twice, late, or after any crash: each step then does nothing new, or finishes what was begun.
 */
export async function recordFacts(working: Working, facts: readonly Accepted[]): Promise<void> {
  const { table, announce, now } = working;
  const recorded = await inParallel(facts, async (accepted) => ({
    accepted,
    ...(await append(table, accepted, now)),
  }));
  await shutOut(working, recorded);
  const cause = causeOf(facts);
  const asked = await askedBy(table, recorded);
  // What depends on a snapshot that changed is asked for before that is marked as done: it is never asked twice.
  const ask = (keys: readonly Key[]) => announce(requestsFor(keys, cause));
  const snapshots = asked.filter(isSnapshot).flatMap(({ pk }) => entityOf(pk) ?? []);
  await derive(deriving(working, ask), snapshots.map(snapshotOf));
  const others = asked.filter((key) => !isSnapshot(key));
  await announce([...requestsFor(others, cause), ...facts.flatMap(heardElsewhere)]);
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

/** A rubric changes every grade, and features are listed; what waits at a place is attributed once it is mapped. */
function heardElsewhere({ fact, digest, entities }: Accepted): Announcement[] {
  const { occurredAt } = fact.detail;
  return entities.flatMap(({ kind, id }) => {
    if (kind === 'rubric') return [gradeRequested({}, digest, occurredAt)];
    return kind === 'source' ? [sourceMapped(id, digest, occurredAt)] : [];
  });
}

/** One id with two contents: both are stored, the later one does not count, and people are shown that. */
async function shutOut({ table, announce, now }: Working, recorded: readonly Recorded[]): Promise<void> {
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
