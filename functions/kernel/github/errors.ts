/** The ways in which a call to GitHub fails, by what the caller can do about it. */
import { retryAfterMs } from '../model/retry-after.ts';
import type { Outcome } from '../outgoing/exchange.ts';

/** All calls must stop for a while. */
export class GithubLimitedError extends Error {
  override readonly name = 'GithubLimitedError';
  /** UTC instant. */
  readonly until: string;

  constructor(until: string, because = 'GitHub limits how often it may be asked') {
    super(because);
    this.until = until;
  }
}

/** The token is not valid: every other call would fail, too. */
export class GithubUnauthorizedError extends Error {
  override readonly name = 'GithubUnauthorizedError';
}

/** This call would fail again: the repository is gone, or the token may not read it. */
export class GithubRefusedError extends Error {
  override readonly name = 'GithubRefusedError';
}

/** The call failed for a reason that passes. */
export class GithubUnavailableError extends Error {
  override readonly name = 'GithubUnavailableError';
  /** Whether GitHub may have carried out the call nevertheless. */
  readonly mayHaveArrived: boolean;

  constructor(because: string, mayHaveArrived: boolean) {
    super(because);
    this.mayHaveArrived = mayHaveArrived;
  }
}

export type GithubAnswer = Extract<Outcome, { kind: 'answered' }>;

const passes = (status: number) => [408, 425].includes(status) || status >= 500;

const GONE = 'it knows no such repository, or the token may not see it';
const MOVED = 'the repository was renamed or moved, so use its new name';

const meanings: ReadonlyMap<number, string> = new Map([
  [301, MOVED],
  [302, MOVED],
  [307, MOVED],
  [308, MOVED],
  [401, 'the token is not valid, so put a valid one in the secret github-api'],
  [403, 'the token does not allow this'],
  [404, GONE],
  [410, GONE],
  [422, 'it does not accept what was asked'],
]);

/** The error that an answer stands for, if it stands for one. @param now UTC instant */
export function errorIn(answer: GithubAnswer, now: string): Error | undefined {
  const { status, isComplete } = answer;
  const meaning = meanings.get(status);
  const because = `GitHub answered with ${status}${meaning === undefined ? '' : `: ${meaning}`}`;
  const until = limitedUntil(answer, now);
  if (until !== undefined) return new GithubLimitedError(until);
  if (status === 401) return new GithubUnauthorizedError(because);
  if (passes(status)) return new GithubUnavailableError(because, false);
  if (status < 200 || status >= 300) return new GithubRefusedError(because);
  return isComplete ? undefined : new GithubUnavailableError('GitHub did not finish its answer', true);
}

const SECOND_MS = 1000;
/** For a limit without a time. */
const DEFAULT_WAIT_MS = 60 * SECOND_MS;
/** Limits are by the hour: a longer wait would be a mistake. */
const MAX_WAIT_MS = 3600 * SECOND_MS;

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function limitedUntil({ status, headers, body }: GithubAnswer, now: string): string | undefined {
  const retryAfter = headers['retry-after'];
  const isSpent = headers['x-ratelimit-remaining'] === '0';
  const isSecondary = /secondary rate limit|abuse detection/i.test(body);
  const isLimited =
    status === 429 ||
    (status === 503 && retryAfter !== undefined) ||
    (status === 403 && (retryAfter !== undefined || isSpent || isSecondary));
  if (!isLimited) return undefined;
  const wanted =
    retryAfterMs(retryAfter, now) ?? (isSpent ? untilReset(headers, now) : undefined) ?? DEFAULT_WAIT_MS;
  const wait = Math.min(MAX_WAIT_MS, Math.max(wanted, SECOND_MS));
  return new Date(Date.parse(now) + wait).toISOString();
}

function untilReset(headers: GithubAnswer['headers'], now: string): number | undefined {
  const reset = headers['x-ratelimit-reset'] ?? '';
  return /^\d{1,12}$/.test(reset) ? Number(reset) * SECOND_MS - Date.parse(now) : undefined;
}
