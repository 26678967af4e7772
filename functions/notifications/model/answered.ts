/** What an HTTP answer says of a message. */
import { retryAfterMs } from '../../kernel/model/retry-after.ts';
import type { Sent } from './retry.ts';

/** What a receiver answered. */
export interface Answer {
  readonly status: number;
  /** `Retry-After`, as it came. */
  readonly retryAfter?: string | undefined;
}

/** Refusals that pass: timeouts, too early, and whatever is the receiver's own trouble. */
const passes = (status: number) => [408, 425, 429].includes(status) || status >= 500;

const meanings: ReadonlyMap<number, string> = new Map([
  [400, 'it does not take the message as it is written'],
  [401, 'it does not know us: put a valid address or secret'],
  [403, 'it does not let us send there'],
  [404, 'there is nothing at the address: put a new one'],
  [410, 'the address is gone: put a new one'],
  [413, 'the message is too large for it'],
  [422, 'it does not accept what the message says'],
]);

/**
 * @param who answered, for people: `hooks.slack.com`
 * @param now UTC instant
 */
export function afterAnswer({ status, retryAfter }: Answer, who: string, now: string): Sent {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const because = saying(status, who);
  const wait = status === 429 || status === 503 ? retryAfterMs(retryAfter, now) : undefined;
  if (wait !== undefined) return { kind: 'later', until: after(now, wait), because, isForAll: true };
  if (passes(status)) return { kind: 'failed', because, mayHaveArrived: false };
  return { kind: 'refused', because };
}

function saying(status: number, who: string): string {
  const answered = `${who} answered with ${status}`;
  const meaning = meanings.get(status);
  if (meaning !== undefined) return `${answered}: ${meaning}`;
  return status >= 300 && status < 400
    ? `${answered}: it points elsewhere, and redirects are not followed; put the new address`
    : answered;
}

const after = (now: string, milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString();
