/** Finds and starts the Chromium of this machine; the tests never download one. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const onPath = () =>
  (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, 'chromium'));

/** Chromium's path: from the variable CHROMIUM, else where systems keep it. */
export const chromiumPath = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', ...onPath()].find(
  (path) => path !== '' && isExecutable(path),
);

export const startChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
