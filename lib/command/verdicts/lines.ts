/** Reads files with one event a line; also those that `dump` writes, of this version and of the first. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { type Accepted, readFact } from '../../../events/read.ts';
import { type Refused, refuse } from '../../../events/refusal.ts';
import { CommandRefusedError } from '../input-error.ts';

/** One line: where it is, and what was read of it. */
export interface Line {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly read: Accepted | Refused;
}

/** @throws {CommandRefusedError} when the file cannot be read, or no line of it is JSON: then it is another kind of file */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  await mustBeFile(file);
  let number = 0;
  let understood = 0;
  let first: Line | undefined;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    number += 1;
    // Some editors begin a file with a byte order mark, which is not JSON.
    const json = number === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (json.trim() === '') continue;
    const read = understand(json);
    if (read === undefined) {
      understood += 1;
      continue;
    }
    if (read.ok || read.refusal !== 'NOT_JSON') understood += 1;
    const line = { file, line: number, read };
    first ??= line;
    yield line;
  }
  if (first !== undefined && understood === 0) {
    throw new CommandRefusedError(
      `${file}:${first.line}: no line of this file is JSON; it needs one event a line, with source, detail-type and detail`,
    );
  }
}

async function mustBeFile(file: string): Promise<void> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    const reason = found.code === 'ENOENT' ? 'there is no such file' : found.message;
    throw new CommandRefusedError(`${file}: ${reason}`);
  }
  if (found.isDirectory())
    throw new CommandRefusedError(`${file}: this is a directory, name the files in it`);
}

/** A line of a dump is an item of the store. Only facts are events; everything else was derived from them. */
const dumped = z.object({ pk: z.string(), sk: z.string() });
const dumpedFact = dumped.extend({ sk: z.string().startsWith('EVENT#'), type: z.string(), body: z.string() });

/** @returns undefined for a line that is not an event and is not meant to be one */
function understand(text: string): Accepted | Refused | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!dumped.safeParse(value).success) return readFact(value);
    const { data } = dumpedFact.safeParse(value);
    return data && readFact({ source: FACT_SOURCE, 'detail-type': data.type, detail: JSON.parse(data.body) });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Only where: the parser's own message quotes the line, and quarantine is public.
    const at = /at position (\d+)/.exec(error.message)?.[1];
    const where = at === undefined ? '' : `, from its character ${Number(at) + 1} on`;
    return refuse(text, 'NOT_JSON', `the line is not JSON${where}`);
  }
}
