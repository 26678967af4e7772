/** A data directory of this machine: read beside a running host, or written by a host that runs as long as the command. */
import { join } from 'node:path';
import { FACT_SOURCE } from '../../events/contract.ts';
import { nothingKnown } from '../../functions/catalog/model/import/known.ts';
import { readKnown } from '../../functions/catalog/store/catalog.ts';
import { DataDirectoryInUseError } from '../local/data-directory.ts';
import { type Host, startHost } from '../local/host.ts';
import { readLedger } from '../local/storage.ts';
import { TargetUnavailableError } from './input-error.ts';
import { tableReads } from './table-reads.ts';
import { DEFAULT_DATA, type Target } from './target.ts';

/** Facts between two reports of progress. */
const TOGETHER = 500;

async function refuse(): Promise<never> {
  throw new Error('The data directory was opened only to be read.');
}

/** @param now UTC instant @throws {DataDirectoryError} when there is none, or it cannot be used */
export async function readDataTarget(
  data: string,
  environment: NodeJS.ProcessEnv,
  now: string,
): Promise<Target> {
  const ledger = await readLedger(data, environment);
  return {
    readKnown: () => readKnown(ledger.store),
    publish: refuse,
    settled: refuse,
    reads: tableReads(ledger.store, now),
    close: async () => ledger.close(),
  };
}

/** What a command compares with that would make the data directory: nothing is known yet. */
export const emptyTarget: Target = {
  readKnown: async () => nothingKnown,
  publish: refuse,
  settled: refuse,
  reads: undefined,
  close: async () => {},
};

/** @param now UTC instant @throws {TargetUnavailableError} when another process has the directory */
export async function dataTarget(data: string, environment: NodeJS.ProcessEnv, now: string): Promise<Target> {
  const host = await startHost({ data, environment, listens: false, clock: false }).catch(unlessInUse(data));
  await host.idle();
  const left = host.deadLetters().length;
  return {
    readKnown: () => readKnown(host.store),
    publish: async (facts, progress) => {
      for (let from = 0; from < facts.length; from += TOGETHER) {
        const some = facts.slice(from, from + TOGETHER);
        const events = some.map(({ type, body }) => ({ 'detail-type': type, detail: JSON.parse(body) }));
        await host.publish(events.map((event) => ({ source: FACT_SOURCE, ...event })));
        await host.idle();
        progress(from + some.length);
      }
    },
    settled: async () => {
      await host.idle();
      const [dead] = host.deadLetters().slice(left);
      if (dead === undefined) return true;
      throw new Error(`A fact could not be recorded, it is in the dead letters: ${dead.reason}`);
    },
    reads: tableReads(host.store, now),
    close: () => host.stop(),
  };
}

/** Runs work on a Shipshape that lives as long as the work: on a data directory, or in memory without one. */
export async function onHost<Result>(
  data: string | undefined,
  work: (host: Host) => Promise<Result>,
): Promise<Result> {
  const host = await startHost({ data, listens: false, clock: false }).catch(unlessInUse(data));
  try {
    await host.idle();
    return await work(host);
  } finally {
    await host.stop();
  }
}

const unlessInUse =
  (data = DEFAULT_DATA) =>
  (cause: unknown): never => {
    throw cause instanceof DataDirectoryInUseError
      ? new TargetUnavailableError(inUse(data), { cause })
      : cause;
  };

const inUse = (data: string) =>
  `The data directory ${data} is in use by another Shipshape (a running \`npm start\`?). ` +
  `Use that one: --url <the address it printed> --token-file ${join(data, 'api-token')}. ` +
  'Or stop it, or use --data with another directory.';
