/** Who works on this machine, as git knows them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The e-mail address in git's configuration; undefined without one, or without git. */
export const emailOfGit = (): Promise<string | undefined> =>
  promisify(execFile)('git', ['config', 'user.email']).then(
    ({ stdout }) => stdout.trim() || undefined,
    () => undefined,
  );
