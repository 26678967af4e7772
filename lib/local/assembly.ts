/** Assembles the parts of a host and starts them. */
import type { Bus } from '../../functions/kernel/bus/bus.ts';
import { PUBLIC_URL } from '../../functions/kernel/environment.ts';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { publicAddress } from '../settings.ts';
import type { Route } from '../wiring-shape.ts';
import { Admission } from './admission.ts';
import type { Hold } from './data-directory.ts';
import { deadLetterRoutes, shown } from './dead-letters.ts';
import type { Durability } from './durability.ts';
import type { HostEnvironment } from './function-environment.ts';
import { GroupCommit, grouped } from './group-commit.ts';
import { healthRoute } from './health.ts';
import { type HttpSurroundings, httpApi } from './http.ts';
import { Inbox } from './inbox.ts';
import { type Listening, listen, namesOf, nowhere } from './listen.ts';
import { type LocalFunction, localFunctions } from './local-function.ts';
import { metricsRoute } from './metrics.ts';
import type { ProcessingHandle, ProcessingSettings } from './processing.ts';
import { ProcessingThread } from './processing-thread.ts';
import { proxies, TRUST_PROXY } from './proxy.ts';
import { localBus } from './routing.ts';
import type { Secrets } from './secrets.ts';
import { ledgerOf } from './storage.ts';

export interface HostSettings extends ProcessingSettings {
  /** The data directory; without it, everything is in memory. */
  readonly data: string | undefined;
  /** Address or name to listen at. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Whether to listen at all: not while a command works on a data directory. */
  readonly listens: boolean;
  /** Whether functions that answer requests are loaded before the host listens, or each with its first request. */
  readonly loadsFirst: boolean;
  /** Where queues and schedules run: beside the requests, or on a thread of their own, which needs a data directory. */
  readonly processing: 'inline' | 'thread';
  /** Whether schedules fire from the start; otherwise `Host.startClock` starts them. */
  readonly clock: boolean;
  /** The settings that docs/operations-one-machine.md lists. */
  readonly environment: NodeJS.ProcessEnv;
}

/** The same with what was opened for it. */
export interface OpenedHost extends HostSettings {
  readonly store: SqliteStore;
  /** In memory there is nothing to wait for. */
  readonly durability: Durability | undefined;
  readonly hold: Hold | undefined;
  readonly secrets: Secrets;
}

export interface Assembly {
  readonly store: WholeStore;
  readonly bus: Bus;
  readonly group: GroupCommit;
  readonly inbox: Inbox;
  readonly listening: Listening;
  readonly processing: ProcessingHandle;
}

/** @throws {UserError} when it cannot listen there, or a setting cannot be used */
export async function assemble(settings: OpenedHost): Promise<Assembly> {
  const { functions, handlers, store: file, environment, data, secrets, durability, time, log } = settings;
  const inbox = new Inbox(file.connection);
  const group = new GroupCommit(file, durability, time);
  let processing: ProcessingHandle | undefined;
  const bus = localBus(
    functions,
    () => time.now(),
    async (letters) => {
      await group.write(() => inbox.add(letters, time.now()));
      processing?.wake();
    },
  );
  const ledger = await ledgerOf(file, environment);
  const store = ledger === file ? grouped(file, group) : ledger;
  let address = '';
  const own = { own: environment, data, secrets, address: () => address };
  const served = localFunctions(
    functions.filter(({ routes = [] }) => routes.length > 0),
    {
      store,
      bus,
      gaveUp: (after, limit) => inbox.deadLetters(after, limit).map(shown),
      host: own,
      time,
      handlers,
    },
  );
  const publicUrl = publicAddress(environment[PUBLIC_URL]);
  const http: HttpSurroundings = {
    routes: [
      healthRoute({ store, inbox, durability, time, outage: () => processing?.outage() }),
      metricsRoute({ inbox, time, token: secrets['api-token'], isPublished: publicUrl !== undefined }),
      ...deadLetterRoutes({
        token: secrets['api-token'],
        list: () => inbox.deadLetters(),
        retry: async (ids) => {
          const count = await group.write(() => inbox.revive(time.now(), ids));
          await durability?.whenSafe();
          processing?.wake();
          return count;
        },
        drop: async (ids) => {
          const count = await group.write(() => inbox.drop(ids));
          await durability?.whenSafe();
          return count;
        },
      }),
      ...served.flatMap((each) =>
        (each.wiring.routes ?? []).map((route) => ({ route, invoke: answering(each, route, durability) })),
      ),
    ],
    names: namesOf(settings.host, publicUrl),
    seenThrough: proxies(environment[TRUST_PROXY]),
    admission: new Admission(time, group, inbox),
    time,
    log,
  };
  // A request that waits for its function to load would wait so long that those behind it are refused.
  if (settings.loadsFirst) await Promise.all(served.map((each) => each.warm()));
  const listening = settings.listens ? await listen(httpApi(http), settings.host, settings.port) : nowhere;
  try {
    // No function runs before the host listens, so none sees an empty address.
    address = listening.address;
    processing = await startBehind(settings, own);
    if (settings.clock) processing.startClock();
    processing.wake();
    return { store, bus, group, inbox, listening, processing };
  } catch (error) {
    await listening.close(time, 0);
    throw error;
  }
}

/** What a request wrote is on the disk before it is answered; one that only read need not wait. */
const answering =
  (each: LocalFunction, { method }: Route, durability: Durability | undefined) =>
  async (event: unknown): Promise<unknown> => {
    const answer = await each.invoke(event);
    if (method !== 'GET') await durability?.whenSafe();
    return answer;
  };

/** In memory there is only one connection, which no other thread can use. */
async function startBehind(settings: OpenedHost, own: HostEnvironment): Promise<ProcessingHandle> {
  const { data, environment, functions, store, time, log } = settings;
  if (data === undefined || settings.processing === 'inline') {
    const { startProcessing } = await import('./processing.ts');
    return startProcessing(settings, own, store);
  }
  // The other thread checkpoints the write-ahead log, so that requests wait neither for that nor for its writes.
  store.connection.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA busy_timeout = 0');
  return new ProcessingThread(
    { data, environment: { ...environment }, functions, address: own.address() },
    time,
    log,
  );
}
