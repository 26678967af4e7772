/** What is in a digest, the most important first: its subject and its first sentence are made of it. */
import { type Line, line, listed, named, ordinal, plural, strong } from '../../../outline/line.ts';
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

/**
 * The most important first; what somebody has to act on comes before what is only good to know. A quiet digest has none:
 * that a step is done, or is due, is no news.
 */
const KINDS: readonly ((digest: Digest) => Headline | undefined)[] = [
  flagged,
  unverified,
  overdue,
  waiting,
  late,
  lapsed,
  corrected,
  features,
  grades,
  comingUp,
  shipped,
  excused,
];

export const headlinesOf = (digest: Digest): Headline[] => KINDS.flatMap((kind) => kind(digest) ?? []);

/** `, the 3rd release in a row` */
export const inARow = (streak: number): string =>
  streak > 1 ? `, the ${ordinal(streak)} release in a row` : '';

/** Whether a project is flagged: it shipped nothing, and nothing excused it. */
export const isFlagged = ({ verdict }: Pick<SilentProject, 'verdict'>): boolean =>
  verdict === 'shipped-nothing';

/** A headline whose brief and full form say the same. */
const same = (brief: string): Headline => ({ brief, full: line`${brief}` });

/** `Ranking is overdue`: the name with its clause. */
const about = (name: string, clause: string): Headline => ({
  brief: `${named(name, MAX_NAME_LENGTH)} ${clause}`,
  full: line`${strong(name)} ${clause}`,
});

/** How many items of a section are of some kind. */
interface Counted<Item> {
  readonly found: readonly Item[];
  readonly count: number;
  /** Whether there may be more among the items that the digest has no room for. */
  readonly isLeast: boolean;
}

function counted<Item>(
  { items, total }: { readonly items: readonly Item[]; readonly total: number },
  isOne: (item: Item) => boolean,
): Counted<Item> {
  const found = items.filter(isOne);
  return { found, count: found.length, isLeast: items.length < total && found.length > 0 };
}

/** `2 projects`, `at least 30 projects` */
const countWords = ({ count, isLeast }: Omit<Counted<unknown>, 'found'>, one: string): string =>
  `${isLeast ? 'at least ' : ''}${plural(count, one)}`;

/** Names a single item, because "1 task is overdue" would say nothing; counts several. */
function nameOrCount<Item>(
  all: Counted<Item>,
  name: (only: Item) => Headline,
  count: (isOne: boolean) => string,
): Headline | undefined {
  const [only] = all.found;
  if (only === undefined) return undefined;
  return all.count === 1 && !all.isLeast ? name(only) : same(count(all.count === 1));
}

function flagged({ silent }: Digest): Headline | undefined {
  const { found, isLeast } = counted(silent, isFlagged);
  const projects = [...new Map(found.toReversed().map((item) => [item.project, item])).values()].reverse();
  const [first] = projects;
  if (first === undefined) return undefined;
  if (projects.length === 1 && !isLeast) {
    const row = inARow(first.streak);
    return {
      brief: `${named(first.title, MAX_NAME_LENGTH)} shipped nothing in ${named(first.release, MAX_NAME_LENGTH)}${row}`,
      full: line`${strong(first.title)} shipped nothing in ${first.release}${row}`,
    };
  }
  const brief = `${countWords({ count: projects.length, isLeast }, 'project')} shipped nothing`;
  const names = projects.slice(0, MAX_NAMES).map(withStreak);
  const others = projects.length - names.length;
  const more = others > 0 ? [line`${others} more`] : [];
  return { brief, full: line`${brief}: ${listed([...names, ...more])}` };
}

const withStreak = ({ title, streak }: SilentProject): Line =>
  streak > 1 ? line`${strong(title)} (${streak} releases in a row)` : line`${strong(title)}`;

function unverified({ unverified: { total } }: Digest): Headline | undefined {
  if (total === 0) return undefined;
  const records = plural(total, 'record');
  return { brief: `${records} nobody verified`, full: line`nobody verified ${records}` };
}

