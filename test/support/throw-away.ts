/** After all tests. */
import { rm } from 'node:fs/promises';

export default async function throwAway(): Promise<void> {
  const directory = process.env.SHIPSHAPE_BUNDLES;
  if (directory !== undefined) await rm(directory, { recursive: true, force: true });
}
