/** Appends facts to their ledgers, folds the snapshots of these again, and requests all that depends on them. */
import type { Announcement } from '../../../events/catalogue.ts';
import type { Accepted } from '../../../events/read.ts';
import { derive } from '../../kernel/derived/derive.ts';
import { readersAt } from '../../kernel/derived/links.ts';
import { append, type Displaced, type Touch } from '../../kernel/ledger/append.ts';
import { LIFE, STARS } from '../../kernel/ledger/parts.ts';
import { quarantine, type Refused } from '../../kernel/ledger/quarantine.ts';
import { eventQuarantined, gradeRequested, sourceMapped } from '../../kernel/model/announcements.ts';
import { inParallel } from '../../kernel/parallel.ts';
import {
  calendarKey,
  entityOf,
  gradeKey,
  isSnapshot,
  rosterKey,
  snapshotKey,
} from '../../kernel/store/keys.ts';
import { remembering } from '../../kernel/store/remembered.ts';
import type { Key, Store } from '../../kernel/store/store.ts';
import { type Cause, deriving, requestsFor, type Working } from '../../kernel/working.ts';
import { isInSnapshot, snapshotOf } from '../store/snapshots.ts';

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
 * 2. Find who read what they touch, in the range of time that holds it.
 * 3. Fold the snapshots that are among them.
 * 4. Request all others. A fact that nobody read, such as a change in a window that is open, requests nothing.
 *
 * It may run twice, late, or after any crash: each step then does nothing new, or finishes what an earlier run left.
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

/**
 * The values, beside the snapshot, that are derived from an entity's own ledger. They are found by the entity itself: a link for
 * each of them would say what their keys say already.
 */
function ownOf({ placed: { entity, part, mentions } }: Touch): Key[] {
  const { kind, id } = entity;
  if (kind === 'feature' && (part === LIFE || part === STARS)) return [gradeKey(id)];
  if (kind === 'project' && part === LIFE) return [rosterKey(id)];
  const isScheduled = part === undefined && mentions.some((mention) => mention.kind === 'RELEASE');
  return kind === 'train' && isScheduled ? [calendarKey(id)] : [];
}

/** No snapshot is ever removed. */
const snapshots = remembering<true>();

/** The snapshots: of the entities whose folded parts grew, and of those that have none yet. */
async function snapshotsTouched(table: Store, touches: readonly Touch[]): Promise<Key[]> {
  const grown = new Map<string, Key>();
  const others = new Map<string, Key>();
  for (const { placed } of touches) {
    const { entity, part, mentions } = placed;
    const key = snapshotKey(entity);
    const isFolded =
      part === undefined ? entity.kind === 'flag' && mentions.length > 0 : isInSnapshot(entity.kind, part);
    (isFolded ? grown : others).set(key.pk, key);
  }
  const existing = snapshots(table);
  const unknown = [...others.values()].filter(({ pk }) => !grown.has(pk) && existing.get(pk) === undefined);
  for (const { pk } of await table.get(unknown)) existing.set(pk, true);
  return [...grown.values(), ...unknown.filter(({ pk }) => existing.get(pk) === undefined)];
}

/** A rubric changes every grade, and what waits at an origin is attributed once a source maps it. */
function heardElsewhere({ fact, digest, entities }: Accepted): Announcement[] {
  const { occurredAt } = fact.detail;
  return entities.flatMap(({ kind, id }) => {
    if (kind === 'rubric') return [gradeRequested({}, digest, occurredAt)];
    const isMapping = kind === 'source' && fact.type !== 'ChangeReverted';
    return isMapping ? [sourceMapped(id, digest, occurredAt)] : [];
  });
}

/** One id with two contents: both are stored, the later one does not count, and quarantine shows it. */
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
