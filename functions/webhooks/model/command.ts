/** Commands that people write into comments, a line each: what they know, and what they answer. */
import { anyText } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import type { Fields } from '../../catalog/model/import/field-differences.ts';
import type { KnownRecord } from '../../catalog/model/import/known.ts';
import type { PersonRecord } from '../../catalog/model/import/records.ts';
import type { StarredFeature } from '../../grades/model/policy.ts';
import type { Rubric } from '../../grades/model/rubric.ts';
import type { Identity } from '../../grades/model/speakers.ts';
import type { DraftFact } from '../../kernel/model/draft-fact.ts';
import { factId, factOf, type Origin } from './attribution.ts';
import type { Commanded } from './normalized-event.ts';
import { type Named, namedBy, seenIn, type Unclear } from './ownership.ts';
import { releaseCalled, releaseOf, versionOfMilestone } from './release-facts.ts';
import { quoted } from './words.ts';

/** What commands need to know of a feature; its state has all of it. */
export interface CommandedFeature extends StarredFeature {
  readonly project?: string | undefined;
  readonly flag?: string | undefined;
}

export interface CommandContext extends Origin {
  readonly people: ReadonlyMap<string, KnownRecord<PersonRecord>>;
  /** Of those that `featuresAsked` names. */
  feature(id: string): CommandedFeature | undefined;
  /** The version that is in force. */
  readonly rubric: Rubric | undefined;
}

/** One command, with what is needed to answer it. */
export interface Command {
  /** The words after the name of the command. */
  readonly words: readonly string[];
  /** Position of its line in the comment. */
  readonly at: number;
  readonly commanded: Commanded;
  readonly speaker: Extract<Identity, { known: true }>;
  readonly context: CommandContext;
}

export interface Reply {
  /** `unknown`: not one of our commands; it may be meant for another tool. */
  readonly outcome: 'done' | 'refused' | 'unknown';
  readonly facts: readonly DraftFact[];
  /** What the facts are about, like `project:rank`. */
  readonly to: readonly string[];
  /** One line of plain text without names of people: the sender reads it. It may quote what others wrote: escape it. */
  readonly reply: string;
}

const replyText = lazy(() => anyText(2000));

export const refused = (because: string): Reply => ({
  outcome: 'refused',
  facts: [],
  to: [],
  reply: replyText.parse(`Nothing was recorded: ${because}${because.endsWith('?') ? '' : '.'}`),
});

export const done = (fact: DraftFact, to: readonly string[], reply: string): Reply => ({
  outcome: 'done',
  facts: [fact],
  to,
  reply: replyText.parse(reply),
});

/** The fact that a command makes: its actor is the person, its evidence the comment. */
export function commandFact(command: Command, type: DraftFact['type'], fields: Fields): DraftFact {
  const { commanded, at, speaker } = command;
  const happened = { ...commanded, actor: `person:${speaker.person}` };
  return factOf(type, factId(commanded.id, String(at)), happened, fields);
}

/** What the rules and labels of the issue or change name. Where the origin is not mapped, only labels count. */
export const namedIn = (commanded: Commanded, { record }: Origin): Named | Unclear =>
  namedBy(record ?? {}, seenIn(commanded));

/** `sort`, `feature:sort` or `feature/sort` */
export const featureId = (word: string): string => word.replace(/^feature[:/]/, '').normalize('NFC');

export type Found = { readonly release: string } | { readonly because: string };

/** The release that a word names, by its id or version, where the source is on a train. */
export const releaseNamed = (word: string, { context: { record } }: Command): string | undefined =>
  record === undefined ? undefined : releaseCalled(word, record)?.release;

/** The release of the milestone of the issue or change. */
export function releaseOfMilestone({ commanded, context }: Command): Found {
  const { milestone } = commanded;
  const { train, releases } = context.record ?? {};
  if (milestone === undefined) return { because: 'this has no milestone that would say which release' };
  const version = versionOfMilestone(milestone, releases);
  if (version === undefined) return { because: `the milestone ${quoted(milestone)} is no release` };
  if (train == null)
    return { because: `${context.origin} is on no train, so its milestones say nothing of a release` };
  return { release: releaseOf(version, train, releases).release };
}
