/** Before all tests: a folder for what they make once and share, which `after.ts` takes away. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_DIRECTORY } from './once.ts';

export default async function before(): Promise<void> {
  process.env[RUN_DIRECTORY] = await mkdtemp(join(tmpdir(), 'shipshape-run-'));
}
