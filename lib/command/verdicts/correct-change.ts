/** `withdraw` and `move`: a merged change that counts for the wrong project, or should not count at all. */

import { digestOf } from '../../../events/canonical-json.ts';
import { project as projectEntity } from '../../../events/contract.ts';
import { didYouMean } from '../../../events/nearest.ts';
import { eventOf, factId, isWithdrawn, type KnownChange } from '../../../functions/catalog/model/change.ts';
import { readRecords } from '../../../functions/catalog/model/import/wire.ts';
import { refusalWords } from '../../../functions/catalog/model/permissions.ts';
import { FROM_FILES } from '../../../functions/catalog/model/record-keeping.ts';
import { CommandMisusedError, CommandRefusedError } from '../input-error.ts';
import { withReads, withTargetReads } from '../open-target.ts';
import { permitsIn } from '../permits.ts';
import { type Speaker, saidFact, speakerOf } from '../speaker.ts';
import type { OutgoingFact, TargetOptions, TargetReads } from '../target.ts';
import { ended, printable, printableJsonText, type Surroundings } from '../terminal.ts';

interface CorrectOptions extends TargetOptions {
  readonly reason?: string;
  readonly as?: string;
  readonly dryRun?: boolean;
}

export interface WithdrawOptions extends CorrectOptions {
  readonly undo?: boolean;
  /** Where the change counts for several projects. */
  readonly project?: string;
}

export interface MoveOptions extends CorrectOptions {
  readonly project?: string;
  readonly feature?: string;
  /** Where the change counts for several projects. */
  readonly fromProject?: string;
}

/** What a correction is made from. */
interface Scene {
  readonly reads: TargetReads;
  readonly speaker: Speaker;
  readonly change: KnownChange;
  readonly now: string;
}

/** What is stated; nothing where it is so already. */
interface Correction {
  readonly facts: readonly OutgoingFact[];
  readonly line: string;
}

/** @throws {CommandRefusedError} {CommandMisusedError} {InputError} */
export function runWithdraw(around: Surroundings, id: string, options: WithdrawOptions): Promise<void> {
  const { undo = false, reason } = options;
  if (!undo && !reason)
    throw new CommandMisusedError('A withdrawal needs a reason: --reason "why the change does not count".');
  const refused = undo ? 'Nothing was reinstated' : 'Nothing was withdrawn';
  return correct(around, options, refused, 'withdraw', [id, options.project], async (scene) =>
    undo ? reinstated(scene, reason) : withdrawn(scene, reason),
  );
}

/** @throws {CommandRefusedError} {CommandMisusedError} {InputError} */
export function runMove(around: Surroundings, id: string, options: MoveOptions): Promise<void> {
  const { project, feature, fromProject } = options;
  if (project === undefined && feature === undefined)
    throw new CommandMisusedError('Where to? Name it with --project, or with --feature within its project.');
  return correct(around, options, 'Nothing was moved', 'move', [id, fromProject], (scene) =>
    moved(scene, options),
  );
}

function correct(
  around: Surroundings,
  options: CorrectOptions,
  refused: string,
  action: 'withdraw' | 'move',
  [id, project]: readonly [id: string, project: string | undefined],
  correction: (scene: Scene) => Promise<Correction>,
): Promise<void> {
  const { terminal, now } = around;
  const refuse = (because: string) => new CommandRefusedError(ended(`${refused}: ${because}`));
  const corrected = async (reads: TargetReads): Promise<Correction> => {
    const speaker = await speakerOf(reads, options.as, refuse);
    const change = theOne(await reads.changes(id), id, project, refuse);
    const answer = (await permitsIn(reads))(speaker.actor, action, projectEntity(change.project));
    if (!answer.allowed) throw refuse(refusalWords(answer));
    const made = await correction({ reads, speaker, change, now });
    terminal.out(printable(made.line));
    return made;
  };
  if (options.dryRun === true)
    return withReads(around, options, async (reads) => {
      const { facts } = await corrected(reads);
      for (const { type, body } of facts) terminal.out(`${type} ${printableJsonText(body)}`);
      terminal.out('Nothing was recorded: this is a dry run.');
    });
  return withTargetReads(around, options, async (target, reads) => {
    const { facts } = await corrected(reads);
    if (facts.length === 0) return;
    await target.publish(facts, () => {});
    const isRecorded = await target.settled();
    terminal.out(
      isRecorded ? 'It is recorded, and the verdicts follow.' : 'It is sent, and recorded in a moment.',
    );
  });
}

