/**
 * What a person states about the work, made of what is known, who speaks and what they filled in: the command and the pages make
 * it here, so they say the same facts in the same words and refuse for the same reasons. Nothing is read or sent here.
 */
import type { Entity } from '../../../../events/contract.ts';
import { didYouMean } from '../../../../events/nearest.ts';
import { versionNumbers } from '../../../kernel/model/version-numbers.ts';
import type { Known } from '../import/known.ts';
import type { ProjectRecord } from '../import/records.ts';
import { type Action, type Refusal, refusalWords } from '../permissions.ts';
import type { Permits } from '../permits.ts';
import type { Identity } from '../speakers.ts';

export type Speaker = Pick<Extract<Identity, { known: true }>, 'person' | 'actor'>;

type NamedKind = keyof typeof SECTIONS;

/** What a statement is made from. */
export interface Stating {
  /** Of everything that is asked for here, whether it is registered; a page knows only that much. */
  readonly known: Pick<Known, 'projects' | 'features' | 'teams' | 'channels' | 'releases' | 'rubric'> &
    Pick<Known, 'plans' | 'exemptions'>;
  /** All ids of a kind, to suggest one from; those that are known without it. */
  readonly names?: Partial<Readonly<Record<NamedKind, readonly string[]>>>;
  readonly speaker: Speaker;
  readonly permits: Permits;
  /** UTC instant. */
  readonly now: string;
}

/** A fact, before it has its envelope. */
export interface Draft {
  readonly type: string;
  /** What is `undefined` is left out. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** UTC instant; now without it. */
  readonly at?: string;
  /** A new one without it. */
  readonly id?: string;
}

/** What is stated, and the words for it. */
export interface Statement {
  /** In the order in which they are sent; none where it is so already. */
  readonly facts: readonly Draft[];
  /** What the speaker does: `exempts rank from server-5.4: the team is at the offsite` */
  readonly words: string;
  /** What to do next. */
  readonly next?: string | undefined;
  /** What it replaces, by the field that has it, to put it back; `none` for what was not known. */
  readonly before?: Readonly<Record<string, string | undefined>>;
}

/** What stands for nothing, where a field is left as it is when it is empty. */
export const NONE = 'none';

/** It may not be stated, or makes no sense: why, as a clause. */
export class StatementRefusedError extends Error {
  override readonly name = 'StatementRefusedError';
}

/** Something is missing, or does not go together. */
export class StatementIncompleteError extends Error {
  override readonly name = 'StatementIncompleteError';
  /** The field that is to be filled in. */
  readonly field: string;
  /** What could stand there. */
  readonly example: string | undefined;

  /** @param because a clause: `an exemption needs its reason` */
  constructor(field: string, because: string, example?: string) {
    super(because);
    this.field = field;
    this.example = example;
  }
}

export const refusal = (because: string): StatementRefusedError => new StatementRefusedError(because);

/** @throws {StatementRefusedError} when the speaker may not; it says the rule and whom to ask */
export function mustBeAllowed(
  { permits, speaker }: Pick<Stating, 'permits' | 'speaker'>,
  action: Action,
  about: Entity,
  what: { readonly key?: string } = {},
): void {
  const answer = permits(speaker.actor, action, about, what);
  if (!answer.allowed) throw refused(answer);
}

export const refused = (answer: Refusal): StatementRefusedError => refusal(refusalWords(answer));

const SECTIONS = { project: 'projects', feature: 'features', team: 'teams', channel: 'channels' } as const;

/** @throws {StatementRefusedError} when nobody registered it; it names what was probably meant */
export function mustBeKnown({ known, names }: Stating, kind: NamedKind, id: string): void {
  const records = known[SECTIONS[kind]];
  if (records.has(id)) return;
  throw refusal(
    `nobody has registered a ${kind} ${id}${didYouMean(id, names?.[kind] ?? [...records.keys()])}`,
  );
}

/** @throws {StatementRefusedError} */
export function projectOf(stating: Stating, id: string): ProjectRecord {
  mustBeKnown(stating, 'project', id);
  const record = stating.known.projects.get(id)?.record;
  if (record === undefined) throw new Error(`${id} is known and has no record`);
  return record;
}

/**
 * The release that a word names, by its id or by its version on the project's train.
 * @throws {StatementRefusedError} when there is none; it names what was probably meant
 */
export function releaseOf(
  { known: { releases } }: Stating,
  word: string,
  project: string,
  train: string,
): string {
  if (releases.has(word)) return word;
  const onTrain = [...releases].filter(([, { record }]) => record.train === train);
  const found = onTrain.find(([, { record }]) => record.releaseVersion === word);
  if (found !== undefined) return found[0];
  const numbers = versionNumbers(word);
  const [same, ...more] = onTrain.filter(
    ([, { record }]) => numbers !== undefined && versionNumbers(record.releaseVersion ?? '') === numbers,
  );
  if (same !== undefined && more.length === 0) return same[0];
  // Another number is not a misspelt one.
  const near =
    numbers === undefined
      ? didYouMean(
          word,
          onTrain.flatMap(([id, { record }]) => [id, record.releaseVersion ?? id]),
        )
      : '';
  const coming = onTrain.flatMap(([id, { record, isGone }]) => (isGone || record.cutAt != null ? [] : [id]));
  const hint = near !== '' || coming.length === 0 ? near : `; to come: ${coming.slice(0, 5).join(', ')}`;
  throw refusal(`train ${train} of project ${project} has no release ${word}${hint}`);
}

/** How something ships in a release. */
export type Exposed = 'on' | 'off' | undefined;
