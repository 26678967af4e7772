/** The header `Retry-After`. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */

const SECOND_MS = 1000;
const MAX_WAIT_MS = 24 * 3600 * SECOND_MS;

/**
 * How long a `Retry-After` asks to wait, in milliseconds: it holds seconds, or a date.
 * @param now UTC instant
 * @returns between a second and a day; `undefined` where it cannot be read
 */
export function retryAfterMs(retryAfter: string | undefined, now: string): number | undefined {
  const value = retryAfter?.trim() ?? '';
  const wanted = /^\d{1,9}(?:\.\d+)?$/.test(value)
    ? Number(value) * SECOND_MS
    : Date.parse(value) - Date.parse(now);
  return Number.isNaN(wanted) ? undefined : Math.min(MAX_WAIT_MS, Math.max(SECOND_MS, wanted));
}
