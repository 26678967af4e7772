/** The example that a first start shows: facts of a real project, put on the bus like any others. */
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { TEAMS, TRAINS, UNREGISTERED } from '../../functions/domain/summary.ts';
import type { LedgerTable } from '../../functions/ledger/ledger-table.ts';
import { inIndex } from '../../functions/ledger/query.ts';
import { LISTING } from '../../functions/ledger/table.ts';
import type { Host } from './running-host.ts';

const KUBERNETES = fileURLToPath(new URL('demo/kubernetes.jsonl', import.meta.url));

/** Events in flight at once. All at once would come to the same end, with most verdicts made several times over. */
const TOGETHER = 25;

const line = z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/**
 * Loads the demo into an empty ledger, and finishes a loading that was cut short: facts have ids, so those that are
 * there already change nothing.
 * @param data the host's data directory, where a mark stays as long as the demo is not recorded as a whole
 * @returns whether it was loaded
 */
export async function loadDemo(host: Host, data?: string, file = KUBERNETES): Promise<boolean> {
  // What an earlier process left unfinished may be the user's own: the ledger is empty only after that.
  await host.idle();
  const mark = data === undefined ? undefined : join(data, 'demo-loading');
  if (!(await exists(mark)) && !(await isEmpty(host.table))) return false;
  if (mark !== undefined) await writeFile(mark, '', { flush: true });
  const lines = (await readFile(file, 'utf8')).split('\n').filter((text) => text !== '');
  const events = lines.map((text) => line.parse(JSON.parse(text)));
  for (let from = 0; from < events.length; from += TOGETHER) {
    await host.publish(events.slice(from, from + TOGETHER));
    await host.idle();
  }
  if (mark !== undefined) await rm(mark);
  return true;
}

const exists = async (path: string | undefined): Promise<boolean> =>
  path !== undefined &&
  stat(path).then(
    () => true,
    () => false,
  );

/** Whatever facts speak of is in one of these lists. */
async function isEmpty({ documents, name }: LedgerTable): Promise<boolean> {
  const lists = [TRAINS, TEAMS, UNREGISTERED].map((list) =>
    documents.send(new QueryCommand({ ...inIndex(LISTING, list), TableName: name, Limit: 1 })),
  );
  return (await Promise.all(lists)).every(({ Count }) => Count === 0);
}
