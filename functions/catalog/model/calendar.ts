/** The release calendar of a train: what comes after what, and which window of time belongs to which release. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { compare, distinct } from '../../kernel/model/facts.ts';
import type { NameSpan } from '../../kernel/model/identity.ts';
import { numbersAtEnd, spelledOnce, versionNumbers } from '../../kernel/model/version-numbers.ts';
import { nameSpans } from './record-keeping.ts';
import { cutOf, expectedCut, type ReleaseState } from './release.ts';

/** A release that counts, with the window in which work counts for it: (after, until], UTC instants. */
export const cycle = lazy(() =>
  z.object({
    release: z.string(),
    train: z.string(),
    /** Every name that ever meant it, with the moments. */
    names: nameSpans(),
    predecessor: z.string().optional(),
    /** The cut of the predecessor; absent for a train's first release, which ships all the work before it. */
    after: z.string().optional(),
    /** The cut: as it was or, for a release to come, as it is planned. */
    until: z.string(),
    opensAt: z.string().optional(),
    featureFreezeAt: z.string().optional(),
    /** Half of the time between its opening (or the cut before it) and its cut. */
    midCycleAt: z.string().optional(),
  }),
);
export type Cycle = Output<typeof cycle>;

export interface Calendar {
  /** All that is scheduled on the train, renamed ones under their present name, by date and never by version number. */
  readonly releases: readonly ReleaseState[];
  /**
   * Those that a tag or a release at a sender tells of, on a train whose releases are planned, and that nobody planned. They
   * wait: none is judged, and none is anybody's predecessor. By date.
   */
  readonly unscheduled: readonly ReleaseState[];
  /** Those that count and were cut or published: they are judged. In order. */
  readonly judged: readonly Cycle[];
  /** Those that count and have a planned cut to come. In order. */
  readonly planned: readonly Cycle[];
}

/**
 * Orders the releases of a train and gives each its window. "Each project plans to ship something in each release":
 * a release's work is what was merged after the previous cut and up to its own. Patches and cancelled releases are
 * nobody's predecessor.
 * @param releases those that were ever scheduled on the train, in any order; the ones that left it are passed over
 */
export function trainCalendar(train: string, releases: readonly ReleaseState[]): Calendar {
  const onTrain = releases
    .filter((release) => release.train === train && release.renamedTo === undefined)
    .toSorted(byDate);
  const { present, unscheduled } = bySchedule(onTrain);
  const counting = present.filter(({ counts, cancelledAt }) => counts && cancelledAt === undefined);
  const cut = counting.filter((release) => cutOf(release) !== undefined);
  const toCome = counting.filter((release) => cutOf(release) === undefined);
  const judged = cut.flatMap((release) => cycleOf(train, release, before(cut, release)));
  const planned = toCome.flatMap((release) => cycleOf(train, release, before(toCome, release) ?? cut.at(-1)));
  return { releases: present, unscheduled, judged, planned };
}

/**
 * Tags do not schedule. On a train with a schedule, what only tags tell of is the planned release that has the same numbers,
 * or it waits. What is not judged anyway, such as a patch, needs no plan. A train without a schedule goes by its tags.
 */
function bySchedule(onTrain: readonly ReleaseState[]): Pick<Calendar, 'unscheduled'> & {
  readonly present: readonly ReleaseState[];
} {
  const scheduled = onTrain.filter(({ provisional }) => !provisional);
  if (scheduled.length === 0) return { present: spelledAnyhow(onTrain), unscheduled: [] };
  const byNumbers = Map.groupBy(scheduled, numbersOf);
  const twins = new Map<string, ReleaseState[]>();
  const alone: ReleaseState[] = [];
  const own: ReleaseState[] = [];
  for (const release of onTrain) {
    const numbers = numbersOf(release);
    const planned = onlyPlanned((numbers !== undefined && byNumbers.get(numbers)) || []);
    if (planned !== undefined && planned !== release)
      twins.set(planned.release, [...(twins.get(planned.release) ?? []), release]);
    else if (release.provisional) alone.push(release);
    else own.push(release);
  }
  const unscheduled = alone.filter(({ counts }) => counts);
  const planned = own.map((release) => (twins.get(release.release) ?? []).reduce(withTwin, release));
  const present = [...planned, ...alone.filter(({ counts }) => !counts)].toSorted(byDate);
  return { present: spelledAnyhow(present, unscheduled), unscheduled };
}

/**
 * The release that every spelling of its numbers means. Of several in the schedule it is the one of the catalog's files, since
 * the others are spellings of milestones; where the files have two of them, or none, each is itself, and a third means none.
 */
