import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { releaseKind } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { distinct, lastSaid, ofType } from '../../kernel/model/facts.ts';
import { type Names, neverRenamed } from '../../kernel/model/identity.ts';
import { registration, registrationOf } from './record-keeping.ts';
import { earlierNames, formerNamesOf, nameSpans, renamed, spansOf } from './renamed.ts';
import { kindOfVersion } from './version.ts';

/** One version of a train, with its milestones. All moments are UTC instants. */
export const releaseState = lazy(() =>
  z.object({
    release: z.string(),
    registered: z.boolean(),
    registration: registration().optional(),
    train: z.string().optional(),
    /** Every train it was ever scheduled on: where its verdicts may stand. */
    trains: z.array(z.string()),
    version: z.string().optional(),
    kind: releaseKind().optional(),
    /** Whether releases of this kind are judged. */
    counts: z.boolean(),
    /** What was said of it, where its kind alone does not decide. */
    countsSaid: z.boolean().optional(),
    opensAt: z.string().optional(),
    featureFreezeAt: z.string().optional(),
    /** As planned. */
    branchCutAt: z.string().optional(),
    /** As planned. */
    releaseAt: z.string().optional(),
    /** As it happened. */
    cutAt: z.string().optional(),
    /** As it happened. */
    publishedAt: z.string().optional(),
    cancelledAt: z.string().optional(),
    formerNames: z.array(z.string()),
    renamedTo: z.string().optional(),
    /** What the name meant before, and until when. */
    earlier: earlierNames(),
    /** Every name that ever meant it, with the moments. */
    names: nameSpans(),
  }),
);
export type ReleaseState = Output<typeof releaseState>;

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
  const version = lastSaid(said, ({ releaseVersion }) => releaseVersion);
  const kind = lastSaid(said, (detail) => detail.kind) ?? kindOfVersion(version ?? '');
  const countsSaid = lastSaid(said, ({ counts }) => counts);
  return {
    release,
    registered: said.length > 0,
    registration: registrationOf(said),
    train: lastSaid(said, ({ train }) => train),
    trains: distinct(said.map(({ train }) => train)),
    version,
    kind,
    counts: countsSaid ?? (kind !== undefined && kind !== 'patch'),
    countsSaid,
    opensAt: lastSaid(said, ({ opensAt }) => opensAt),
    featureFreezeAt: lastSaid(said, ({ featureFreezeAt }) => featureFreezeAt),
    branchCutAt: lastSaid(said, ({ branchCutAt }) => branchCutAt),
    releaseAt: lastSaid(said, ({ releaseAt }) => releaseAt),
    cutAt: ofType(facts, 'ReleaseCut')[0]?.detail.occurredAt,
    publishedAt: ofType(facts, 'ReleasePublished')[0]?.detail.occurredAt,
    cancelledAt: cancellation(facts),
    formerNames: formerNamesOf(release, names),
    ...renamed(release, names),
    names: spansOf(names),
  };
}

/** Scheduled again after it was cancelled, a release is back. */
function cancellation(facts: readonly Fact[]): string | undefined {
  const last = facts.findLast(({ type }) => type === 'ReleaseCancelled' || type === 'ReleaseScheduled');
  return last?.type === 'ReleaseCancelled' ? last.detail.occurredAt : undefined;
}

/** The moment work stopped counting for a release that was cut or published; `undefined` while it was neither. */
export function cutOf({ cutAt, publishedAt, branchCutAt }: ReleaseState): string | undefined {
  if (cutAt !== undefined || publishedAt === undefined) return cutAt;
  // Published and nobody told of the cut: the planned one, unless the release came out before it.
  return branchCutAt !== undefined && branchCutAt <= publishedAt ? branchCutAt : publishedAt;
}

/** The cut as it was or, before it, as it is planned. */
export const expectedCut = (release: ReleaseState): string | undefined =>
  cutOf(release) ?? release.branchCutAt ?? release.releaseAt;
