/** What was accepted and is not done yet, kept where a kill of the process does not reach it. */
import { type FileHandle, open, readFile } from 'node:fs/promises';

/** Accepted events, one JSON line each. Without a file, nothing is kept. */
export class Journal {
  #file: FileHandle | undefined;
  #lines: string[] = [];
  /** The write that has not begun: what is appended until then goes along, and fails along. */
  #upcoming: Promise<void> | undefined;
  /** Everything that touches the file runs one after the other, so no line is lost to a clearing. */
  #last: Promise<void> = Promise.resolve();

  private constructor(file?: FileHandle) {
    this.#file = file;
  }

  static inMemory(): Journal {
    return new Journal();
  }

  /** Opens the journal. `left` is what an earlier process accepted and did not finish. */
  static async open(path: string): Promise<{ readonly journal: Journal; readonly left: readonly unknown[] }> {
    const file = await open(path, 'a');
    const left = (await readFile(path, 'utf8')).split('\n').flatMap(readLine);
    return { journal: new Journal(file), left };
  }

  /** Resolves once the events are on the disk. Those that come while the disk is busy share the next write. */
  append(events: readonly unknown[]): Promise<void> {
    this.#lines.push(...events.map((event) => JSON.stringify(event)));
    this.#upcoming ??= this.#next(() => this.#write());
    return this.#upcoming;
  }

  /** Empties the journal, unless `unfinished` says, when its turn comes, that there is work again. */
  clear(unfinished: () => boolean): Promise<void> {
    return this.#next(async () => {
      if (!unfinished()) await this.#file?.truncate(0);
    });
  }

  /** Resolves when everything asked for so far has been done. */
  async settled(): Promise<void> {
    await this.#last;
  }

  async close(): Promise<void> {
    await this.#next(async () => {
      await this.#file?.close();
      this.#file = undefined;
    });
  }

  /** Each write starts a new line, so that what a crash or a full disk left of an earlier one stays alone. */
  async #write(): Promise<void> {
    this.#upcoming = undefined;
    const lines = this.#lines.splice(0);
    if (this.#file === undefined) return;
    await this.#file.appendFile(`\n${lines.join('\n')}`);
    await this.#file.datasync();
  }

  #next(step: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(step);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

/** A torn line is of a write that was never acknowledged. */
function readLine(line: string): unknown[] {
  try {
    return line === '' ? [] : [JSON.parse(line)];
  } catch {
    return [];
  }
}
