/** Before all tests: the functions of this very source, built for every host that tests start. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../../lib/bundle.ts';

export default async function buildOnce(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'shipshape-bundles-'));
  await buildFunctions(directory);
  process.env.SHIPSHAPE_BUNDLES = directory;
}
