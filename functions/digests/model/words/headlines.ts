/** What is in a digest, the most important first: its subject and its first sentence are made of it. */
import { type Line, line, listed, named, ordinal, strong } from '../../../outline/line.ts';
import { plural } from '../../../outline/plural.ts';
import { isFlagged } from '../../../verdicts/model/verdict.ts';
import type { ChangedFeature, ComingUp, Digest, SilentProject } from '../model.ts';
import { periodInWords } from './period-words.ts';

export interface Headline {
  /** A clause of the subject. */
  readonly brief: string;
  /** The same for the first sentence, where there is room for names. */
  readonly full: Line;
}

const MAX_NAMES = 3;
/** Of a name in a subject, in UTF-16 units. */
const MAX_NAME_LENGTH = 40;

/** `, the 3rd release in a row` */
export const inARow = (streak: number): string =>
  streak > 1 ? `, the ${ordinal(streak)} release in a row` : '';

/** What is said of the items of one kind in a section. */
interface Kind<Item> {
  /** `review` */
  readonly noun: string;
  /** Follows one, or several: `waits for an answer`, `wait for an answer`. */
  readonly verbs: readonly [one: string, several: string];
  /** Which items of the section; all of them without it. */
  isOne?(item: Item): boolean;
  /** A single item, with its name: "1 task is overdue" would say nothing. */
  named(only: Item): readonly [name: string, clause: string];
}

interface Items<Item> {
  readonly items: readonly Item[];
  readonly total: number;
}

function headline<Item>(
  { items, total }: Items<Item>,
  { noun, verbs, isOne, named: nameIn }: Kind<Item>,
): Headline | undefined {
  const found = isOne === undefined ? items : items.filter(isOne);
  const [first] = found;
  if (first === undefined) return undefined;
  // There may be more of the kind among the items that the digest has no room for.
  const isLeast = isOne !== undefined && items.length < total;
  const count = isOne === undefined ? total : found.length;
  if (count === 1 && !isLeast) {
    const [name, clause] = nameIn(first);
    return { brief: `${named(name, MAX_NAME_LENGTH)} ${clause}`, full: line`${strong(name)} ${clause}` };
  }
  const brief = `${atLeast(isLeast)}${plural(count, noun)} ${verbs[count === 1 ? 0 : 1]}`;
  return { brief, full: line`${brief}` };
}

const atLeast = (isLeast: boolean): string => (isLeast ? 'at least ' : '');

/** The first item of each project. */
const byProject = <Item extends { readonly project: string }>(items: readonly Item[]): Item[] =>
  [...new Map(items.toReversed().map((item) => [item.project, item])).values()].reverse();

function flagged({ silent: { items, total } }: Digest): Headline | undefined {
  const projects = byProject(items.filter(({ verdict }) => isFlagged(verdict)));
  const isLeast = items.length < total;
  const [first] = projects;
  if (first === undefined) return undefined;
  if (projects.length === 1 && !isLeast) {
    const row = inARow(first.streak);
    return {
      brief: `${named(first.title, MAX_NAME_LENGTH)} shipped nothing in ${named(first.release, MAX_NAME_LENGTH)}${row}`,
      full: line`${strong(first.title)} shipped nothing in ${first.release}${row}`,
    };
  }
  const brief = `${atLeast(isLeast)}${plural(projects.length, 'project')} shipped nothing`;
  const names = projects.slice(0, MAX_NAMES).map(withStreak);
  const others = projects.length - names.length;
  const more = others > 0 ? [line`${others} more`] : [];
  return { brief, full: line`${brief}: ${listed([...names, ...more])}` };
}

const withStreak = ({ title, streak }: SilentProject): Line =>
  streak > 1 ? line`${strong(title)} (${streak} releases in a row)` : line`${strong(title)}`;

/** What is at risk in the releases to come. */
function atRisk({ releases: { items } }: Digest): Headline | undefined {
  const risky = items.filter((item) => item.atRisk > 0);
  const [first, ...others] = risky;
  if (first === undefined) return undefined;
  const count = risky.reduce((sum, item) => sum + item.atRisk, 0);
  const where =
    others.length === 0 ? `for ${named(first.release, MAX_NAME_LENGTH)}` : 'for the next releases';
  const [only] = first.named;
  if (count === 1 && only !== undefined)
    return {
      brief: `${named(only.title, MAX_NAME_LENGTH)} is at risk ${where}`,
      full: line`${strong(only.title)} is at risk ${where}`,
    };
  const brief = `${plural(count, 'project')} ${count === 1 ? 'is' : 'are'} at risk ${where}`;
  return { brief, full: line`${brief}` };
}

