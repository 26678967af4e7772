/** Messages that were given up, with the reason, kept for people to look at. */
import { appendFile, readFile } from 'node:fs/promises';
import * as z from 'zod';

const deadLetter = z.object({
  queue: z.string(),
  messageId: z.string(),
  /** How often it was delivered. */
  receives: z.number().int(),
  reason: z.string(),
  /** The event as it was on the bus, as JSON text. */
  body: z.string(),
  /** UTC instant. */
  diedAt: z.string(),
});
export type DeadLetter = z.output<typeof deadLetter>;

export class DeadLetters {
  readonly #path: string | undefined;
  readonly #letters: DeadLetter[];

  private constructor(path: string | undefined, letters: DeadLetter[]) {
    this.#path = path;
    this.#letters = letters;
  }

  /** @param path of a JSON-lines file; in memory without it */
  static async open(path?: string): Promise<DeadLetters> {
    return new DeadLetters(path, path === undefined ? [] : await readLetters(path));
  }

  /** Resolves once the letter is on the disk: only then may the journal forget its event. */
  async add(letter: DeadLetter): Promise<void> {
    if (this.#path !== undefined)
      await appendFile(this.#path, `\n${JSON.stringify(letter)}`, { flush: true });
    this.#letters.push(letter);
  }

  list(): readonly DeadLetter[] {
    return [...this.#letters];
  }
}

/** The file is made where it is missing. */
const readLetters = async (path: string): Promise<DeadLetter[]> =>
  (await readFile(path, { encoding: 'utf8', flag: 'a+' })).split('\n').flatMap(readLetter);

/** A line that a crash tore is of a message that is still in the journal. */
function readLetter(line: string): DeadLetter[] {
  try {
    const { data } = deadLetter.safeParse(JSON.parse(line));
    return data === undefined ? [] : [data];
  } catch {
    return [];
  }
}
