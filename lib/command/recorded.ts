/** Waiting for what others record: asks again and again, ever more seldom, and not for ever. */
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 200;
const MAX_PAUSE_MS = 5_000;
const TIMEOUT_MS = 60_000;

/** @returns whether it became so in time */
export async function within(isSo: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + TIMEOUT_MS;
  for (let pause = FIRST_PAUSE_MS; Date.now() < until; pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
    if (await isSo()) return true;
    await sleep(pause);
  }
  return isSo();
}
