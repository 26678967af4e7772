/** What goes wrong in a command, and the status it ends with. No verdict and no grade ever changes that status. */
import { UserError } from '../user-error.ts';

/** A mistake in what a command was given. */
export abstract class InputError extends UserError {}

/** Options that do not go together, or lack one another. */
export class CommandMisusedError extends InputError {}

/** What is asked for cannot be done, or does not exist: the message says why, and what to do. */
export class CommandRefusedError extends InputError {}

/** The target cannot be reached, or refuses access. */
export class TargetUnavailableError extends InputError {}

/** A bus only takes facts; reading needs the table behind it. */
export class TableUnnamedError extends InputError {
  constructor() {
    super('Nothing can be read from a bus alone: name its table with --table.');
  }
}

/** For the help. */
export const STATUSES = `
Exit status: 0, whatever the verdicts and grades are; 1 when a catalog has errors, or Shipshape itself fails; 2 for wrong
usage, and for input that cannot be read.`;

export const exitStatusOf = (error: unknown): 1 | 2 => (error instanceof UserError ? 2 : 1);
