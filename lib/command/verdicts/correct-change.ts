/** `withdraw` and `move`: a merged change that counts for the wrong project, or should not count at all. */
import type { KnownChange } from '../../../functions/catalog/model/change.ts';
import {
  changeMoved,
  changeReinstated,
  changeWithdrawn,
  othersOf,
  theChange,
} from '../../../functions/catalog/model/statements/changes.ts';
import type { Statement } from '../../../functions/catalog/model/statements/statement.ts';
import { CommandMisusedError } from '../input-error.ts';
import { runStatement, type StatementOptions, type Stating } from '../statements/statement.ts';
import type { Surroundings } from '../terminal.ts';

interface CorrectOptions extends StatementOptions {
  readonly reason?: string;
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

/** @throws {CommandRefusedError} {CommandMisusedError} {InputError} */
export function runWithdraw(around: Surroundings, id: string, options: WithdrawOptions): Promise<void> {
  const { undo = false, reason } = options;
  if (!undo && !reason)
    throw new CommandMisusedError('A withdrawal needs a reason: --reason "why the change does not count".');
  const refused = undo ? 'Nothing was reinstated' : 'Nothing was withdrawn';
  return correct(around, 'withdraw', options, refused, [id, options.project], (stating, change) =>
    undo ? changeReinstated(stating, change, reason) : changeWithdrawn(stating, change, reason),
  );
}

/** @throws {CommandRefusedError} {CommandMisusedError} {InputError} */
export function runMove(around: Surroundings, id: string, options: MoveOptions): Promise<void> {
  const { project, feature, fromProject } = options;
  if (project === undefined && feature === undefined)
    throw new CommandMisusedError('Where to? Name it with --project, or with --feature within its project.');
  return correct(around, 'move', options, 'Nothing was moved', [id, fromProject], async (stating, change) => {
    const { event, newId } = othersOf(change, options);
    const [ofEvent, underNewId] = [await stating.reads.changes(event), await stating.reads.changes(newId)];
    return changeMoved(stating, change, options, { ofEvent, underNewId });
  });
}

const correct = (
  around: Surroundings,
  name: string,
  options: CorrectOptions,
  refused: string,
  [id, project]: readonly [id: string, project: string | undefined],
  correction: (stating: Stating, change: KnownChange) => Statement | Promise<Statement>,
): Promise<void> =>
  runStatement(
    around,
    name,
    options,
    async (stating) => correction(stating, theChange(await stating.reads.changes(id), id, project)),
    { refused, recorded: 'It is recorded, and the verdicts follow.' },
  );
