/** Commands that people write into comments, a line each: what they know, and what they answer. */
import { anyText } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import type { KnownRecord } from '../../catalog/model/import/known.ts';
import type { PersonRecord } from '../../catalog/model/import/records.ts';
import type { Fields } from '../../catalog/model/import/values.ts';
import type { StarredFeature } from '../../grades/model/policy.ts';
import type { Rubric } from '../../grades/model/rubric.ts';
import type { Identity } from '../../grades/model/speakers.ts';
import type { DraftFact } from '../../kernel/model/draft-fact.ts';
import type { Place } from './attributed.ts';
import { eventId, told } from './fact.ts';
import type { Commanded } from './normalized-event.ts';
import { type Named, namedBy, seenIn, type Unclear } from './ownership.ts';

/** What commands ask of a feature; its state has all of it. */
export interface CommandedFeature extends StarredFeature {
  readonly project?: string | undefined;
  readonly flag?: string | undefined;
}

export interface CommandContext extends Place {
  /** Everyone the catalog ever knew. */
  readonly people: ReadonlyMap<string, KnownRecord<PersonRecord>>;
  /** Of those that `featuresAsked` names. */
  feature(id: string): CommandedFeature | undefined;
  /** The version that holds. */
  readonly rubric: Rubric | undefined;
  /** The ids of all releases that are registered; where absent, a name has to fit the naming of the source. */
  readonly releases?: ReadonlySet<string> | undefined;
}

/** A command with everything that it needs. */
export interface Command {
  /** What stands after the name of the command. */
  readonly words: readonly string[];
  /** Position of its line in the comment. */
  readonly at: number;
  readonly commanded: Commanded;
  readonly speaker: Extract<Identity, { known: true }>;
  readonly context: CommandContext;
}

export interface Reply {
  /** `unknown`: no command of ours, it may have been meant for someone else. */
  readonly outcome: 'done' | 'refused' | 'unknown';
  readonly facts: readonly DraftFact[];
  /** What the facts are about, like `project:rank`. */
  readonly to: readonly string[];
  /** On one line, in plain words; it may hold words of others, so whoever shows it escapes it. */
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

/** The fact that a command makes: said by the person, and to be seen in the comment. */
export function commandFact(command: Command, type: DraftFact['type'], fields: Fields): DraftFact {
  const { commanded, at, speaker } = command;
  const happened = { ...commanded, actor: `person:${speaker.person}` };
  return told(type, eventId(commanded.id, String(at)), happened, fields);
}

/** What the rules and labels of the issue or change name. Where nobody mapped the place, only labels speak. */
export const namedIn = (commanded: Commanded, { record }: Place): Named | Unclear =>
  namedBy(record ?? {}, seenIn(commanded));

/** `sort`, `feature:sort` or `feature/sort` */
export const featureId = (word: string): string => word.replace(/^feature[:/]/, '').normalize('NFC');
