/** Puts the parts of a host together and starts them. */
import { randomUUID } from 'node:crypto';
import type { FunctionWiring } from '../wiring.ts';
import { Bus } from './bus.ts';
import { busEndpoint } from './bus-endpoint.ts';
import { functionEnvironment, type Secrets, secretsOf, withLookedUp } from './function-environment.ts';
import { type AnswerHttp, answerFrom, httpApi } from './http.ts';
import type { StartInstance } from './load-bundle.ts';
import { inWords, type Log } from './log.ts';
import { type Loopback, listen } from './loopback.ts';
import { addressOf, outgoingEnvironment } from './outgoing-environment.ts';
import { Pending } from './pending.ts';
import type { Queue } from './queue.ts';
import type { Storage } from './storage.ts';
import type { Cancel, Time } from './time.ts';
import { startWorkers, type Workers } from './workers.ts';

export interface HostSettings {
  readonly functions: readonly FunctionWiring[];
  readonly start: StartInstance;
  readonly storage: Storage;
  /** Name of the table. */
  readonly table: string;
  readonly port: number;
  readonly time: Time;
  readonly random: () => number;
  readonly log: Log;
  readonly environment: NodeJS.ProcessEnv;
  /** Directory of what outlives the process; in memory without it. */
  readonly data: string | undefined;
  readonly secrets: Secrets;
}

export interface Assembly {
  readonly bus: Bus;
  readonly busServer: Loopback;
  readonly api: Loopback;
  readonly answer: AnswerHttp;
  readonly queues: readonly Queue[];
  readonly pending: Pending;
  readonly stopClock: Cancel;
  /** From now on the bus takes events of the functions only. */
  refuseStrangers(): void;
}

/** What functions need for their calls to the host, and to tell of it. */
interface Calls {
  readonly busEndpoint: string;
  readonly sessionToken: string;
  /** Where the HTTP API is, once it listens. */
  readonly address: () => string;
}

const BUS_NAME = 'shipshape';

/** @throws {PortTakenError}, and whatever a function throws that cannot start */
export async function assemble(settings: HostSettings): Promise<Assembly> {
  const { storage, port, time, log } = settings;
  const pending = new Pending(() => {
    storage.journal
      .clear(() => pending.count > 0)
      .catch((error: unknown) => log('WARN', 'The journal could not be emptied.', { error: inWords(error) }));
  });
  const bus = new Bus(BUS_NAME, { ...settings, ...storage, pending });
  let open = true;
  const sessionToken = randomUUID();
  const busServer = await listen(
    busEndpoint(bus, (token) => open || token === sessionToken),
    0,
  );
  try {
    // Nothing is asked of a function, nor by one, before the host listens.
    let address = '';
    const calls = { busEndpoint: busServer.address, sessionToken, address: () => address };
    const workers = connect(settings, bus, pending, calls);
    const answer = answerFrom(workers.routes, time, log);
    const api = await listen(httpApi(answer, log), port);
    address = api.address;
    await pending.during(async () => bus.replay(storage.left));
    const stopClock = workers.startClock();
    const refuseStrangers = () => {
      open = false;
    };
    return { bus, busServer, api, answer, queues: workers.queues, pending, stopClock, refuseStrangers };
  } catch (error) {
    await busServer.close(time, 0);
    throw error;
  }
}

function connect(
  { functions, start, storage, table, environment: own, secrets, data, ...settings }: HostSettings,
  bus: Bus,
  pending: Pending,
  { address, ...calls }: Calls,
): Workers {
  const places = { ...calls, table, bus: bus.name, databaseEndpoint: storage.database.endpoint };
  const startInstance = (wiring: FunctionWiring) => {
    const fixed = {
      ...functionEnvironment(wiring.name, places, own),
      ...outgoingEnvironment(wiring, { own, data }),
    };
    const lookedUp = { ...secretsOf(wiring, secrets), ...addressOf(wiring, own, address) };
    return start(wiring.name, withLookedUp(fixed, lookedUp));
  };
  return startWorkers(functions, startInstance, bus, { ...settings, ...storage, pending });
}