function theOne(
  found: readonly KnownChange[],
  id: string,
  project: string | undefined,
  refuse: (because: string) => CommandRefusedError,
): KnownChange {
  const here = found.filter((one) => project === undefined || one.project === project);
  const exact = here.filter((one) => one.id === id);
  // Of an event the changes that stand are meant, where others were moved away.
  const standing = here.filter((one) => !isWithdrawn(one));
  const candidates = exact.length > 0 ? exact : standing.length > 0 ? standing : here;
  const [change, other] = candidates;
  if (change === undefined) {
    const hint = 'evidence in the JSON of a release and the answer to its delivery have its id as event';
    throw refuse(
      `no project has a change with the id ${id}${project === undefined ? '' : ` in ${project}`}; ${hint}`,
    );
  }
  if (other === undefined) return change;
  const names = candidates.slice(0, 5).map((one) => one.id);
  throw refuse(`${id} is the change of several projects, name one of ${names.join(', ')}`);
}

const nameOf = ({ title, id, project }: KnownChange) => `“${title}” (${id}) of project ${project}`;

async function withdrawn({ change, speaker, now }: Scene, reason: string | undefined): Promise<Correction> {
  if (isWithdrawn(change))
    return { facts: [], line: `${nameOf(change)} is withdrawn already${lastSaid(change)}.` };
  const fields = { project: change.project, change: change.id, reason };
  return {
    facts: [saidFact('ChangeWithdrawn', 'withdraw', fields, speaker, now)],
    line: ended(`${speaker.person} withdraws ${nameOf(change)}: ${reason}`),
  };
}

async function reinstated({ change, speaker, now }: Scene, reason: string | undefined): Promise<Correction> {
  if (!isWithdrawn(change)) return { facts: [], line: `${nameOf(change)} is not withdrawn, so it counts.` };
  const fields = { project: change.project, change: change.id, reason };
  const isOfFiles = change.corrections.at(-1)?.event.startsWith(FROM_FILES) === true;
  const next = isOfFiles
    ? ' It is in withdrawals.yml: take it out there too, or the next import withdraws it again.'
    : '';
  return {
    facts: [saidFact('ChangeReinstated', 'withdraw', fields, speaker, now)],
    line: `${speaker.person} reinstates ${nameOf(change)}: it counts again.${next}`,
  };
}

const lastSaid = ({ corrections }: KnownChange) => {
  const last = corrections.at(-1);
  return last === undefined
    ? ''
    : ` since ${last.at.slice(0, 10)}${last.by === undefined ? '' : `, by ${last.by}`}`;
};

/** The change is withdrawn where it was, and counts where it belongs: from its merge, as it would have from the beginning. */
async function moved(scene: Scene, { project, feature, reason }: MoveOptions): Promise<Correction> {
  const { reads, speaker, change, now } = scene;
  const to = { project: project ?? change.project, feature: feature ?? undefined };
  if (isWithdrawn(change))
    throw new CommandRefusedError(
      `Nothing was moved: ${nameOf(change)} is withdrawn${lastSaid(change)}; withdraw --undo brings it back.`,
    );
  if (change.isUndecided === true)
    throw new CommandRefusedError(
      `Nothing was moved: nobody knows whether ${nameOf(change)} was merged. If it was not, withdraw it.`,
    );
  if (to.project === change.project && (feature === undefined || feature === change.feature))
    return { facts: [], line: `${nameOf(change)} is there already.` };
  await mustBeKnown(reads, to);
  const event = eventOf(change.id, change.project);
  // It may have been there before, and was moved away.
  const before = (await reads.changes(event)).find(
    (one) => one.project === to.project && one.feature === to.feature && one.flag === change.flag,
  );
  const known = await reads.changes(factId(event, to.project));
  const isTaken = known.some((one) => one.id === factId(event, to.project));
  const apart = isTaken ? ['as', digestOf([to.feature, change.flag].join('\n')).slice(0, 12)] : [];
  const id = before?.id ?? factId(event, to.project, ...apart);
  const { title, url, at, flag, release } = change;
  const where = `${to.project}${to.feature === undefined ? '' : `, feature ${to.feature}`}`;
  const because = reason ?? `It was moved to project ${where}.`;
  const say = (type: string, fields: object) => saidFact(type, 'move', { ...fields }, speaker, now);
  const added = { project: to.project, title, url, feature: to.feature, flag, release };
  return {
    facts: [
      ...(before === undefined ? [saidFact('ChangeMerged', 'move', added, speaker, at, id)] : []),
      say('ChangeReinstated', {
        project: to.project,
        change: id,
        reason: `It was moved from project ${change.project}.`,
      }),
      say('ChangeWithdrawn', { project: change.project, change: change.id, reason: because }),
    ],
    line: `${speaker.person} moves ${nameOf(change)} to project ${where}.`,
  };
}

async function mustBeKnown(
  { page }: TargetReads,
  { project, feature }: { readonly project: string; readonly feature: string | undefined },
): Promise<void> {
  const named = [
    ['projects', 'project', project],
    ['features', 'feature', feature],
  ] as const;
  for (const [section, kind, name] of named) {
    if (name === undefined) continue;
    const known = await readRecords(page, section);
    if (known.has(name)) continue;
    const because = `the catalog has no ${kind} ${name}${didYouMean(name, [...known.keys()])}`;
    throw new CommandRefusedError(ended(`Nothing was moved: ${because}`));
  }
}
