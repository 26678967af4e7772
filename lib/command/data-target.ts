/** A data directory of this machine, with a Shipshape of its own for as long as the command runs. */
import { join } from 'node:path';
import { FACT_SOURCE } from '../../events/contract.ts';
import { readKnown } from '../../functions/ledger/catalog.ts';
import { DataDirectoryInUseError } from '../local/data-directory.ts';
import { startHost } from '../local/host.ts';
import { tableReads } from './grades/table-reads.ts';
import { TargetUnavailableError } from './input-error.ts';
import type { Target } from './target.ts';

/** Facts in flight at once: enough to keep the functions busy, few enough to hold in memory. */
const TOGETHER = 100;

class FactsNotRecordedError extends Error {
  override readonly name = 'FactsNotRecordedError';
}

/** @param now UTC instant @throws {TargetUnavailableError} when another process has the directory */
export async function dataTarget(data: string, now: string): Promise<Target> {
  const host = await startHost({ data }).catch((error: unknown) => {
    if (error instanceof DataDirectoryInUseError)
      throw new TargetUnavailableError(inUse(data), { cause: error });
    throw error;
  });
  await host.idle();
  const left = host.deadLetters().length;
  return {
    readKnown: () => readKnown(host.table),
    publish: async (facts, progress) => {
      for (let from = 0; from < facts.length; from += TOGETHER) {
        const some = facts.slice(from, from + TOGETHER);
        await host.publish(
          some.map(({ type, body }) => ({
            source: FACT_SOURCE,
            'detail-type': type,
            detail: JSON.parse(body),
          })),
        );
        await host.idle();
        progress(from + some.length);
      }
    },
    settled: async () => {
      await host.idle();
      const [dead] = host.deadLetters().slice(left);
      if (dead === undefined) return true;
      throw new FactsNotRecordedError(
        `A fact could not be recorded, it is in the dead letters: ${dead.reason}`,
      );
    },
    reads: tableReads(host.table, now),
    close: () => host.stop(),
  };
}

const inUse = (data: string) =>
  `The data directory ${data} is in use by another Shipshape (a running \`npm start\`?). ` +
  `Use that one: --url <the address it printed> --token-file ${join(data, 'api-token')}. ` +
  'Or stop it, or use --data with another directory.';