/** A planned cut that has passed, and that nobody told of. */
function overdue({ releases: { items } }: Digest): Headline | undefined {
  const [first] = items.filter(({ isOverdue }) => isOverdue);
  if (first === undefined) return undefined;
  const brief = `the planned cut of ${named(first.release, MAX_NAME_LENGTH)} has passed`;
  return { brief, full: line`${brief}` };
}

function unverified({ unverified: { total } }: Digest): Headline | undefined {
  if (total === 0) return undefined;
  const records = plural(total, 'record');
  return { brief: `${records} nobody verified`, full: line`nobody verified ${records}` };
}

function shipped({ shipped: { items, total } }: Digest): Headline | undefined {
  const projects = byProject(items);
  return headline(
    { items: projects, total: projects.length + total - items.length },
    {
      noun: 'project',
      verbs: ['shipped', 'shipped'],
      isOne: () => true,
      named: ({ title }) => [title, 'shipped'],
    },
  );
}

const OVERDUE = ['is overdue', 'are overdue'] as const;

const COMING: Readonly<Record<ComingUp['kind'], string>> = {
  launch: 'has a launch task to come',
  experiment: 'needs a decision',
  flag: 'has a feature flag that can be removed',
  enrolment: 'has news of its enrolment',
};

function changeWords({ change, from, to }: ChangedFeature): string {
  if (change === 'new') return 'is new';
  if (change === 'deprecated') return 'is deprecated now';
  return from === undefined || to === undefined
    ? 'is at another maturity'
    : `went from ${named(from, MAX_NAME_LENGTH)} to ${named(to, MAX_NAME_LENGTH)}`;
}

/**
 * The most important first; what somebody has to act on comes before what is only good to know. A quiet digest has none:
 * that a step is done, or is due, is no news.
 */
const KINDS: readonly ((digest: Digest) => Headline | undefined)[] = [
  flagged,
  atRisk,
  overdue,
  unverified,
  ({ upcoming }) =>
    headline(upcoming, {
      noun: 'task',
      verbs: OVERDUE,
      isOne: ({ isOverdue }) => isOverdue,
      named: ({ title, kind }) => [
        title,
        kind === 'experiment' ? 'needs a decision' : 'has an overdue launch task',
      ],
    }),
  ({ reviews }) =>
    headline(reviews, {
      noun: 'review',
      verbs: ['waits for an answer', 'wait for an answer'],
      isOne: ({ turn }) => turn === 'reviewers',
      named: ({ subject }) => [subject, 'waits for an answer'],
    }),
  ({ cadence }) =>
    headline(cadence, {
      noun: 'step',
      verbs: OVERDUE,
      isOne: ({ state }) => state === 'overdue',
      named: ({ title, period }) => [title, `for ${periodInWords(period)} is overdue`],
    }),
  ({ reviews }) =>
    headline(reviews, {
      noun: 'review',
      verbs: ['is no longer blocking', 'are no longer blocking'],
      isOne: ({ state }) => state === 'no-longer-blocking',
      named: ({ subject }) => [subject, 'is no longer blocking'],
    }),
  ({ corrections }) =>
    headline(corrections, {
      noun: 'correction',
      verbs: ['', 'of earlier digests'],
      named: ({ title }) => [title, 'has a correction'],
    }),
  ({ features }) =>
    headline(features, {
      noun: 'feature',
      verbs: ['', 'are new or changed'],
      named: (only) => [only.title, changeWords(only)],
    }),
  ({ grades }) =>
    headline(grades, {
      noun: 'grade',
      verbs: ['', 'changed'],
      named: ({ title, to }) => [title, `has ${to.earned} of ${to.of} stars`],
    }),
  ({ upcoming }) =>
    headline(upcoming, {
      noun: 'thing',
      verbs: ['is coming up', 'are coming up'],
      isOne: ({ isOverdue }) => !isOverdue,
      named: ({ title, kind }) => [title, COMING[kind]],
    }),
  shipped,
  ({ silent }) =>
    headline(silent, {
      noun: 'project',
      verbs: ['did not have to ship', 'did not have to ship'],
      isOne: ({ verdict }) => !isFlagged(verdict),
      named: ({ title }) => [title, 'did not have to ship'],
    }),
];

export const headlinesOf = (digest: Digest): Headline[] => KINDS.flatMap((kind) => kind(digest) ?? []);
