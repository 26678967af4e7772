import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { releaseKind } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { distinct, lastSaid, ofType } from '../../kernel/model/facts.ts';
import { type Names, neverRenamed } from '../../kernel/model/identity.ts';
import { releaseFields } from './import/records.ts';
import {
  earlierNames,
  formerNamesOf,
  lastOfEach,
  lifecycleShape,
  nameSpans,
  registrationOf,
  renamed,
  type ShapeOf,
  spansOf,
} from './record-keeping.ts';

/** One version of a train, with its milestones. All moments are UTC instants. */
export const releaseState = lazy(() =>
  z.object({
    release: z.string(),
    registered: z.boolean(),
    registration: lifecycleShape().registration,
    ...({
      train: z.string().optional(),
      opensAt: z.string().optional(),
      featureFreezeAt: z.string().optional(),
      /** As planned. */
      branchCutAt: z.string().optional(),
      /** As planned. */
      releaseAt: z.string().optional(),
    } satisfies Omit<ShapeOf<typeof releaseFields>, 'releaseVersion' | 'kind' | 'counts'>),
    /** Every train it was ever scheduled on: where its verdicts may stand. */
    trains: z.array(z.string()),
    version: z.string().optional(),
    kind: releaseKind().optional(),
    /** Whether releases of this kind are judged. */
    counts: z.boolean(),
    /** What was said of it, where its kind alone does not decide. */
    countsSaid: z.boolean().optional(),
    /** As it happened. */
    cutAt: z.string().optional(),
    /** As it happened. */
    publishedAt: z.string().optional(),
    cancelledAt: z.string().optional(),
    cancelledReason: z.string().optional(),
    formerNames: z.array(z.string()),
    renamedTo: z.string().optional(),
    /** What the name meant before, and until when. */
    earlier: earlierNames(),
    /** Every name that ever meant it, with the moments. */
    names: nameSpans(),
  }),
);
export type ReleaseState = Output<typeof releaseState>;

const ofRelease = lazy(() => releaseFields().keyof());

/**
 * Folds a release's facts, under all the names it has had. Scheduled again means rescheduled:
 * each milestone is the one last said. A release is cut, and published, when it first was. Only kinds that count are
 * judged; unless a release says so itself, all but patches do.
 * @param facts in order
 */
export function foldRelease(
  release: string,
  facts: readonly Fact[],
  names: Names = neverRenamed(release),
): ReleaseState {
  const said = ofType(facts, 'ReleaseScheduled').map(({ detail }) => detail);
  const stated = lastOfEach(said, ofRelease().options);
  const {
    releaseVersion: version,
    kind = kindOfVersion(version ?? ''),
    counts: countsSaid,
    ...planned
  } = stated;
  return {
    release,
    registered: said.length > 0,
    registration: registrationOf(said),
    trains: distinct(said.map(({ train }) => train)),
    version,
    kind,
    counts: countsSaid ?? (kind !== undefined && kind !== 'patch'),
    countsSaid,
    ...planned,
    cutAt: ofType(facts, 'ReleaseCut')[0]?.detail.occurredAt,
    publishedAt: ofType(facts, 'ReleasePublished')[0]?.detail.occurredAt,
    ...cancellation(facts),
    formerNames: formerNamesOf(release, names),
    ...renamed(release, names),
    names: spansOf(names),
  };
}

/** Scheduled again after it was cancelled, a release is back. */
function cancellation(facts: readonly Fact[]): {
  cancelledAt?: string;
  cancelledReason?: string | undefined;
} {
  const last = facts.findLast(({ type }) => type === 'ReleaseCancelled' || type === 'ReleaseScheduled');
  if (last?.type !== 'ReleaseCancelled') return {};
  const since = facts.findLastIndex(({ type }) => type === 'ReleaseScheduled') + 1;
  const said = ofType(facts.slice(since), 'ReleaseCancelled').map(({ detail }) => detail);
  return { cancelledAt: last.detail.occurredAt, cancelledReason: lastSaid(said, ({ reason }) => reason) };
}

/** The moment work stopped counting for a release that was cut or published; `undefined` while it was neither. */
export function cutOf({ cutAt, publishedAt, branchCutAt }: ReleaseState): string | undefined {
  if (cutAt !== undefined || publishedAt === undefined) return cutAt;
  // Published, and no fact about the cut: the planned one, unless the release came out before it.
  return branchCutAt !== undefined && branchCutAt <= publishedAt ? branchCutAt : publishedAt;
}

/** The cut as it was or, before it, as it is planned. */
export const expectedCut = (release: ReleaseState): string | undefined =>
  cutOf(release) ?? release.branchCutAt ?? release.releaseAt;

/** Two to four numbers: `5.4`, `5.4.0`, `1.29.0.1`. */
export const VERSION = /^\d{1,10}(?:\.\d{1,10}){1,3}$/;

/** 1.29.0 is known as 1.29, and 1.0 stays 1.0. */
export function shortVersion(version: string): string {
  const numbers = version.split('.');
  while (numbers.length > 2 && numbers.at(-1) === '0') numbers.pop();
  return numbers.join('.');
}

/** The kind of a release that states none, from its version; undefined for what is no version. */
export function kindOfVersion(version: string): 'major' | 'minor' | 'patch' | undefined {
  if (!VERSION.test(version)) return undefined;
  const [, second, third] = shortVersion(version).split('.');
  if (third !== undefined) return 'patch';
  return second === '0' ? 'major' : 'minor';
}
