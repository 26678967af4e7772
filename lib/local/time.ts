/** The clock and the timers of the host, so that tests can turn them by hand. */

export type Cancel = () => void;

export interface Time {
  /** What the clock on the wall shows, in milliseconds since 1970. It may be set forth and back. */
  now(): number;
  /** Milliseconds since some moment: it only ever goes on. */
  elapsed(): number;
  /** Calls back once, unless it is cancelled before, whatever becomes of the clock on the wall. */
  after(milliseconds: number, callback: () => void): Cancel;
}

/** `setTimeout` fires at once when it is asked to wait any longer. */
const MAX_WAIT = 2 ** 31 - 1;

export const systemTime: Time = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (milliseconds, callback) => {
    let timer: NodeJS.Timeout;
    const wait = (left: number) => {
      const next = Math.min(left, MAX_WAIT);
      timer = setTimeout(() => (left > next ? wait(left - next) : callback()), next);
    };
    wait(milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Whether the work is done before the time is up; the work goes on either way. */
export function within(time: Time, milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancel = time.after(milliseconds, () => resolve(false));
    work.then(() => resolve(true), reject).finally(cancel);
  });
}
