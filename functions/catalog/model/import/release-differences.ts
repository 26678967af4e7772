/** Releases, as files have them and as they are known: scheduled, cut, published, re-dated, cancelled. */
import { type Finding, type Statement, statement, unlessLate } from './change.ts';
import type { Known, KnownRecord } from './known.ts';
import { registration, sectionDifferences } from './record-differences.ts';
import { type Catalog, type ReleaseRecord, registered } from './records.ts';

type KnownRelease = KnownRecord<ReleaseRecord>;

export const releaseDifferences = (
  known: Known['releases'],
  wanted: Catalog['releases'],
  at: string,
): readonly Finding[] =>
  sectionDifferences(known, wanted, at, {
    present: (id, record) => oneRelease(id, known.get(id), record, at),
    gone: (id, record) => (isOver(record) || cameAbout(record) ? [] : [cancellation(id)]),
  });

/** What was cut or came out did happen, also when files forget it. */
const cameAbout = ({ record: { cutAt, publishedAt } }: KnownRelease) => cutAt != null || publishedAt != null;

const isCancelled = ({ cancelled }: ReleaseRecord) => cancelled != null && cancelled !== false;
const isOver = (known: KnownRelease) => known.isGone || isCancelled(known.record);

function oneRelease(
  id: string,
  known: KnownRelease | undefined,
  wanted: ReleaseRecord,
  at: string,
): readonly Finding[] {
  const over = isCancelled(wanted);
  // Scheduled again, it would be back.
  if (over && known !== undefined && isOver(known))
    return typeof wanted.cancelled === 'string' && wanted.cancelled !== known.record.cancelled
      ? unlessLate([cancellation(id, wanted.cancelled)], [known], at)
      : [];
  const bases = known === undefined ? [] : [{ ...known, isGone: isOver(known) }];
  const statements = [
    ...registration(registered.releases, id, bases, wanted),
    ...(over ? [cancellation(id, wanted.cancelled)] : []),
  ];
  return [
    ...unlessLate(statements, bases, at),
    ...milestone(id, 'cutAt', known, wanted, at),
    ...milestone(id, 'publishedAt', known, wanted, at),
  ];
}

function cancellation(id: string, reason?: ReleaseRecord['cancelled']): Statement {
  const said =
    typeof reason === 'string' ? { words: `, ${reason}`, fields: { reason } } : { words: '', fields: {} };
  return statement('release', id, 'ReleaseCancelled', `is cancelled${said.words}`, {
    release: id,
    ...said.fields,
  });
}

const milestones = {
  cutAt: { type: 'ReleaseCut', words: 'was cut' },
  publishedAt: { type: 'ReleasePublished', words: 'came out' },
} as const;

/**
 * The first moment is reported. Another one, or none, re-dates it: what was reported stays in the history. So does a moment
 * from before the name meant this release, because a fact about a name is about the release that it meant at that moment.
 */
function milestone(
  id: string,
  field: keyof typeof milestones,
  known: KnownRelease | undefined,
  wanted: ReleaseRecord,
  at: string,
): readonly Finding[] {
  const [before, moment] = [known?.record[field], wanted[field]];
  if (moment === undefined || moment === (before ?? null)) return [];
  const { type, words } = milestones[field];
  const isReport =
    before == null &&
    moment !== null &&
    known?.datedAt === undefined &&
    (known?.meantSince === undefined || moment >= known.meantSince);
  if (isReport) return [{ ...statement('release', id, type, `${words} at ${moment}`), occurredAt: moment }];
  const notBefore = before == null ? '' : `, not at ${before}`;
  const what =
    moment === null ? `that it ${words} at ${before} is taken back` : `${words} at ${moment}${notBefore}`;
  const dated = statement('release', id, 'ReleaseDated', what, { release: id, [field]: moment });
  // A null says nothing of what is reported for a later moment, also where that was dated since.
  const reports = moment === null ? [before ?? '', known?.reported?.[field] ?? ''] : [];
  const latest = [known?.datedAt ?? '', ...reports];
  return unlessLate(
    [dated],
    latest.map((saidAt) => ({ saidAt })),
    at,
  );
}
