import { execFile } from 'node:child_process';

/** The e-mail address that git has for whoever works here; undefined without one, or without git. */
export const emailOfGit = (): Promise<string | undefined> =>
  new Promise((resolve) => {
    execFile('git', ['config', 'user.email'], (error, stdout) =>
      resolve(error === null ? stdout.trim() || undefined : undefined),
    );
  });
