/** What GitHub says of how often it may be asked. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */

const SECOND = 1000;
/** Where it limits and does not say for how long. */
const AT_LEAST = 60 * SECOND;
/** Limits are by the hour; whatever says more is wrong. */
const MAX_WAIT = 3600 * SECOND;

/**
 * Until when to ask nothing more, where an answer limits us; undefined for one that does not.
 * @param now in milliseconds
 */
export function limitedUntil(
  status: number,
  headers: Headers,
  body: string,
  now: number,
): string | undefined {
  const isSpent = headers.get('x-ratelimit-remaining') === '0';
  const after = headers.get('retry-after');
  const isSecondary = /secondary rate limit|abuse detection/i.test(body);
  const isLimited = status === 429 || (status === 403 && (after !== null || isSpent || isSecondary));
  if (!isLimited) return undefined;
  const wanted =
    millisecondsAfter(after, now) ?? (isSpent ? untilReset(headers, now) : undefined) ?? AT_LEAST;
  return new Date(now + Math.min(MAX_WAIT, Math.max(wanted, SECOND))).toISOString();
}

/** Seconds, or a date. */
function millisecondsAfter(retryAfter: string | null, now: number): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * SECOND;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : date - now;
}

function untilReset(headers: Headers, now: number): number | undefined {
  const reset = headers.get('x-ratelimit-reset') ?? '';
  return /^\d{1,12}$/.test(reset) ? Number(reset) * SECOND - now : undefined;
}
