/** What becomes of a message after an attempt to send it: it is sent, tried again later, or given up. */
import { retryAfterMs } from '../../kernel/model/retry-after.ts';

/** What came of an attempt. */
export type Sent =
  | { readonly kind: 'sent' }
  /** The receiver said when to come again; with `isForAll`, nothing else that goes the same way may go before that either. */
  | { readonly kind: 'later'; readonly until: string; readonly because: string; readonly isForAll: boolean }
  /** It failed for a reason that passes. Where no answer came, it may have arrived all the same. */
  | { readonly kind: 'failed'; readonly because: string; readonly mayHaveArrived: boolean }
  /** It is refused, and always will be. */
  | { readonly kind: 'refused'; readonly because: string }
  /** It is refused with its layout, and may be accepted as plain text. */
  | { readonly kind: 'too-rich'; readonly because: string };

/** What is known of the attempts to send a message. */
export interface Attempts {
  readonly createdAt: string;
  /** Attempts that failed. */
  readonly attempts: number;
  /** Attempts that were begun, and of which it is unknown whether the message arrived. */
  readonly attemptsInFlight: number;
  readonly isPlain: boolean;
}

type Counted = Omit<Attempts, 'createdAt'>;

/** What is to be done with a message next. */
export type Next = Counted &
  (
    | { readonly state: 'sent' }
    | { readonly state: 'pending'; readonly notBefore: string; readonly because: string }
    | { readonly state: 'failed'; readonly because: string }
  );

const MINUTE = 60_000;
const MAX_ATTEMPTS = 8;
/** A message that has to wait again and again is no longer news after so many days. */
const MAX_DAYS = 3;
/** One minute, then three times as long each time: with all attempts, about twelve hours. */
const GROWTH = 3;
const MAX_PAUSE = 360 * MINUTE;

/** @param isRepeatable whether a repeat of the same message does not reach anybody twice */
export const maxInFlight = (isRepeatable: boolean): number => (isRepeatable ? MAX_ATTEMPTS : 2);

export const UNKNOWN = 'it is unknown whether it arrived: sending it was interrupted each time';

/** @param tried with the attempt that this is the outcome of counted in `attemptsInFlight` */
export function afterSending(
  tried: Attempts,
  sent: Sent,
  isRepeatable: boolean,
  now: string,
  random: number,
): Next {
  const { attempts, isPlain } = tried;
  const isUnknown = sent.kind === 'failed' && sent.mayHaveArrived;
  const attemptsInFlight = isUnknown ? tried.attemptsInFlight : Math.max(0, tried.attemptsInFlight - 1);
  const counted = { attempts, attemptsInFlight, isPlain };
  switch (sent.kind) {
    case 'sent':
      return { ...counted, attemptsInFlight: 0, state: 'sent' };
    case 'refused':
      return { ...counted, state: 'failed', because: sent.because };
    case 'too-rich':
      return isPlain
        ? { ...counted, state: 'failed', because: sent.because }
        : { ...counted, isPlain: true, state: 'pending', notBefore: now, because: sent.because };
    case 'later':
      return isTooOld(tried, now)
        ? { ...counted, state: 'failed', because: `${sent.because}, for ${MAX_DAYS} days` }
        : { ...counted, state: 'pending', notBefore: sent.until, because: sent.because };
    case 'failed':
      return afterFailing({ ...counted, attempts: attempts + 1 }, sent.because, isRepeatable, now, random);
  }
}

function afterFailing(
  counted: Counted,
  because: string,
  isRepeatable: boolean,
  now: string,
  random: number,
): Next {
  if (counted.attemptsInFlight >= maxInFlight(isRepeatable))
    return { ...counted, state: 'failed', because: UNKNOWN };
  if (counted.attempts >= MAX_ATTEMPTS)
    return { ...counted, state: 'failed', because: `${because}, ${MAX_ATTEMPTS} times` };
  const notBefore = after(now, pauseAfter(counted.attempts, random));
  return { ...counted, state: 'pending', notBefore, because };
}

/** Random, so that messages that failed together are not tried together again. @returns milliseconds */
export const pauseAfter = (attempts: number, random: number): number =>
  Math.min(MAX_PAUSE, MINUTE * GROWTH ** (attempts - 1)) * (0.5 + random / 2);

const isTooOld = ({ createdAt }: Attempts, now: string) =>
  Date.parse(now) - Date.parse(createdAt) > MAX_DAYS * 86_400_000;

const after = (now: string, milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString();

/** What a receiver answered over HTTP. */
export interface Answer {
  readonly status: number;
  /** `Retry-After`, as it came. */
  readonly retryAfter?: string | undefined;
}

/** Refusals that pass: timeouts, too early, and every error on the receiver's side. */
const passes = (status: number) => [408, 425, 429].includes(status) || status >= 500;

const meanings: ReadonlyMap<number, string> = new Map([
  [400, 'it does not accept how the message is written'],
  [401, 'it does not know us: put a valid address or secret'],
  [403, 'it does not let us send there'],
  [404, 'there is nothing at the address: put a new one'],
  [410, 'the address is gone: put a new one'],
  [413, 'the message is too large for it'],
  [422, 'it does not accept what the message says'],
]);

/** @param from who answered, for people: `hooks.slack.com` */
export function afterAnswer({ status, retryAfter }: Answer, from: string, now: string): Sent {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  const because = inWords(status, from);
  const wait = status === 429 || status === 503 ? retryAfterMs(retryAfter, now) : undefined;
  if (wait !== undefined) return { kind: 'later', until: after(now, wait), because, isForAll: true };
  if (passes(status)) return { kind: 'failed', because, mayHaveArrived: false };
  return { kind: 'refused', because };
}

function inWords(status: number, from: string): string {
  const answered = `${from} answered with ${status}`;
  const meaning = meanings.get(status);
  if (meaning !== undefined) return `${answered}: ${meaning}`;
  return status >= 300 && status < 400
    ? `${answered}: it points elsewhere, and redirects are not followed; put the new address`
    : answered;
}
