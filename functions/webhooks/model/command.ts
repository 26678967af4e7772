/** Commands that people write into comments, a line each: what they know, what they record, and when they refuse. */

import { factId } from '../../catalog/model/change.ts';
import type { Fields } from '../../catalog/model/import/field-differences.ts';
import { publicRefusalWords, type Refusal } from '../../catalog/model/permissions.ts';
import type { Permits } from '../../catalog/model/permits.ts';
import type { Identity, whoIs } from '../../catalog/model/speakers.ts';
import { readTitle } from '../../catalog/model/tags/read-tag.ts';
import type { StarredFeature } from '../../grades/model/grant-policy.ts';
import type { Rubric } from '../../grades/model/rubric.ts';
import type { DraftFact } from '../../kernel/model/draft-fact.ts';
import { factOf, type Origin } from './attribution.ts';
import type { Commanded } from './normalized-event.ts';
import { type Named, namedBy, seenIn, type Unclear } from './ownership.ts';
import { releaseCalled } from './release-facts.ts';
import { quoted } from './words.ts';

/** What commands need to know of a feature; its state has all of it. */
export interface CommandedFeature extends StarredFeature {
  readonly project?: string | undefined;
  readonly flag?: string | undefined;
}

export interface CommandContext extends Origin {
  readonly people: Parameters<typeof whoIs>[1];
  /** Of those that `featuresAsked` names. */
  feature(id: string): CommandedFeature | undefined;
  /** The version that is in force. */
  readonly rubric: Rubric | undefined;
  /** Of the projects that it may be about. */
  readonly permits: Permits;
  /** What is registered, for the nearest name to one that is not; none where nothing is yet. */
  readonly names?: Readonly<Record<'feature' | 'project' | 'release', readonly string[]>> | undefined;
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

/** What a command records, and what it answers. */
export interface Done {
  readonly fact: DraftFact;
  /** What the fact is about, like `project:rank`. */
  readonly to: readonly string[];
  /** Without names of people: the sender reads it. It may quote what others wrote: escape it. */
  readonly reply: string;
}

/** Its message says why nothing is recorded. */
export class CommandRefusedError extends Error {
  override readonly name = 'CommandRefusedError';
}

/** @throws {CommandRefusedError} when the speaker may not; it says the rule and whom to ask, without names of people */
export function mustBeAllowed(answer: { readonly allowed: true } | Refusal): void {
  if (!answer.allowed) throw new CommandRefusedError(publicRefusalWords(answer));
}

/** The fact that a command makes: its actor is the person, its evidence the comment. */
export function commandFact(command: Command, type: DraftFact['type'], fields: Fields): DraftFact {
  const { commanded, at, speaker } = command;
  const happened = { ...commanded, actor: `person:${speaker.person}` };
  return factOf(type, factId(commanded.id, String(at)), happened, fields);
}

/** What the rules and labels of the issue or change name. Where the origin is not mapped, only labels count. */
export const namedIn = (commanded: Commanded, { record }: Origin): Named | Unclear =>
  namedBy(record ?? {}, seenIn(commanded, record ?? {}));

/** @throws {CommandRefusedError} when that is unclear */
export function namedClearly({ commanded, context }: Command): Named {
  const named = namedIn(commanded, context);
  if ('because' in named) throw new CommandRefusedError(named.because);
  return named;
}

/** `sort`, `feature:sort` or `feature/sort` */
export const featureId = (word: string): string => word.replace(/^feature[:/]/, '').normalize('NFC');

/** The release that a word names, by its id or version, where the source is on a train. */
export const releaseNamed = (word: string, { context: { record } }: Command): string | undefined =>
  record === undefined ? undefined : releaseCalled(word, record)?.release;

/** The release of the milestone of the issue or change. @param instead what to write where there is none */
export function releaseOfMilestone({ commanded: { milestone }, context }: Command, instead: string): string {
  const no = (because: string) => new CommandRefusedError(`${because}: ${instead}`);
  if (milestone === undefined) throw no('this has no milestone that would say which release');
  const read = readTitle(milestone, context.record ?? {});
  if (read.kind === 'unplaced')
    throw no(`${context.origin} is on no train, so its milestones say nothing of a release`);
  if (read.kind === 'ignored') throw no(`the milestone ${quoted(milestone)} is no release`);
  return read.release;
}
