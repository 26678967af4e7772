import { setTimeout as wait } from 'node:timers/promises';
import { scheduleHandler } from '../../kernel/bus/handlers.ts';
import { publishFacts } from '../../kernel/bus/publish.ts';
import { apiAccess, githubClient, hostOfApi } from '../../kernel/github/client.ts';
import { logger } from '../../kernel/log/logger.ts';
import { githubApi, githubToken } from '../../kernel/secrets.ts';
import { perHost, surroundings } from '../../kernel/surroundings.ts';
import { reconcile } from './reconcile.ts';
import { pauseSyncCursors } from './turns.ts';

/** The rest of the function's time is for what was begun: three attempts of one call, and the wait for what was published. */
const MAX_MS = 480_000;
const ATTEMPTS = 3;

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
  const base = githubApi();
  const clock = () => new Date().toISOString();
  await reconcile({
    table,
    github: githubClient({ base, token, access: apiAccess(base), now: clock, attempts: ATTEMPTS }),
    host: hostOfApi(base),
    publish: publishFacts,
    wait,
    isOver: () => Date.now() - started > MAX_MS,
    now,
  });
});