function onlyPlanned(spellings: readonly ReleaseState[]): ReleaseState | undefined {
  const [only, ...others] = spellings;
  if (others.length === 0) return only;
  const [fromFiles, ...more] = spellings.filter(({ registration }) => registration?.isFromFiles);
  return more.length === 0 ? fromFiles : undefined;
}

/**
 * Each release is meant by its names in any spelling, and by its numbers after the name of its train, since branches and comments
 * name a version, whatever the id of its release is. What could mean two releases means the one that is spelled so.
 */
function spelledAnyhow(releases: readonly ReleaseState[], others: readonly ReleaseState[] = []) {
  const called = Map.groupBy(
    [...releases, ...others].flatMap(({ release, names }) =>
      distinct(names.map(({ name }) => spelledOnce(name))).map((name) => ({ name, release })),
    ),
    ({ name }) => name,
  );
  const byNumbers = Map.groupBy(releases, numbersOf);
  return releases.map((release): ReleaseState => {
    const names = release.names.map((span): NameSpan => {
      const isOnly = called.get(spelledOnce(span.name))?.length === 1;
      return isOnly ? { ...span, anySpelling: true } : span;
    });
    const numbers = numbersOf(release);
    const usual = `${release.train}-${numbers}`;
    const isUsual =
      numbers !== undefined && byNumbers.get(numbers)?.length === 1 && !called.has(spelledOnce(usual));
    return { ...release, names: isUsual ? [...names, { name: usual, anySpelling: true }] : names };
  });
}

/** The numbers of its version or, where it states none, those at the end of its id: `app-2026.9`. */
const numbersOf = ({ release, version }: ReleaseState): string | undefined =>
  versionNumbers(version ?? numbersAtEnd(release) ?? '');

/** A planned release, and what another spelling of its numbers tells of it: its cut, its publication and its names. */
function withTwin(planned: ReleaseState, twin: ReleaseState): ReleaseState {
  // One that somebody cancelled was a mistake; one whose publication was taken back still has its cut.
  const isMistaken = twin.cancelledAt !== undefined && twin.cancelledAt !== twin.withdrawnAt;
  const told = isMistaken ? undefined : twin;
  return {
    ...planned,
    opensAt: planned.opensAt ?? told?.opensAt,
    featureFreezeAt: planned.featureFreezeAt ?? told?.featureFreezeAt,
    branchCutAt: planned.branchCutAt ?? told?.branchCutAt,
    releaseAt: planned.releaseAt ?? told?.releaseAt,
    cutAt: earlier(planned, told, 'cutAt'),
    publishedAt: earlier(planned, told, 'publishedAt'),
    formerNames: [...planned.formerNames, twin.release, ...twin.formerNames],
    names: [...planned.names, ...twin.names],
  };
}

/** The moment that was first reported; what somebody dated holds, whatever another spelling tells of before that. */
function earlier(
  planned: ReleaseState,
  told: ReleaseState | undefined,
  field: 'cutAt' | 'publishedAt',
): string | undefined {
  const [own, other] = [planned[field], told?.[field]];
  const { datedAt } = planned;
  if (other === undefined || (datedAt !== undefined && (own !== undefined || other <= datedAt))) return own;
  return own === undefined || other < own ? other : own;
}

/**
 * The last one that was cut earlier. Releases that were cut in one instant hold the same work: each has the window since
 * the one before them, for an empty window would accuse every project of the second.
 */
const before = (all: readonly ReleaseState[], release: ReleaseState): ReleaseState | undefined =>
  all.findLast((each) => compare(expectedCut(each) ?? '~', expectedCut(release) ?? '~') < 0);

/** Releases without any date come last: nothing is known of their place. */
const byDate = (a: ReleaseState, b: ReleaseState) =>
  compare(expectedCut(a) ?? '~', expectedCut(b) ?? '~') || compare(a.release, b.release);

function cycleOf(train: string, release: ReleaseState, predecessor: ReleaseState | undefined): Cycle[] {
  const until = expectedCut(release);
  if (until === undefined) return [];
  const after = predecessor === undefined ? undefined : expectedCut(predecessor);
  return [
    {
      release: release.release,
      train,
      names: release.names,
      predecessor: predecessor?.release,
      after,
      until,
      opensAt: release.opensAt,
      featureFreezeAt: release.featureFreezeAt,
      midCycleAt: halfway(release.opensAt ?? after, until),
    },
  ];
}

function halfway(from: string | undefined, until: string): string | undefined {
  if (from === undefined || from >= until) return undefined;
  return new Date((Date.parse(from) + Date.parse(until)) / 2).toISOString();
}
