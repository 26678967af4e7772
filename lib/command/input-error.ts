/** What goes wrong in a command, and the status it ends with. No verdict and no grade ever changes that status. */
import { CatalogFilesError } from '../catalog/files-error.ts';
import { DataDirectoryError } from '../local/data-directory.ts';
import { SecretUnusableError } from '../local/private-file.ts';
import { SettingUnusableError } from '../settings.ts';

/** A mistake that the user can fix: the message says how, and the command ends with status 2. */
export abstract class InputError extends Error {}

/** Options that do not go together, or lack one another. */
export class CommandMisusedError extends InputError {
  override readonly name = 'CommandMisusedError';
}

/** What is asked for cannot be done, or does not exist: the message says why, and what to do. */
export class CommandRefusedError extends InputError {
  override readonly name = 'CommandRefusedError';
}

/** The target cannot be reached, or refuses access. */
export class TargetUnavailableError extends InputError {
  override readonly name = 'TargetUnavailableError';
}

/** A bus only takes facts; reading needs the table behind it. */
export class TableUnnamedError extends InputError {
  override readonly name = 'TableUnnamedError';

  constructor() {
    super('Nothing can be read from a bus alone: name its table with --table.');
  }
}

/** For the help. */
export const STATUSES = `
Exit status: 0, whatever the verdicts and grades are; 1 when a catalog has errors, or Shipshape itself fails; 2 for wrong
usage, and for input that cannot be read.`;

const inputErrors = [
  InputError,
  DataDirectoryError,
  SecretUnusableError,
  SettingUnusableError,
  CatalogFilesError,
];

export const exitStatusOf = (error: unknown): 1 | 2 =>
  inputErrors.some((kind) => error instanceof kind) ? 2 : 1;
