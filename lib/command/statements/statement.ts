/** What all commands have in common by which a person states something about the work: who speaks, what is known, what is sent. */
import type { Known } from '../../../functions/catalog/model/import/known.ts';
import { assembleKnown } from '../../../functions/catalog/model/import/wire.ts';
import {
  type Statement,
  type Stating as StatementBasis,
  StatementIncompleteError,
  StatementRefusedError,
} from '../../../functions/catalog/model/statements/statement.ts';
import { CommandMisusedError, CommandRefusedError } from '../input-error.ts';
import { withReads, withTargetReads } from '../open-target.ts';
import { permitsFor } from '../permits.ts';
import { type Speaker, saidFact, speakerOf } from '../speaker.ts';
import type { OutgoingFact, TargetOptions, TargetReads } from '../target.ts';
import { ended, printable, printableJsonText, type Surroundings } from '../terminal.ts';

export interface StatementOptions extends TargetOptions {
  /** Who speaks, as the catalog knows them; git's e-mail address where absent. */
  readonly as?: string;
  /** The address of what proves it. */
  readonly evidence?: string;
  readonly dryRun?: boolean;
}

/** What a command makes a statement from. */
export interface Stating extends StatementBasis {
  readonly known: Known;
  readonly speaker: Speaker;
  readonly reads: TargetReads;
}

/** How a command ends in which something is stated. */
export interface Ending {
  /** What did not happen when it is refused. @default 'Nothing was recorded' */
  readonly refused?: string;
  /** Printed once it is recorded. */
  readonly recorded?: string;
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
  { refused, recorded }: Ending = {},
): Promise<void> {
  const print = (line: string) => around.terminal.out(printable(ended(line)));
  const refuse = (because: string) => refusal(because, refused);
  const stated = async (reads: TargetReads) => {
    const speaker = await speakerOf(reads, options.as, refuse);
    const known = await assembleKnown(reads.page);
    const stating = { known, speaker, permits: permitsFor(known), reads, now: around.now };
    const said = await asCommand(refused, async () => make(stating));
    return { said, speaker, facts: factsOf(said, name, speaker, options.evidence, around.now) };
  };
  if (options.dryRun === true)
    return withReads(around, options, async (reads) => {
      const { said, speaker, facts } = await stated(reads);
      print(lineOf(said, speaker));
      for (const { type, body } of facts) around.terminal.out(`${type} ${printableJsonText(body)}`);
      print('Nothing was recorded: this is a dry run');
    });
  return withTargetReads(around, options, async (target, reads) => {
    const { said, speaker, facts } = await stated(reads);
    if (facts.length > 0) await target.publish(facts, () => {});
    const isRecorded = facts.length === 0 || (await target.settled());
    print(lineOf(said, speaker));
    if (said.next !== undefined) print(said.next);
    if (!isRecorded) print('It is sent, and recorded in a moment');
    else if (facts.length > 0 && recorded !== undefined) print(recorded);
  });
}

/** Where nothing is left to state, the words say what is so. */
const lineOf = ({ facts, words }: Statement, { person }: Speaker) =>
  facts.length === 0 ? words : `${person} ${words}`;

/**
 * @param name of the command: ids begin with it
 * @throws {CommandMisusedError} when a fact is invalid; the message names the field
 */
export const factsOf = (
  { facts }: Pick<Statement, 'facts'>,
  name: string,
  speaker: Pick<Speaker, 'person'>,
  evidence: string | undefined,
  now: string,
): OutgoingFact[] =>
  facts.map(({ type, fields, at, id }) =>
    saidFact(type, name, { ...fields, evidence }, speaker, at ?? now, id),
  );

/** What cannot be stated is an error of the command, with the options that it has for it. */
export async function asCommand<Result>(
  refused: string | undefined,
  make: () => Promise<Result>,
): Promise<Result> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof StatementRefusedError) throw refusal(error.message, refused);
    if (error instanceof StatementIncompleteError) throw new CommandMisusedError(incompleteWords(error));
    throw error;
  }
}

function incompleteWords({ field, message, example }: StatementIncompleteError): string {
  if (field === 'exposed') return `${message}: say --on or --off.`;
  return example === undefined ? ended(message) : `${message}: --${field} "${example}".`;
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

/** How it ships, where that was said. */
export const exposedBy = ({ on, off }: ShippingOptions) => (off ? 'off' : on ? 'on' : undefined);

export const refusal = (because: string, refused = 'Nothing was recorded'): CommandRefusedError =>
  new CommandRefusedError(ended(`${refused}: ${because}`));
