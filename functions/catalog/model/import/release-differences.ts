/** Releases, as files have them and as they are known: scheduled, cut, published, cancelled. */
import { type Findings, joined, type Statement, told, unlessLate } from './change.ts';
import { type Fields, without } from './field-differences.ts';
import { isLiving, type Known, type KnownRecord, leavesWithFiles } from './known.ts';
import { registration, saidAt } from './record-differences.ts';
import { type Catalog, type ReleaseRecord, registered } from './records.ts';

type KnownRelease = KnownRecord<ReleaseRecord>;

const asItHappened = ['cutAt', 'publishedAt', 'cancelled'];

export function releaseDifferences(
  known: Known['releases'],
  wanted: Catalog['releases'],
  at: string,
): Findings {
  if (wanted === undefined) return told();
  const kept = [...wanted].map(([id, record]) => oneRelease(id, known.get(id), record, at));
  const gone = [...known]
    .filter(
      ([id, record]) => !wanted.has(id) && leavesWithFiles(record) && !isOver(record) && !cameAbout(record),
    )
    .map(([id, record]) => unlessLate(told(cancellation(id)), saidAt([record]), at));
  return joined([...kept, ...gone]);
}

/** What was cut or came out did happen, also when files forget it. */
const cameAbout = ({ record: { cutAt, publishedAt } }: KnownRelease) => cutAt != null || publishedAt != null;

const isCancelled = ({ cancelled }: ReleaseRecord) => cancelled != null && cancelled !== false;

const isOver = (known: KnownRelease) => !isLiving(known) || isCancelled(known.record);

function oneRelease(
  id: string,
  known: KnownRelease | undefined,
  wanted: ReleaseRecord,
  at: string,
): Findings {
  const over = isCancelled(wanted);
  // Scheduled again, it would be back.
  if (over && known !== undefined && isOver(known))
    return typeof wanted.cancelled === 'string' && wanted.cancelled !== known.record.cancelled
      ? unlessLate(told(cancellation(id, wanted.cancelled)), saidAt([known]), at)
      : told();
  const bases =
    known === undefined ? [] : [{ ...known, isGone: isOver(known), record: fieldsOf(known.record) }];
  const statements = [
    ...registration(registered.releases, id, bases, fieldsOf(wanted)),
    ...(over ? [cancellation(id, wanted.cancelled)] : []),
  ];
  return joined([
    unlessLate(told(...statements), saidAt(bases), at),
    milestone(id, 'cutAt', known, wanted),
    milestone(id, 'publishedAt', known, wanted),
  ]);
}

const fieldsOf = (record: ReleaseRecord): Fields => without(record, asItHappened);

const cancellation = (id: string, reason?: ReleaseRecord['cancelled']): Statement => ({
  entity: { kind: 'release', id },
  words: `release ${id}: is cancelled${typeof reason === 'string' ? `, ${reason}` : ''}`,
  type: 'ReleaseCancelled',
  fields: { release: id, ...(typeof reason === 'string' ? { reason } : {}) },
});

const milestones = {
  cutAt: { type: 'ReleaseCut', words: 'was cut' },
  publishedAt: { type: 'ReleasePublished', words: 'came out' },
} as const;

/**
 * Of a cut, and of a publication, the first one holds: an earlier one can still be told, a later one cannot. Nor can one
 * from before the name meant this release: whatever is said of a name is said of whom it meant then.
 */
function milestone(
  id: string,
  field: keyof typeof milestones,
  known: KnownRelease | undefined,
  wanted: ReleaseRecord,
): Findings {
  const [before, moment] = [known?.record[field] ?? undefined, wanted[field] ?? undefined];
  if (moment === undefined || moment === before) return told();
  const { type, words } = milestones[field];
  const unspoken = (why: string): Findings => ({
    ...told(),
    unspoken: [`release ${id}: ${field} ${moment} cannot be recorded: ${why}`],
  });
  if (before !== undefined && moment > before) return unspoken(`it is known that it ${words} at ${before}`);
  if (known?.meantSince !== undefined && moment < known.meantSince)
    return unspoken(`the name meant another release until ${known.meantSince}`);
  return told({
    entity: { kind: 'release', id },
    words: `release ${id}: ${words} at ${moment}`,
    type,
    fields: { release: id },
    occurredAt: moment,
  });
}
