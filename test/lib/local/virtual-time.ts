/** A clock that stands still until a test turns it. */
import type { Time } from '../../../lib/local/time.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export class VirtualTime implements Time {
  #now: number;
  #elapsed = 0;
  readonly #timers = new Set<Timer>();

  /** @param start UTC instant */
  constructor(start = '2024-08-13T00:00:00Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  /** Sets the clock on the wall, which timers know nothing of. */
  set(now: string): void {
    this.#now = Date.parse(now);
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#elapsed + milliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Milliseconds from now at which something is to happen. */
  get waits(): number[] {
    return [...this.#timers].map(({ at }) => at - this.#elapsed).sort((a, b) => a - b);
  }

  advance(milliseconds: number): void {
    const until = this.#elapsed + milliseconds;
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#timers.delete(next);
      this.#pass(next.at);
      next.callback();
    }
    this.#pass(until);
  }

  #pass(until: number): void {
    this.#now += until - this.#elapsed;
    this.#elapsed = until;
  }

  #next(until: number): Timer | undefined {
    return [...this.#timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }
}
