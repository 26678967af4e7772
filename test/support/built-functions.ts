/** Every bundle as it is deployed, built once for all tests. */
import { buildFunctions } from '../../lib/bundle.ts';
import { onceARun } from './run/once.ts';

/** @returns the folder, with one of its own for each function */
export const builtFunctions = (): Promise<string> =>
  onceARun('bundles', async (directory) => {
    await buildFunctions(directory);
    return { value: directory };
  });
