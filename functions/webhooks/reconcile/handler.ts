import { setTimeout as wait } from 'node:timers/promises';
import { scheduleHandler } from '../../kernel/bus/handlers.ts';
import { publishFacts } from '../../kernel/bus/publish.ts';
import { logger } from '../../kernel/log/logger.ts';
import { githubApi, githubToken } from '../../kernel/secrets.ts';
import { perHost, surroundings } from '../../kernel/surroundings.ts';
import { apiOf } from './api.ts';
import { reconcile } from './reconcile.ts';
import { pauseSyncCursors } from './turns.ts';

/** How long one call may take. */
const TIMEOUT_MS = 10_000;
/** What is left of the function's time ends what was begun: three tries of one call, and the wait for what was published. */
const MAX_MS = 480_000;

const OFF = 'There is no token for GitHub in the secret github-api, so nothing is reconciled.';
const log = perHost(() => ({ isSaid: false }));

export const handler = scheduleHandler(async (now) => {
  const table = surroundings().store;
  const token = await githubToken();
  if (token === undefined) {
    if (!log().isSaid) logger.info(OFF);
    log().isSaid = true;
    await pauseSyncCursors({ table, now }, OFF);
    return;
  }
  log().isSaid = false;
  const started = Date.now();
  const access = {
    base: githubApi(),
    token,
    patience: TIMEOUT_MS,
    wait,
    random: Math.random,
    now: Date.now,
  };
  await reconcile({
    table,
    api: apiOf(access),
    publish: publishFacts,
    wait,
    isOver: () => Date.now() - started > MAX_MS,
    now,
  });
});
