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
    } satisfies Omit<ShapeOf<typeof releaseFields>, 'releaseVersion' | 'kind' | 'counts' | 'provisional'>),
    /** Nobody planned it: only tags and releases at a sender tell of it. */
    provisional: z.boolean(),
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
    /** When somebody last said when it was cut or came out, whatever was reported. */
    datedAt: z.string().optional(),
    /** The latest moments for which they were reported: a later report than a dating holds over it. */
    reported: z.object({ cutAt: z.string().optional(), publishedAt: z.string().optional() }).optional(),
    cancelledAt: z.string().optional(),
    /** When the sender took back what it had published. Of a release that nobody planned, nothing else is known. */
    withdrawnAt: z.string().optional(),
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
 * Folds a release's facts, under all the names it has had. Scheduled again means rescheduled: each milestone is the one last
 * said, and what a plan says holds whatever a tag says later. A release is cut, and published, when it first was, unless
 * somebody says otherwise. Only kinds that count are judged; unless a release says so itself, all but patches do.
 * @param facts in order
 */
export function foldRelease(
  release: string,
  facts: readonly Fact[],
  names: Names = neverRenamed(release),
): ReleaseState {
  const said = ofType(facts, 'ReleaseScheduled').map(({ detail }) => detail);
  const plans = said.filter((one) => one.provisional !== true);
  const isProvisional = plans.length === 0;
  const {
    releaseVersion: version,
    kind = kindOfVersion(version ?? ''),
    counts: countsSaid,
    provisional: _,
    ...planned
  } = statedBy(said, plans);
  const withdrawnAt = withdrawal(facts);
  return {
    release,
    registered: said.length > 0,
    registration: registrationOf(isProvisional ? said : plans),
    trains: distinct(said.map(({ train }) => train)),
    version,
    kind,
    counts: countsSaid ?? (kind !== undefined && kind !== 'patch'),
    countsSaid,
    ...planned,
    provisional: isProvisional,
    cutAt: momentOf(facts, 'ReleaseCut', 'cutAt'),
    publishedAt: momentOf(facts, 'ReleasePublished', 'publishedAt'),
    ...datedIn(facts),
    withdrawnAt,
    ...(isProvisional && withdrawnAt !== undefined ? { cancelledAt: withdrawnAt } : {}),
    ...cancellation(facts),
    formerNames: formerNamesOf(release, names),
    ...renamed(release, names),
    names: spansOf(names),
  };
}

type Said = Extract<Fact, { type: 'ReleaseScheduled' }>['detail'];

/** Each field as plans have it; what no plan speaks of, as tags and releases have it. */
function statedBy(said: readonly Said[], plans: readonly Said[]) {
  const { options } = ofRelease();
  const spoken = options.filter((field) => plans.some((one) => one[field] !== undefined));
  const unspoken = options.filter((field) => !spoken.includes(field));
  return { ...lastOfEach(said, unspoken), ...lastOfEach(plans, spoken) };
}

/**
 * When it was cut, or came out: as it was first reported, unless somebody said otherwise. What was said not to have happened
 * can be reported again, later. A publication that its sender took back did not happen either, until it is published again.
 */
function momentOf(
  facts: readonly Fact[],
  type: 'ReleaseCut' | 'ReleasePublished',
  field: 'cutAt' | 'publishedAt',
): string | undefined {
  const dated = facts.findLastIndex(
    (fact) => fact.type === 'ReleaseDated' && fact.detail[field] !== undefined,
  );
  const said = facts[dated];
  if (said?.type === 'ReleaseDated' && said.detail[field] != null) return said.detail[field];
  const reported = facts.slice(dated + 1);
  if (type === 'ReleasePublished' && withdrawal(reported) !== undefined) return undefined;
  return ofType(reported, type)[0]?.detail.occurredAt;
}

/** Only where somebody dated it: otherwise what was reported is what holds. */
function datedIn(facts: readonly Fact[]): Pick<ReleaseState, 'datedAt' | 'reported'> {
  const datedAt = ofType(facts, 'ReleaseDated').at(-1)?.detail.occurredAt;
  if (datedAt === undefined) return {};
  const last = (type: 'ReleaseCut' | 'ReleasePublished') => ofType(facts, type).at(-1)?.detail.occurredAt;
  return { datedAt, reported: { cutAt: last('ReleaseCut'), publishedAt: last('ReleasePublished') } };
}

const isWithdrawal = (fact: Fact) => fact.type === 'ReleaseCancelled' && fact.detail.provisional === true;

/** Planned again after it was cancelled, a release is back; a tag of it brings back nothing. */
function cancellation(facts: readonly Fact[]): {
  cancelledAt?: string;
  cancelledReason?: string | undefined;
} {
  const plans = facts.filter(
    (fact) =>
      (fact.type === 'ReleaseCancelled' || fact.type === 'ReleaseScheduled') &&
      fact.detail.provisional !== true,
  );
  const last = plans.at(-1);
  if (last?.type !== 'ReleaseCancelled') return {};
  const since = plans.findLastIndex(({ type }) => type === 'ReleaseScheduled') + 1;
  const said = ofType(plans.slice(since), 'ReleaseCancelled').map(({ detail }) => detail);
  return { cancelledAt: last.detail.occurredAt, cancelledReason: lastSaid(said, ({ reason }) => reason) };
}

/** When the sender took back what it had published, unless it published it again. */
function withdrawal(facts: readonly Fact[]): string | undefined {
  const last = facts.findLast((fact) => isWithdrawal(fact) || fact.type === 'ReleasePublished');
  return last?.type === 'ReleaseCancelled' ? last.detail.occurredAt : undefined;
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

/** 1.29.0 is known as 1.29, and 1.0 stays 1.0. @param least how many numbers stay, also zeros */
export function shortVersion(version: string, least = 2): string {
  const numbers = version.split('.');
  while (numbers.length > least && Number(numbers.at(-1)) === 0) numbers.pop();
  return numbers.join('.');
}

/** The kind of a release that states none, from its version; undefined for what is no version. */
export function kindOfVersion(version: string): 'major' | 'minor' | 'patch' | undefined {
  if (/^\d{1,10}$/.test(version)) return 'major';
  if (!VERSION.test(version)) return undefined;
  const [, second, third] = shortVersion(version).split('.');
  if (third !== undefined) return 'patch';
  return second === '0' ? 'major' : 'minor';
}

/** Whether any release of a train is judged; also where there is none yet. */
export const isAnyJudged = (releases: readonly Pick<ReleaseState, 'counts'>[]): boolean =>
  releases.length === 0 || releases.some(({ counts }) => counts);

export const NONE_JUDGED =
  'every release of this train is a patch or of no known kind, so no project is ever judged: set parts or a template in releases.tags of sources.yml, or counts in releases.yml';