function overdue({ upcoming }: Digest): Headline | undefined {
  const tasks = counted(upcoming, ({ isOverdue }) => isOverdue);
  return nameOrCount(
    tasks,
    ({ title, kind }) =>
      about(title, kind === 'experiment' ? 'needs a decision' : 'has an overdue launch task'),
    (isOne) => `${countWords(tasks, 'task')} ${isOne ? 'is' : 'are'} overdue`,
  );
}

function waiting({ reviews }: Digest): Headline | undefined {
  const open = counted(reviews, ({ turn }) => turn === 'reviewers');
  return nameOrCount(
    open,
    ({ subject }) => about(subject, 'waits for an answer'),
    (isOne) => `${countWords(open, 'review')} ${isOne ? 'waits' : 'wait'} for an answer`,
  );
}

function late({ cadence }: Digest): Headline | undefined {
  const steps = counted(cadence, ({ state }) => state === 'overdue');
  return nameOrCount(
    steps,
    ({ title, period }) => about(title, `for ${periodInWords(period)} is overdue`),
    (isOne) => `${countWords(steps, 'step')} ${isOne ? 'is' : 'are'} overdue`,
  );
}

function lapsed({ reviews }: Digest): Headline | undefined {
  const over = counted(reviews, ({ state }) => state === 'no-longer-blocking');
  return nameOrCount(
    over,
    ({ subject }) => about(subject, 'is no longer blocking'),
    (isOne) => `${countWords(over, 'review')} ${isOne ? 'is' : 'are'} no longer blocking`,
  );
}

function corrected({ corrections }: Digest): Headline | undefined {
  return nameOrCount(
    counted(corrections, () => true),
    ({ title }) => about(title, 'has a correction'),
    () => `${plural(corrections.total, 'correction')} of earlier digests`,
  );
}

function features({ features: section }: Digest): Headline | undefined {
  return nameOrCount(
    counted(section, () => true),
    (only) => about(only.title, changeWords(only)),
    () => `${plural(section.total, 'feature')} are new or changed`,
  );
}

function changeWords({ change, from, to }: ChangedFeature): string {
  if (change === 'new') return 'is new';
  if (change === 'deprecated') return 'is deprecated now';
  return from === undefined || to === undefined
    ? 'is at another maturity'
    : `went from ${named(from, MAX_NAME_LENGTH)} to ${named(to, MAX_NAME_LENGTH)}`;
}

function grades({ grades: section }: Digest): Headline | undefined {
  return nameOrCount(
    counted(section, () => true),
    ({ title, to }) => about(title, `has ${to.earned} of ${to.of} stars`),
    () => `${plural(section.total, 'grade')} changed`,
  );
}

const COMING: Readonly<Record<ComingUp['kind'], string>> = {
  launch: 'has a launch task to come',
  experiment: 'needs a decision',
  flag: 'has a feature flag that can be removed',
  enrolment: 'has news of its enrolment',
};

function comingUp({ upcoming }: Digest): Headline | undefined {
  const ahead = counted(upcoming, ({ isOverdue }) => !isOverdue);
  return nameOrCount(
    ahead,
    ({ title, kind }) => about(title, COMING[kind]),
    (isOne) => `${countWords(ahead, 'thing')} ${isOne ? 'is' : 'are'} coming up`,
  );
}

function shipped({ shipped: { items, total } }: Digest): Headline | undefined {
  const found = [...new Map(items.map((item) => [item.project, item])).values()];
  const projects = { found, count: found.length, isLeast: items.length < total };
  return nameOrCount(
    projects,
    ({ title }) => about(title, 'shipped'),
    () => `${countWords(projects, 'project')} shipped`,
  );
}

function excused({ silent }: Digest): Headline | undefined {
  const projects = counted(silent, (item) => !isFlagged(item));
  return nameOrCount(
    projects,
    ({ title }) => about(title, 'did not have to ship'),
    () => `${countWords(projects, 'project')} did not have to ship`,
  );
}
