/** Releases, as files have them and as they are known: scheduled, cut, published, re-dated, cancelled. */
import { type Finding, type Statement, statement, unlessLate } from './change.ts';
import type { Known, KnownRecord } from './known.ts';
import { registration, sectionDifferences } from './record-differences.ts';
import { type Catalog, type ReleaseRecord, registered } from './records.ts';

type KnownRelease = KnownRecord<ReleaseRecord>;

/** @param renames from the old name to the new one */
export const releaseDifferences = (
  known: Known['releases'],
  wanted: Catalog['releases'],
  renames: ReadonlyMap<string, string>,
  at: string,
): readonly Finding[] => {
  const olds = new Map([...renames].map(([from, to]) => [to, from]));
  const found = sectionDifferences(known, wanted, at, {
    present: (id, record) => oneRelease(id, known.get(olds.get(id) ?? id), record, at),
    gone: (id, record) => (isOver(record) || cameAbout(record) || renames.has(id) ? [] : [cancellation(id)]),
  });
  return [...renames].flatMap(([from, to]) => renaming(from, to, known.get(from), at)).concat(found);
};

export interface ReleaseRenames {
  /** From the old name to the new one. */
  readonly renames: ReadonlyMap<string, string>;
  /** Those that cannot be, in words. */
  readonly impossible: readonly string[];
  /** What is of no release. */
  readonly others: ReadonlyMap<string, string>;
}

/** Among the names that people say go by another one now, those of releases. */
export function releaseRenames(
  known: Known['releases'],
  wanted: Catalog['releases'],
  renamed: ReadonlyMap<string, string>,
): ReleaseRenames {
  const [own, others] = [new Map<string, string>(), new Map<string, string>()];
  for (const [from, to] of renamed) (wanted?.has(to) || known.has(from) ? own : others).set(from, to);
  const whyNot = (from: string, to: string) => {
    if (!wanted?.has(to)) return `the files have no release ${to}`;
    if (known.has(to)) return `${to} is known already`;
    if (wanted.has(from)) return `the files still have a release ${from}`;
    return known.has(from) ? undefined : `no release ${from} is known`;
  };
  return {
    renames: new Map([...own].filter(([from, to]) => whyNot(from, to) === undefined)),
    impossible: [...own].flatMap(([from, to]) => {
      const reason = whyNot(from, to);
      return reason === undefined ? [] : [`release ${from}: cannot be renamed to ${to}, ${reason}`];
    }),
    others,
  };
}

function renaming(from: string, to: string, known: KnownRelease | undefined, at: string): readonly Finding[] {
  const words = `goes by ${to} now, with its history`;
  const renamed = statement('release', from, 'ReleaseRenamed', words, { release: from, to });
  return unlessLate([renamed], known === undefined ? [] : [known], at);
}

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
