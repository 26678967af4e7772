/** What a command works with: where it prints, and what it knows of the process that runs it. */
export interface Terminal {
  /** Prints a result. */
  out(text: string): void;
  /** Prints a remark: what was quarantined, how far a long run is. */
  err(text: string): void;
  readonly isInteractive: boolean;
  /** Makes the command end with this status, in place of 0, once all is done. */
  end(status: number): void;
}

/** What every command is given. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
  /** UTC instant. */
  readonly now: string;
}

export type Progress = (done: number) => void;

/** How often a long run says how far it is where its output is not a terminal: in the log of a job. */
const PROGRESS_EVERY_MS = 5_000;

/** Shows how far a long run is: `1,200 of 10,000 facts`, on one line that is overwritten, or in a line every few seconds. */
export function progressOn(terminal: Terminal, of: number, what: string, now = Date.now): Progress {
  if (of === 0) return () => {};
  const words = (done: number) => `${counted(done)} of ${counted(of)} ${what}`;
  if (terminal.isInteractive) return (done) => terminal.err(`\r${words(done)}${done >= of ? '\n' : ''}`);
  return seldom(now, (done) => terminal.err(`${words(done)}\n`));
}

/** The same where nobody knows how many there will be: `1,200 lines`. @returns the progress, and what ends its line */
export function countOn(
  terminal: Terminal,
  what: string,
  now = Date.now,
): { tell: Progress; end: () => void } {
  const words = (done: number) => `${counted(done)} ${what}`;
  if (terminal.isInteractive)
    return { tell: (done) => terminal.err(`\r${words(done)}`), end: () => terminal.err('\n') };
  return { tell: seldom(now, (done) => terminal.err(`${words(done)}\n`)), end: () => {} };
}

/** Says it at most every few seconds, and not at once: a short run says nothing. */
function seldom(now: () => number, say: Progress): Progress {
  let toldAt = now();
  return (done) => {
    if (now() < toldAt + PROGRESS_EVERY_MS) return;
    toldAt = now();
    say(done);
  };
}

const counted = (count: number) => count.toLocaleString('en');

/**
 * Control characters, and those that change the direction of text. Facts are cleaned when they are read, but an address in
 * one may hold anything, and so may an answer over the network: neither may move the cursor, colour or reverse what is shown.
 */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** One line as a terminal can show it. */
export const printable = (line: string): string => line.replaceAll(UNSEEN, ' ');

/** JSON that means the same, and that a terminal can show. */
export const printableJson = (value: unknown): string => printableJsonText(JSON.stringify(value));

/** The same of JSON that is text already, without line breaks. */
export const printableJsonText = (json: string): string =>
  json.replaceAll(UNSEEN, (signs) =>
    [...signs].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  );

/** A message with a full stop at its end, unless it ends as a sentence does: `did you mean docs?` */
export const ended = (message: string): string => (/[.!?…]$/.test(message) ? message : `${message}.`);
