/**
 * What a statement changes, before it is said: what it is about is looked at twice, as it is and over a store to which the facts are
 * added in memory. So the preview is computed by what computes the page that shows it afterwards.
 */

import type { Fact } from '../../../events/catalogue.ts';
import { feature as featureEntity } from '../../../events/contract.ts';
import type { Accepted } from '../../../events/read.ts';
import type { Calendar } from '../../catalog/model/calendar.ts';
import type { ReleaseState } from '../../catalog/model/release.ts';
import { recordFacts } from '../../catalog/record/record-facts.ts';
import { readStates } from '../../catalog/store/states.ts';
import { findRelease, readCalendar } from '../../catalog/store/trains.ts';
import { readGradeReport } from '../../grades/store/grade-report.ts';
import { readerOf } from '../../kernel/derived/reader.ts';
import { beside } from '../../kernel/store/beside.ts';
import type { Store } from '../../kernel/store/store.ts';
import { readReview } from '../../reviews/store/reviews.ts';
import { judge } from '../../verdicts/model/judge.ts';
import { STANDING_WORDS, type View } from '../../verdicts/model/standing.ts';
import { VERDICT_WORDS } from '../../verdicts/model/verdict.ts';
import { gatherWork } from '../../verdicts/store/judging-input.ts';
import { projectOutlooks } from '../../verdicts/store/outlook.ts';
import { spoken } from '../look/marks.tsx';

/** What is known of one thing: words, or a UTC instant. */
export type Told = { readonly words: string } | { readonly at: string } | undefined;

/** One thing before and after; it may stay as it is. */
export interface Effect {
  readonly what: string;
  readonly before: Told;
  readonly after: Told;
}

type Looked = ReadonlyMap<string, Told>;
type Look = (store: Store, view: View) => Promise<Looked>;

/** @param facts that would be stated */
export async function effectsOf(store: Store, facts: readonly Accepted[], view: View): Promise<Effect[]> {
  if (facts.length === 0) return [];
  const stated = beside(store);
  await recordFacts({ table: stated, announce: async () => {}, now: view.now }, facts);
  const effects: Effect[] = [];
  for (const look of looksFor(facts)) {
    const [before, after] = [await look(store, view), await look(stated, view)];
    for (const what of new Set([...before.keys(), ...after.keys()]))
      effects.push({ what, before: before.get(what), after: after.get(what) });
  }
  return effects;
}

export const isChanged = ({ before, after }: Effect): boolean =>
  JSON.stringify(before) !== JSON.stringify(after);

/** Each thing once, whatever number of facts is about it. */
const looksFor = (facts: readonly Accepted[]): Look[] => [
  ...new Map(facts.flatMap(({ fact }) => lookFor(fact) ?? [])).values(),
];

function lookFor({ type, detail }: Fact): [name: string, look: Look][] {
  const named = (name: string): string | undefined => {
    const value: unknown = Object.entries(detail).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value : undefined;
  };
  const [project, feature, release, review] = ['project', 'feature', 'release', 'review'].map(named);
  if (review !== undefined) return [[`review ${review}`, stateOfReview(review)]];
  if (project !== undefined && PROJECT_FACTS.has(type))
    return [[`project ${project} ${release}`, workIn(project, release)]];
  if (feature !== undefined) return [[`feature ${feature}`, starsOf(feature)]];
  if (release !== undefined) return [[`release ${release}`, datesOf(release)]];
  return type === 'ChannelMuted' ? [[`channel ${detail.channel}`, silenceOf(detail.channel)]] : [];
}

const PROJECT_FACTS: ReadonlySet<string> = new Set([
  'ExemptionRequested',
  'ExemptionGranted',
  'ExemptionWithdrawn',
  'ShipmentPlanned',
  'ShipmentUnplanned',
  'FeatureShipped',
  'ShipmentWithdrawn',
  'ChangeMerged',
  'ChangeWithdrawn',
  'ChangeReinstated',
]);

/** The last releases that are judged, and the next ones to come: further ones look the same. */
const MAX_JUDGED = 3;
const MAX_PLANNED = 2;

