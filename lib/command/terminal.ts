/** Where results and remarks go. */
export interface Terminal {
  out(text: string): void;
  /** Remarks: what was quarantined, how far a long run is. */
  err(text: string): void;
  readonly isInteractive: boolean;
  /** Ends with this status, once all is done, in place of 0. */
  end(status: number): void;
}

export type Progress = (done: number) => void;

/** Says how far a long run is, on one line that is written over, where a person looks on: `1,200 of 10,000 facts`. */
export function progressOn(terminal: Terminal, of: number, what: string): Progress {
  if (!terminal.isInteractive || of === 0) return () => {};
  return (done) => terminal.err(`\r${counted(done)} of ${counted(of)} ${what}${done >= of ? '\n' : ''}`);
}

const counted = (count: number) => count.toLocaleString('en');

/** `1 error`, `1,200 errors` */
export const amount = (count: number, one: string, many = `${one}s`): string =>
  `${counted(count)} ${count === 1 ? one : many}`;
