/** `exempt`: someone grants, asks for, or takes back an exemption of a project. */
import { exemption, exemptionTakenBack } from '../../../functions/catalog/model/statements/exempt.ts';
import { CommandMisusedError } from '../input-error.ts';
import type { Surroundings } from '../terminal.ts';
import { runStatement, type StatementOptions } from './statement.ts';

interface ExemptOptions extends StatementOptions {
  readonly reason?: string;
  /** UTC instant. */
  readonly until?: string;
  readonly withdraw?: boolean;
}

/** @throws {CommandMisusedError} {CommandRefusedError} {InputError} */
export function runExempt(
  around: Surroundings,
  project: string,
  release: string | undefined,
  options: ExemptOptions,
): Promise<void> {
  const { until, withdraw = false, reason } = options;
  if (!withdraw && release === undefined && until === undefined)
    throw new CommandMisusedError('Which releases is it for? Name one, or give --until.');
  const asked = { project, release, until, reason };
  return runStatement(around, 'exempt', options, (stating) =>
    withdraw ? exemptionTakenBack(stating, asked) : exemption(stating, asked),
  );
}
