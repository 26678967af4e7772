/** Counts what is not done yet, and tells when nothing is left. */
export class Pending {
  readonly #drained: () => void;
  #count = 0;
  #waiting: (() => void)[] = [];

  /** @param drained called each time the last piece of work is done, before anyone who waits is told */
  constructor(drained: () => void = () => {}) {
    this.#drained = drained;
  }

  get count(): number {
    return this.#count;
  }

  add(): void {
    this.#count += 1;
  }

  done(): void {
    this.#count -= 1;
    if (this.#count > 0) return;
    this.#drained();
    for (const tell of this.#waiting.splice(0)) tell();
  }

  /** Counts a piece of work from now until it ends, well or not. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.add();
    try {
      return await work();
    } finally {
      this.done();
    }
  }

  whenNothing(): Promise<void> {
    return this.#count === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }
}
