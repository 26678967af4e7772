/** The port of the pages, as people choose it. */

export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is taken. Stop what uses it, or choose another with --port.`, options);
  }
}

class PortInvalidError extends Error {
  override readonly name = 'PortInvalidError';
  /** How the command line knows that this is the user's mistake, whose message is to be shown. */
  readonly code = 'commander.invalidArgument';
}

const HIGHEST = 65_535;

/** @throws {PortInvalidError} */
export function toPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= HIGHEST) return Number(text);
  throw new PortInvalidError(`A port is a number between 0 and ${HIGHEST}.`);
}
