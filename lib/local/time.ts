/** The clock and the timers of the host, which tests replace by virtual ones. */

export type Cancel = () => void;

export interface Time {
  /** The wall clock, in milliseconds since 1970. It may be set forward and back. */
  now(): number;
  /** Milliseconds since some moment; never goes back. */
  elapsed(): number;
  /** Calls back once, unless cancelled before, whatever happens to the wall clock. */
  after(milliseconds: number, callback: () => void): Cancel;
}

/** `setTimeout` fires at once for longer waits. */
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
