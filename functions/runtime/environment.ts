/** The environment variables that functions read. Hosts set them, functions ask for them here, and nowhere else. */

/** Name of the table. */
export const TABLE = 'SHIPSHAPE_TABLE';
/** Name of the event bus. */
export const BUS = 'SHIPSHAPE_BUS';

class EnvironmentIncompleteError extends Error {
  override readonly name = 'EnvironmentIncompleteError';
}

/** @throws {EnvironmentIncompleteError} when the host that runs this function did not set the variable. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new EnvironmentIncompleteError(
      `The environment variable ${name} is not set; the host's wiring sets it.`,
    );
  }
  return value;
}
