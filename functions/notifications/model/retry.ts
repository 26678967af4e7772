/** What is done with a message after it was tried: it is sent, tried again later, or given up. */

/** What came of trying to send a message. */
export type Sent =
  | { readonly kind: 'sent' }
  /** It was told when to come again; with `isForAll`, nothing else that goes the same way may go before either. */
  | { readonly kind: 'later'; readonly until: string; readonly because: string; readonly isForAll: boolean }
  /** It failed for a reason that passes. Where no answer came, it may have arrived all the same. */
  | { readonly kind: 'failed'; readonly because: string; readonly mayHaveArrived: boolean }
  /** It is refused, and always will be. */
  | { readonly kind: 'refused'; readonly because: string }
  /** It is refused as it is laid out, and may be taken as plain text. */
  | { readonly kind: 'too-rich'; readonly because: string };

/** What is known of the tries of a message. */
export interface Tried {
  /** UTC instant. */
  readonly createdAt: string;
  /** Tries that failed. */
  readonly attempts: number;
  /** Sends that were begun, and of which nobody knows whether they arrived. */
  readonly begun: number;
  readonly isPlain: boolean;
}

/** What is to be done with a message next. */
export type Next = Pick<Tried, 'attempts' | 'begun' | 'isPlain'> &
  (
    | { readonly state: 'sent' }
    | { readonly state: 'pending'; readonly notBefore: string; readonly because: string }
    | { readonly state: 'parked'; readonly because: string }
  );

const MINUTE = 60_000;
const MAX_ATTEMPTS = 8;
/** A message that is told to wait again and again is no news any more after so many days. */
const MAX_DAYS = 3;
/** One minute, then three times as long each time: with all tries, about twelve hours. */
const GROWTH = 3;
const MAX_PAUSE = 360 * MINUTE;

/**
 * How many sends may be begun without knowing whether they arrived.
 * @param isRepeatable whether a repeat of the same message is none to who gets it
 */
export const mostBegun = (isRepeatable: boolean): number => (isRepeatable ? MAX_ATTEMPTS : 2);

export const UNKNOWN = 'nobody knows whether it arrived: its sending broke off each time';

/**
 * @param tried with the send that this is the outcome of counted in `begun`
 * @param now UTC instant
 * @param random 0 (inclusive) to 1 (exclusive)
 */
export function afterSending(
  tried: Tried,
  sent: Sent,
  isRepeatable: boolean,
  now: string,
  random: number,
): Next {
  const { attempts, isPlain } = tried;
  const isUnknown = sent.kind === 'failed' && sent.mayHaveArrived;
  const begun = isUnknown ? tried.begun : Math.max(0, tried.begun - 1);
  const left = { attempts, begun, isPlain };
  switch (sent.kind) {
    case 'sent':
      return { ...left, begun: 0, state: 'sent' };
    case 'refused':
      return { ...left, state: 'parked', because: sent.because };
    case 'too-rich':
      return isPlain
        ? { ...left, state: 'parked', because: sent.because }
        : { ...left, isPlain: true, state: 'pending', notBefore: now, because: sent.because };
    case 'later':
      return isTooOld(tried, now)
        ? { ...left, state: 'parked', because: `${sent.because}, for ${MAX_DAYS} days` }
        : { ...left, state: 'pending', notBefore: sent.until, because: sent.because };
    case 'failed':
      return afterFailing({ ...left, attempts: attempts + 1 }, sent.because, isRepeatable, now, random);
  }
}

function afterFailing(
  left: Pick<Tried, 'attempts' | 'begun' | 'isPlain'>,
  because: string,
  isRepeatable: boolean,
  now: string,
  random: number,
): Next {
  if (left.begun >= mostBegun(isRepeatable)) return { ...left, state: 'parked', because: UNKNOWN };
  if (left.attempts >= MAX_ATTEMPTS)
    return { ...left, state: 'parked', because: `${because}, ${MAX_ATTEMPTS} times` };
  return { ...left, state: 'pending', notBefore: later(now, pauseAfter(left.attempts, random)), because };
}

/** Never the same for two who wait. @returns milliseconds */
export const pauseAfter = (attempts: number, random: number): number =>
  Math.min(MAX_PAUSE, MINUTE * GROWTH ** (attempts - 1)) * (0.5 + random / 2);

const isTooOld = ({ createdAt }: Tried, now: string) =>
  Date.parse(now) - Date.parse(createdAt) > MAX_DAYS * 86_400_000;

const later = (now: string, milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString();
