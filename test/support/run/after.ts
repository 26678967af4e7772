/** After all tests: ends the processes that they shared, and deletes the folder of the run. */
import { rm } from 'node:fs/promises';
import { endShared, RUN_DIRECTORY } from './once.ts';

export default async function after(): Promise<void> {
  const directory = process.env[RUN_DIRECTORY];
  if (directory === undefined) return;
  await endShared(directory);
  await rm(directory, { recursive: true, force: true });
}
