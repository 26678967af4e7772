/** What all commands have in common by which a person states something about the work: who speaks, what is known, what is sent. */
import type { Entity } from '../../../events/contract.ts';
import { didYouMean } from '../../../events/nearest.ts';
import type { Known } from '../../../functions/catalog/model/import/known.ts';
import type { ProjectRecord } from '../../../functions/catalog/model/import/records.ts';
import { assembleKnown } from '../../../functions/catalog/model/import/wire.ts';
import { type Action, type Refusal, refusalWords } from '../../../functions/catalog/model/permissions.ts';
import type { Permits } from '../../../functions/catalog/model/permits.ts';
import { versionNumbers } from '../../../functions/kernel/model/version-numbers.ts';
import { CommandMisusedError, CommandRefusedError } from '../input-error.ts';
import { withReads, withTargetReads } from '../open-target.ts';
import { permitsFor } from '../permits.ts';
import { type Speaker, saidFact, speakerOf } from '../speaker.ts';
import type { TargetOptions, TargetReads } from '../target.ts';
import { ended, printable, printableJsonText, type Surroundings } from '../terminal.ts';

export interface StatementOptions extends TargetOptions {
  /** Who speaks, as the catalog knows them; git's e-mail address where absent. */
  readonly as?: string;
  /** The address of what proves it. */
  readonly evidence?: string;
  readonly dryRun?: boolean;
}

/** What a statement is made from. */
export interface Stating {
  readonly known: Known;
  readonly speaker: Speaker;
  readonly permits: Permits;
  readonly reads: TargetReads;
  /** UTC instant. */
  readonly now: string;
}

/** A fact to state, and the words for it. */
export interface Statement {
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the speaker does: `exempts rank from server-5.4: the team is at the offsite` */
  readonly words: string;
  /** What to do next. */
  readonly next?: string | undefined;
}

/**
 * Finds the speaker, makes their statement, and sends it; with `--dry-run`, prints it instead.
 * @param name of the command: ids begin with it
 * @throws {CommandRefusedError} {CommandMisusedError} {InputError}
 */
export function runStatement(
  around: Surroundings,
  name: string,
  options: StatementOptions,
  make: (stating: Stating) => Statement | Promise<Statement>,
): Promise<void> {
  const print = (line: string) => around.terminal.out(printable(line));
  const stated = async (reads: TargetReads) => {
    const speaker = await speakerOf(reads, options.as, refusal);
    const known = await assembleKnown(reads.page);
    const said = await make({ known, speaker, permits: permitsFor(known), reads, now: around.now });
    const fields = { ...said.fields, evidence: options.evidence };
    return { said, speaker, fact: saidFact(said.type, name, fields, speaker, around.now) };
  };
  if (options.dryRun === true)
    return withReads(around, options, async (reads) => {
      const { said, speaker, fact } = await stated(reads);
      print(ended(`${speaker.person} ${said.words}`));
      around.terminal.out(`${fact.type} ${printableJsonText(fact.body)}`);
      print('Nothing was recorded: this is a dry run.');
    });
  return withTargetReads(around, options, async (target, reads) => {
    const { said, speaker, fact } = await stated(reads);
    await target.publish([fact], () => {});
    const isRecorded = await target.settled();
    print(ended(`${speaker.person} ${said.words}`));
    if (said.next !== undefined) print(ended(said.next));
    if (!isRecorded) print('It is sent, and recorded in a moment.');
  });
}

/** The switches of what ships in a release: how, or that it does not any more. */
export interface ShippingOptions extends StatementOptions {
  readonly on?: boolean;
  readonly off?: boolean;
  readonly withdraw?: boolean;
  readonly reason?: string;
}

/** @param withdrawn what `--withdraw` does there @throws {CommandMisusedError} */
export function mustSayOne({ on, off, withdraw, reason }: ShippingOptions, withdrawn: string): void {
  if (on && off) throw new CommandMisusedError('--on and --off are two different things to say.');
  if (withdraw && (on || off)) throw new CommandMisusedError(`--withdraw ${withdrawn}`);
  if (!withdraw && reason !== undefined) throw new CommandMisusedError('--reason belongs to --withdraw.');
}

export const refusal = (because: string): CommandRefusedError =>
  new CommandRefusedError(ended(`Nothing was recorded: ${because}`));

/** @throws {CommandRefusedError} when the speaker may not; it says the rule and whom to ask */
export function mustBeAllowed(
  { permits, speaker }: Pick<Stating, 'permits' | 'speaker'>,
  action: Action,
  about: Entity,
  what: { readonly key?: string } = {},
): void {
  const answer = permits(speaker.actor, action, about, what);
  if (!answer.allowed) throw refused(answer);
}

export const refused = (answer: Refusal): CommandRefusedError => refusal(refusalWords(answer));

const SECTIONS = { project: 'projects', feature: 'features', team: 'teams', channel: 'channels' } as const;

/** @throws {CommandRefusedError} when nobody registered it; it names what was probably meant */
export function mustBeKnown({ known }: Stating, kind: keyof typeof SECTIONS, id: string): void {
  const records = known[SECTIONS[kind]];
  if (records.has(id)) return;
  throw refusal(`nobody has registered a ${kind} ${id}${didYouMean(id, [...records.keys()])}`);
}

/** @throws {CommandRefusedError} */
export function projectOf(stating: Stating, id: string): ProjectRecord {
  mustBeKnown(stating, 'project', id);
  const record = stating.known.projects.get(id)?.record;
  if (record === undefined) throw new Error(`${id} is known and has no record`);
  return record;
}

/**
 * The release that a word names, by its id or by its version on the project's train.
 * @throws {CommandRefusedError} when there is none; it names what was probably meant
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
