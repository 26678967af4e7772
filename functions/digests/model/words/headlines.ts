/** What is in a digest, the most important first: its subject and its first sentence are made of it. */

import { type Counted, counted, countedWords, ordinal, plural } from '../../../outline/counting.ts';
import { type Line, line, listed, named, strong } from '../../../outline/line.ts';
import type { ChangedFeature, SilentProject } from '../items.ts';
import type { Digest } from '../model.ts';

export interface Headline {
  /** A clause of the subject. */
  readonly brief: string;
  /** The same for the first sentence, where there is room for names. */
  readonly full: Line;
}

const FEW = 3;
/** Of a name in a subject, in UTF-16 units. */
const SHORT = 40;

const isOrAre = ({ count }: Counted) => (count === 1 ? 'is' : 'are');

const same = (brief: string): Headline => ({ brief, full: line`${brief}` });

/**
 * The most important first; what wants somebody to act comes before what is only good to know. None of a digest that is
 * quiet: that a step was done, or is due in its time, is no news.
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

function flagged({ silent }: Digest): Headline | undefined {
  const { found, isLeast } = counted(silent, isFlagged);
  const projects = [...new Map(found.toReversed().map((item) => [item.project, item])).values()].reverse();
  const [first] = projects;
  if (first === undefined) return undefined;
  if (projects.length === 1 && !isLeast) {
    const row = inARow(first.streak);
    return {
      brief: `${named(first.title, SHORT)} shipped nothing in ${named(first.release, SHORT)}${row}`,
      full: line`${strong(first.title)} shipped nothing in ${first.release}${row}`,
    };
  }
  const brief = `${countedWords({ count: projects.length, isLeast }, 'project')} shipped nothing`;
  const names = projects.slice(0, FEW).map(withStreak);
  const others = projects.length - names.length;
  const more = others > 0 ? [line`${others} more`] : [];
  return { brief, full: line`${brief}: ${listed([...names, ...more])}` };
}

const withStreak = ({ title, streak }: SilentProject): Line =>
  streak > 1 ? line`${strong(title)} (${streak} releases in a row)` : line`${strong(title)}`;

function overdue({ upcoming }: Digest): Headline | undefined {
  const late = counted(upcoming, ({ isOverdue }) => isOverdue);
  const verb = isOrAre(late);
  return late.count === 0 ? undefined : same(`${countedWords(late, 'task')} ${verb} overdue`);
}

function waiting({ reviews }: Digest): Headline | undefined {
  const open = counted(reviews, ({ turn }) => turn === 'reviewers');
  const verb = open.count === 1 ? 'waits' : 'wait';
  return open.count === 0 ? undefined : same(`${countedWords(open, 'review')} ${verb} for an answer`);
}

function unverified({ unverified: { total } }: Digest): Headline | undefined {
  if (total === 0) return undefined;
  const records = plural(total, 'record');
  return { brief: `${records} nobody verified`, full: line`nobody verified ${records}` };
}

function late({ cadence }: Digest): Headline | undefined {
  const steps = counted(cadence, ({ state }) => state === 'overdue');
  const verb = isOrAre(steps);
  return steps.count === 0 ? undefined : same(`${countedWords(steps, 'step')} ${verb} overdue`);
}

function lapsed({ reviews }: Digest): Headline | undefined {
  const over = counted(reviews, ({ state }) => state === 'no-longer-blocking');
  const verb = isOrAre(over);
  return over.count === 0 ? undefined : same(`${countedWords(over, 'review')} ${verb} no longer blocking`);
}

function corrected({ corrections: { total } }: Digest): Headline | undefined {
  return total === 0 ? undefined : same(`${plural(total, 'correction')} of earlier digests`);
}

function features({ features: { items, total } }: Digest): Headline | undefined {
  const [first] = items;
  if (first === undefined) return undefined;
  if (total > 1) return same(`${plural(total, 'feature')} are new or changed`);
  const change = changeWords(first);
  return {
    brief: `${named(first.title, SHORT)} ${change}`,
    full: line`${strong(first.title)} ${change}`,
  };
}

function changeWords({ change, from, to }: ChangedFeature): string {
  if (change === 'new') return 'is new';
  if (change === 'deprecated') return 'is deprecated now';
  return from === undefined || to === undefined
    ? 'is at another maturity'
    : `went from ${named(from, SHORT)} to ${named(to, SHORT)}`;
}

function grades({ grades: { total } }: Digest): Headline | undefined {
  return total === 0 ? undefined : same(`${plural(total, 'grade')} changed`);
}

function comingUp({ upcoming }: Digest): Headline | undefined {
  const ahead = counted(upcoming, ({ isOverdue }) => !isOverdue);
  const verb = isOrAre(ahead);
  return ahead.count === 0 ? undefined : same(`${countedWords(ahead, 'thing')} ${verb} coming up`);
}

function shipped({ shipped: { items, total } }: Digest): Headline | undefined {
  const projects = new Set(items.map(({ project }) => project)).size;
  const isLeast = items.length < total;
  return projects === 0
    ? undefined
    : same(`${countedWords({ count: projects, isLeast }, 'project')} shipped`);
}

function excused({ silent }: Digest): Headline | undefined {
  const projects = counted(silent, (item) => !isFlagged(item));
  return projects.count === 0 ? undefined : same(`${countedWords(projects, 'project')} did not have to ship`);
}