/** @param release the one that is meant; without it, those around now */
const workIn =
  (project: string, release: string | undefined): Look =>
  async (store, view) => {
    const train = (await readStates(store, 'project', [project])).get(project)?.train;
    if (train === undefined) return new Map();
    const { judged, planned } = around(await readCalendar(store, train), release);
    const found = new Map<string, Told>();
    for (const cycle of judged) {
      const verdict = judge(await gatherWork(readerOf(store), project, cycle), cycle);
      found.set(
        `${project} in ${cycle.release}`,
        verdict && { words: `${VERDICT_WORDS[verdict.verdict].label}: ${verdict.because}` },
      );
    }
    for (const cycle of planned) {
      const [outlook] = await projectOutlooks(store, cycle, [project], view);
      const plans = outlook?.plans.length ?? 0;
      found.set(
        `${project} in ${cycle.release}`,
        outlook && {
          words: `${STANDING_WORDS[outlook.standing].label}: ${outlook.because}${plans === 0 ? '' : ` (${plans} planned)`}`,
        },
      );
    }
    return found;
  };

function around({ judged, planned }: Calendar, release: string | undefined) {
  if (release === undefined)
    return { judged: judged.slice(-MAX_JUDGED), planned: planned.slice(0, MAX_PLANNED) };
  const isMeant = ({ names, release: present }: Calendar['judged'][number]) =>
    present === release || names.some(({ name }) => name === release);
  return { judged: judged.filter(isMeant), planned: planned.filter(isMeant) };
}

const STAR_WORDS = {
  earned: 'earned',
  'not-earned': 'not earned',
  'not-applicable': 'not applicable',
  unknown: 'unknown',
} as const;

const starsOf =
  (feature: string): Look =>
  async (store, { now }) => {
    const report = await readGradeReport(store, featureEntity(feature).id, { at: now });
    const { grade } = report ?? {};
    if (grade === undefined) return new Map();
    return new Map<string, Told>([
      [`Stars of ${feature}`, { words: `${grade.earned} of ${grade.of}` }],
      ...grade.stars.map(({ title, word, because }): [string, Told] => [
        title,
        { words: `${STAR_WORDS[word]}: ${because}` },
      ]),
    ]);
  };

/** Its own dates, and what becomes of its window. */
const datesOf =
  (release: string): Look =>
  async (store) => {
    const state = await findRelease(store, release);
    if (state?.train === undefined) return new Map();
    const calendar = await readCalendar(store, state.train);
    const present = calendar.releases.find((one) => one.release === release);
    const { cutAt, publishedAt, branchCutAt, releaseAt, featureFreezeAt } = present ?? state;
    const cycle = [...calendar.judged, ...calendar.planned].find((one) => one.release === release);
    const at = (moment: string | undefined): Told => (moment === undefined ? undefined : { at: moment });
    return new Map<string, Told>([
      [`${release} is`, { words: standingOf(present ?? state, calendar) }],
      ['Feature freeze', at(featureFreezeAt)],
      ['Branch cut, as planned', at(branchCutAt)],
      ['Branch cut, as it was', at(cutAt)],
      ['Publication, as planned', at(releaseAt)],
      ['Publication, as it was', at(publishedAt)],
      ['Work counts for it from', at(cycle?.after)],
      ['Work counts for it until', at(cycle?.until)],
    ]);
  };

function standingOf(
  { release, cancelledAt }: ReleaseState,
  { judged, planned, unscheduled }: Calendar,
): string {
  const isIn = (all: readonly { readonly release: string }[]) => all.some((one) => one.release === release);
  if (cancelledAt !== undefined) return 'cancelled';
  if (isIn(unscheduled)) return 'waiting, because nobody planned it';
  if (isIn(judged)) return 'judged';
  return isIn(planned) ? 'to come' : 'not judged';
}

const stateOfReview =
  (review: string): Look =>
  async (store, { now }) => {
    const report = await readReview(store, review, now);
    if (report === undefined) return new Map([[review, undefined]]);
    const said = report.reviewers.map(
      ({ reviewer, said: one }) => `${reviewer} ${one === undefined ? 'has not answered' : one.answer}`,
    );
    return new Map<string, Told>([
      [review, { words: spoken(report.state) }],
      ['Whose turn it is', { words: report.turn }],
      ['Answers', { words: said.join(', ') }],
    ]);
  };

const silenceOf =
  (channel: string): Look =>
  async (store, { now }) => {
    const state = (await readStates(store, 'channel', [channel])).get(channel);
    const until = state?.mutedUntil;
    return new Map<string, Told>([
      [`Channel ${channel}`, { words: until !== undefined && until > now ? 'silent' : 'sends' }],
      ['Silent until', until !== undefined && until > now ? { at: until } : undefined],
    ]);
  };
