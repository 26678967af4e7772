/** What GitHub says of how often it may be asked. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
import { waitOf } from './retry.ts';

const SECOND = 1000;
/** Where it limits and does not say for how long. */
const AT_LEAST = 60 * SECOND;
/** Limits are by the hour; whatever says more is wrong. */
const MAX_WAIT = 3600 * SECOND;

export interface GithubAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/**
 * Until when nothing may be sent to GitHub, where an answer limits us; undefined for one that does not.
 * @param now UTC instant
 */
export function githubLimit({ status, headers, body }: GithubAnswer, now: string): string | undefined {
  const after = headers['retry-after'];
  const isSpent = headers['x-ratelimit-remaining'] === '0';
  const isSecondary = /secondary rate limit|abuse detection/i.test(body);
  const isLimited = status === 429 || (status === 403 && (after !== undefined || isSpent || isSecondary));
  if (!isLimited) return undefined;
  const wanted = waitOf(after, now) ?? (isSpent ? untilReset(headers, now) : undefined) ?? AT_LEAST;
  const wait = Math.min(MAX_WAIT, Math.max(wanted, SECOND));
  return new Date(Date.parse(now) + wait).toISOString();
}

function untilReset(headers: GithubAnswer['headers'], now: string): number | undefined {
  const reset = headers['x-ratelimit-reset'] ?? '';
  return /^\d{1,12}$/.test(reset) ? Number(reset) * SECOND - Date.parse(now) : undefined;
}
