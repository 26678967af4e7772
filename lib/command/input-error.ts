/** What whoever typed the command can mend. The message says what to do, and the command ends with 2. */
export abstract class InputError extends Error {}

/** Options that do not go together, or lack one another. */
export class CommandMisusedError extends InputError {
  override readonly name = 'CommandMisusedError';
}

/** Where the catalog is kept cannot be reached, or does not let us in. */
export class TargetUnavailableError extends InputError {
  override readonly name = 'TargetUnavailableError';
}

/** A bus takes facts and tells nothing: what is known is in its table. */
export class TableUnnamedError extends InputError {
  override readonly name = 'TableUnnamedError';

  constructor() {
    super('A bus tells nothing of what is known: name its table with --table.');
  }
}
