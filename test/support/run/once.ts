/**
 * What is dear to make is made once in a run of the tests, by the first file that wants it, whichever process that is
 * in. Others wait for it.
 */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** The variable that names the folder of the run. */
export const RUN_DIRECTORY = 'SHIPSHAPE_TEST_RUN';
const BETWEEN_LOOKS_MS = 50;
const MAX_LOOKS = 2400;
const MADE = '.json';

/** What was made, as those read it who did not make it. */
const made = z.object({ failure: z.string().optional(), value: z.string(), pid: z.number().optional() });
type Made = z.infer<typeof made>;

class NotMadeError extends Error {
  override readonly name = 'NotMadeError';
}

/**
 * @param make gets a folder of its own; what it gives is kept until all tests are done, and the process that it names is
 * ended then
 * @throws {NotMadeError} in each file that wants it, when it could not be made
 */
export async function onceARun(
  name: string,
  make: (directory: string) => Promise<{ readonly value: string; readonly pid?: number | undefined }>,
): Promise<string> {
  const run = process.env[RUN_DIRECTORY];
  if (run === undefined) throw new NotMadeError('This is no run of the tests: it has no folder.');
  const directory = join(run, name);
  if (await isFirst(directory)) {
    const result = await make(directory).catch((error: unknown) => ({ value: '', failure: String(error) }));
    // In one step, so that no reader sees half of it.
    await writeFile(`${directory}.part`, JSON.stringify(result));
    await rename(`${directory}.part`, directory + MADE);
  }
  const { value, failure } = await waitFor(directory + MADE);
  if (failure !== undefined) throw new NotMadeError(`${name} could not be made: ${failure}`);
  return value;
}

/** Making a folder is what only one of several processes succeeds in. */
const isFirst = (directory: string): Promise<boolean> =>
  mkdir(directory).then(
    () => true,
    () => false,
  );

async function waitFor(file: string): Promise<Made> {
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return made.parse(JSON.parse(text));
    await sleep(BETWEEN_LOOKS_MS);
  }
  throw new NotMadeError(`Whoever was to write ${file} did not, within two minutes.`);
}

/** Ends every process that was made in a run. */
export async function endShared(directory: string): Promise<void> {
  for (const file of await readdir(directory)) {
    if (!file.endsWith(MADE)) continue;
    const { pid } = made.parse(JSON.parse(await readFile(join(directory, file), 'utf8')));
    if (pid !== undefined) end(pid);
  }
}

/** One that has ended already, with the process that started it, is fine. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {}
}
