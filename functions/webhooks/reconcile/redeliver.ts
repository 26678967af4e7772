/** Deliveries of the last days that failed are requested again: GitHub does not repeat them by itself. */
import * as z from 'zod';
import { source as sourceEntity } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { markNotified, wasNotified } from '../../kernel/bus/publish.ts';
import type { Github } from '../../kernel/github/client.ts';
import { GithubRefusedError } from '../../kernel/github/errors.ts';
import { logger } from '../../kernel/log/logger.ts';
import { numericId } from '../sources/fields.ts';
import type { Reconciling, Repository } from './turns.ts';

/** GitHub does not deliver again what is older. */
const MAX_AGE_MS = 3 * 86_400_000;
/** In one run, of one repository. */
const MAX_REQUESTS = 50;
/** https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api asks for it between changes. */
const BETWEEN_MS = 1000;

const hook = lazy(() =>
  z.object({ id: numericId(), config: z.object({ url: z.string().optional() }).optional() }),
);
const delivery = lazy(() =>
  z.object({
    id: numericId(),
    guid: z.string(),
    delivered_at: z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()),
    status_code: z.number(),
  }),
);

/** @returns how many were requested */
export async function redeliver(reconciling: Reconciling, { source, path }: Repository): Promise<number> {
  let requested = 0;
  for await (const page of reconciling.github.pages(`/repos/${path}/hooks?per_page=100`))
    for (const { id, config } of page.map((item) => hook.parse(item)))
      if (isOurs(config?.url))
        requested += await redeliverOf(reconciling, source.source, `/repos/${path}/hooks/${id}`);
  return requested;
}

/** A repository also has the hooks of others, who do not want everything again. */
const isOurs = (url: string | undefined): boolean =>
  URL.parse(url ?? '')?.pathname.endsWith('/webhooks/github') ?? false;

async function redeliverOf(reconciling: Reconciling, origin: string, hookPath: string): Promise<number> {
  const { github, table, now, wait } = reconciling;
  const about = sourceEntity(origin);
  let requested = 0;
  for (const { id, guid } of await failedSince(github, hookPath, now)) {
    if (requested === MAX_REQUESTS) break;
    const what = `REDELIVERED#${guid}#${now.slice(0, 10)}`;
    if (await wasNotified(table, about, what)) continue;
    if (requested > 0) await wait(BETWEEN_MS);
    try {
      await github.send('POST', `${hookPath}/deliveries/${id}/attempts`);
    } catch (error) {
      // One that GitHub no longer has must not keep us from the others.
      if (!(error instanceof GithubRefusedError)) throw error;
      logger.warn('A delivery could not be requested again.', { because: error.message });
    }
    await markNotified(table, about, what, now);
    requested += 1;
  }
  return requested;
}

/** The last attempt of each delivery that never succeeded; the oldest first, because they are the next to be too old. */
async function failedSince(github: Github, hookPath: string, now: string) {
  const since = new Date(Date.parse(now) - MAX_AGE_MS).toISOString();
  const recent: ReturnType<typeof delivery.parse>[] = [];
  for await (const page of github.pages(`${hookPath}/deliveries?per_page=100`)) {
    const read = page.map((item) => delivery.parse(item));
    recent.push(...read.filter(({ delivered_at }) => delivered_at > since));
    if (read.some(({ delivered_at }) => delivered_at <= since)) break;
  }
  const byGuid = Map.groupBy(recent, ({ guid }) => guid);
  const failed = [...byGuid.values()].filter((attempts) =>
    attempts.every(({ status_code: status }) => status < 200 || status >= 300),
  );
  // They are listed with the newest first.
  return failed.flatMap((attempts) => attempts.slice(0, 1)).reverse();
}
