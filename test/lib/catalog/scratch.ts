/** Folders that tests write and leave no trace of. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';

/** A way to make folders for the tests of a file. */
export function scratch() {
  let root = '';
  let made = 0;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'shipshape-catalog-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  const empty = () => {
    made += 1;
    return join(root, String(made));
  };
  const holding = async (files: Readonly<Record<string, string | Buffer>>): Promise<string> => {
    const directory = empty();
    await mkdir(directory);
    for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text);
    return directory;
  };
  return {
    /** The path of a folder that is not there yet. */
    empty,
    /** A folder with these files. */
    holding,
  };
}
