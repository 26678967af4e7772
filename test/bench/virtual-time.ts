/** Waiting that takes no time: it ends when nothing else is left to do, and is summed up instead. */

interface Waiting {
  readonly until: number;
  readonly end: () => void;
}

export interface VirtualTime {
  /** Milliseconds that all waiting took so far. Who waits together, waits once. */
  readonly now: number;
  wait(milliseconds: number): Promise<void>;
}

export function virtualTime(): VirtualTime {
  let now = 0;
  let waiting: Waiting[] = [];
  let isLooking = false;

  /** After a turn of the event loop, all others that want to wait are waiting. */
  function look(): void {
    const until = Math.min(...waiting.map((each) => each.until));
    const ended = waiting.filter((each) => each.until <= until);
    waiting = waiting.filter((each) => each.until > until);
    now = Math.max(now, until);
    for (const { end } of ended) end();
    isLooking = waiting.length > 0;
    if (isLooking) setImmediate(look);
  }

  return {
    get now() {
      return now;
    },
    wait: (milliseconds) =>
      new Promise((end) => {
        waiting.push({ until: now + milliseconds, end });
        if (isLooking) return;
        isLooking = true;
        setImmediate(look);
      }),
  };
}
