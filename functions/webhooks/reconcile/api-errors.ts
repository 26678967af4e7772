/** The ways in which the API does not answer a call, by what is to be done then. */

/** It asks to be left alone for a while: all calls stop. */
export class ApiLimitedError extends Error {
  override readonly name = 'ApiLimitedError';
  /** UTC instant. */
  readonly until: string;

  constructor(until: string) {
    super(`GitHub limits how often it may be asked, until ${until}.`);
    this.until = until;
  }
}

/** It does not know our token: no call will do better. */
export class ApiUnauthorizedError extends Error {
  override readonly name = 'ApiUnauthorizedError';

  constructor() {
    super('GitHub does not take the token: put a valid one in the secret github-api.');
  }
}

/** It does not give this, now or in an hour: the repository is gone, or the token may not read it. */
export class ApiRefusedError extends Error {
  override readonly name = 'ApiRefusedError';
}

/** It failed, or did not answer, also when it was asked again. */
export class ApiUnavailableError extends Error {
  override readonly name = 'ApiUnavailableError';
}
