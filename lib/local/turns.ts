/**
 * Requests take turns: between two of them the loop reads what has come meanwhile, so that what is too much is told so at
 * once, and does not wait unseen in a socket until the thread gets round to it.
 */
import type { Time } from './time.ts';

/** Between two looks at what has come: some milliseconds of work. */
const TOGETHER = 4;

interface Waiting {
  readonly since: number;
  readonly go: () => void;
}

export class Turns {
  readonly #time: Time;
  readonly #waiting: Waiting[] = [];
  #armed = 0;

  constructor(time: Time) {
    this.#time = time;
  }

  /** Resolves when it is this request's turn; first come, first served. */
  next(): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ since: this.#time.elapsed(), go });
      this.#arm();
    });
  }

  /** How long the one that has waited longest has, in milliseconds. */
  get longestWait(): number {
    const [first] = this.#waiting;
    return first === undefined ? 0 : this.#time.elapsed() - first.since;
  }

  #arm(): void {
    while (this.#armed < Math.min(TOGETHER, this.#waiting.length)) {
      this.#armed += 1;
      setImmediate(() => {
        this.#armed -= 1;
        this.#waiting.shift()?.go();
        this.#arm();
      });
    }
  }
}
