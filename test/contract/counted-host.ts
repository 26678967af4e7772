/** A host that counts how often each of its functions ran, and keeps what failed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunctions } from '../../lib/bundle.ts';
import { type Host, startHost } from '../../lib/local/host.ts';
import { fromBundles, type StartInstance } from '../../lib/local/load-bundle.ts';
import { functions } from '../../lib/wiring.ts';
import { SECRETS } from '../support/deliveries.ts';

export interface CountedHost {
  readonly host: Host;
  readonly runs: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
}

const failedIn = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'batchItemFailures' in answer
    ? JSON.stringify(answer.batchItemFailures) !== '[]'
    : false;

export async function countedHost(data: string): Promise<CountedHost> {
  const built = await mkdtemp(join(tmpdir(), 'shipshape-contract-'));
  await buildFunctions(built);
  const start = fromBundles(
    built,
    functions.map(({ name }) => name),
  );
  await rm(built, { recursive: true });
  const environment = { SHIPSHAPE_SECRET_GITHUB: SECRETS.github };
  const runs = new Map<string, number>();
  const failures: string[] = [];
  const bundles: StartInstance = (name, own) => {
    const handler = start(name, own);
    return async (event, context) => {
      runs.set(name, (runs.get(name) ?? 0) + 1);
      const answer = await Promise.resolve(handler(event, context)).catch((error: unknown) => {
        failures.push(`${name}: ${String(error)}`);
        throw error;
      });
      if (failedIn(answer)) failures.push(`${name}: ${JSON.stringify(answer)}`);
      return answer;
    };
  };
  const host = await startHost({ data, environment, bundles, log: () => {} });
  return { host, runs, failures };
}
