/** A host that counts how often each of its functions ran, and keeps what failed. */
import { type Host, startHost } from '../../lib/local/host.ts';
import { type Handler, loadFunction } from '../../lib/local/local-function.ts';
import type { FunctionWiring } from '../../lib/wiring-shape.ts';
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
  const environment = { SHIPSHAPE_SECRET_GITHUB: SECRETS.github };
  const runs = new Map<string, number>();
  const failures: string[] = [];
  const handlers =
    (wiring: FunctionWiring): Handler =>
    async (event, context) => {
      const { name } = wiring;
      runs.set(name, (runs.get(name) ?? 0) + 1);
      try {
        const answer = await (await loadFunction(wiring))(event, context);
        if (failedIn(answer)) failures.push(`${name}: ${JSON.stringify(answer)}`);
        return answer;
      } catch (error) {
        failures.push(`${name}: ${String(error)}`);
        throw error;
      }
    };
  const host = await startHost({ data, environment, handlers, log: () => {} });
  return { host, runs, failures };
}
