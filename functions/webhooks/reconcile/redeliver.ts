/** Deliveries of the last days that never arrived are asked for again: GitHub does not repeat them by itself. */
import * as z from 'zod';
import { source as sourceEntity } from '../../../events/contract.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { markNotified, wasNotified } from '../../kernel/bus/notified.ts';
import { logger } from '../../kernel/log/logger.ts';
import { numericId } from '../sources/reading/names.ts';
import type { Api } from './api.ts';
import { ApiRefusedError } from './api-errors.ts';
import type { Reconciling } from './reconciling.ts';

const DAY = 86_400_000;
/** What is older GitHub does not deliver again. */
const DAYS = 3;
/** In one turn, of one repository. */
const MAX = 50;
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
type Delivery = Output<typeof delivery>;

/** @returns how many were asked for */
export async function redeliver(
  reconciling: Reconciling,
  place: string,
  repository: string,
): Promise<number> {
  let asked = 0;
  for await (const page of reconciling.api.pages(`/repos/${repository}/hooks?per_page=100`))
    for (const { id, config } of page.map((item) => hook.parse(item)))
      if (isOurs(config?.url))
        asked += await redeliverOf(reconciling, place, `/repos/${repository}/hooks/${id}`);
  return asked;
}

/** A repository has hooks of others, too, and nobody else wants to hear everything again. */
const isOurs = (url: string | undefined): boolean =>
  URL.parse(url ?? '')?.pathname.endsWith('/webhooks/github') ?? false;

async function redeliverOf(reconciling: Reconciling, place: string, hookPath: string): Promise<number> {
  const { api, table, now, wait } = reconciling;
  const about = sourceEntity(place);
  let asked = 0;
  for (const { id, guid } of await failedSince(api, hookPath, now)) {
    if (asked === MAX) break;
    const what = `REDELIVERED#${guid}#${now.slice(0, 10)}`;
    if (await wasNotified(table, about, what)) continue;
    if (asked > 0) await wait(BETWEEN_MS);
    await attempt(api, `${hookPath}/deliveries/${id}/attempts`);
    await markNotified(table, about, what, now);
    asked += 1;
  }
  return asked;
}

/** One that GitHub does not have any more must not keep us from the others. */
async function attempt(api: Api, path: string): Promise<void> {
  try {
    await api.post(path);
  } catch (error) {
    if (!(error instanceof ApiRefusedError)) throw error;
    logger.warn('A delivery could not be asked for again.', { because: error.message });
  }
}

/** The last try of each delivery that never succeeded, the oldest first: they are the next that are too old. */
async function failedSince(api: Api, hookPath: string, now: string): Promise<Delivery[]> {
  const since = new Date(Date.parse(now) - DAYS * DAY).toISOString();
  const recent: Delivery[] = [];
  for await (const page of api.pages(`${hookPath}/deliveries?per_page=100`)) {
    const read = page.map((item) => delivery.parse(item));
    recent.push(...read.filter(({ delivered_at }) => delivered_at > since));
    if (read.some(({ delivered_at }) => delivered_at <= since)) break;
  }
  const byGuid = Map.groupBy(recent, ({ guid }) => guid);
  const failed = [...byGuid.values()].filter((tries) =>
    tries.every(({ status_code }) => !isTaken(status_code)),
  );
  // They are listed with the newest first.
  return failed.flatMap((tries) => tries.slice(0, 1)).reverse();
}

const isTaken = (status: number): boolean => status >= 200 && status < 300;
