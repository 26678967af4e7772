/** What is prepared for the launch of a feature: tasks, each due some time before its planned release. */
import { Temporal } from 'temporal-polyfill';
import type { Fact } from '../../../events/catalogue.ts';
import type { launchTask } from '../../../events/facts/rubric.ts';
import type { Output } from '../../../events/lazy.ts';
import type { FeatureState } from '../../catalog/model/feature.ts';
import { ofType } from '../../kernel/model/facts.ts';
import { isSettled } from './verified.ts';

export type LaunchTask = Output<typeof launchTask>;

/** The task that is done only once reviewers are named as well. */
const DOCUMENT = 'collaboration-document';
const REVIEWERS_KEY = 'launch.reviewers';

/** The tasks where the rubric says nothing of launches. */
export const USUAL_LAUNCH_TASKS: readonly LaunchTask[] = [
  {
    tier: 'L1',
    task: DOCUMENT,
    title: 'Open the collaboration document, and name its reviewers',
    before: 'P2M',
  },
  { tier: 'L1', task: 'press', title: 'Brief press and analysts', before: 'P1M' },
  { tier: 'L1', task: 'release-post', title: 'Draft the release post', before: 'P14D' },
  { tier: 'L2', task: 'release-post', title: 'Draft the release post', before: 'P14D' },
  { tier: 'L2', task: 'docs-and-demo', title: 'Finish the docs and a demo', before: 'P7D' },
  { tier: 'L3', task: 'changelog', title: 'Write the changelog entry', before: 'P3D' },
];

/**
 * The tasks that hold at a moment: those of the version of the rubric, or the usual ones where it says nothing of them.
 * An empty list says that there are none.
 * @param rubricFacts the rubric's ledger, in order
 */
export const launchTasksAt = (rubricFacts: readonly Fact[], at: string): readonly LaunchTask[] =>
  ofType(rubricFacts, 'RubricPublished').findLast(({ detail }) => detail.occurredAt <= at)?.detail.launches ??
  USUAL_LAUNCH_TASKS;

/** A feature on its way to its launch, with its ledger in order. Without a tier nothing is prepared. */
export type Launching = Pick<FeatureState, 'launchTier'> & { readonly facts: readonly Fact[] };

interface DatedTask extends Pick<LaunchTask, 'tier'> {
  /** What is to be done, for people. */
  readonly text: string;
  readonly dueAt: string;
  readonly isDone: boolean;
  readonly isOverdue: boolean;
}

/**
 * The tasks of a feature's launch as of a moment, the first due first. A task is done once something is recorded under
 * `launch.<task>`. What an L1 needs stays until it is done, also after the release. An L2 or L3 that has been out for a
 * month has no tasks any more.
 * @param zone of the team: months are those of its calendar, and two months before 30 April is the end of February
 */
export function tasksFor(
  { launchTier, facts }: Launching,
  plannedReleaseAt: string,
  tasks: readonly LaunchTask[],
  zone: string,
  at: string,
): DatedTask[] {
  const release = Temporal.Instant.from(plannedReleaseAt).toZonedDateTimeISO(zone);
  const isOver = launchTier !== 'L1' && momentOf(release.add({ months: 1 })) <= at;
  if (isOver) return [];
  return tasks
    .filter(({ tier }) => tier === launchTier)
    .flatMap((task) => dated(facts, task, release, at))
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
}

function dated(
  facts: readonly Fact[],
  { tier, task, title: text, before }: LaunchTask,
  release: Temporal.ZonedDateTime,
  at: string,
): DatedTask[] {
  const due = longBefore(release, before);
  if (due === undefined) return [];
  const dueAt = momentOf(due);
  const isRecorded = isSettled(facts, `launch.${task}`, at);
  const lacksReviewers = tier === 'L1' && task === DOCUMENT && !isSettled(facts, REVIEWERS_KEY, at);
  const isDone = isRecorded && !lacksReviewers;
  const what = isRecorded && lacksReviewers ? 'Name the reviewers of the collaboration document' : text;
  return [{ tier, text: what, dueAt, isDone, isOverdue: !isDone && dueAt <= at }];
}

/** `undefined` where the calendar does not go back that far. */
function longBefore(release: Temporal.ZonedDateTime, duration: string): Temporal.ZonedDateTime | undefined {
  try {
    return release.subtract(Temporal.Duration.from(duration));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const momentOf = (time: Temporal.ZonedDateTime) => new Date(time.toInstant().epochMilliseconds).toISOString();
