/** Puts the queues and the schedules of the wiring together over one connection, and starts the queues. */
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { FunctionWiring } from '../wiring.ts';
import type { HostEnvironment } from './function-environment.ts';
import { localFunctions, type StartHandler } from './function-set.ts';
import { Inbox } from './inbox.ts';
import type { Log } from './log.ts';
import { Processing } from './processing.ts';
import { localBus, rulesOf } from './routing.ts';
import { ledgerOf } from './storage.ts';
import type { Time } from './time.ts';

export interface ProcessingSettings {
  readonly functions: readonly FunctionWiring[];
  readonly handlers: StartHandler | undefined;
  readonly time: Time;
  readonly random: () => number;
  readonly log: Log;
}

/** All but those that only answer requests. */
const isBehindRequests = ({ subscriptions, schedules, routes }: FunctionWiring): boolean =>
  routes === undefined || subscriptions !== undefined || schedules !== undefined;

/** @throws {SettingUnusableError} */
export async function startProcessing(
  settings: ProcessingSettings,
  host: HostEnvironment,
  file: SqliteStore,
): Promise<Processing> {
  const { functions, handlers, time } = settings;
  const inbox = new Inbox(file.connection);
  const bus = localBus(
    rulesOf(functions),
    () => time.now(),
    (letters) => {
      file.transaction(() => inbox.add(letters, time.now()));
      processing.wake(new Set(letters.map(({ queue }) => queue)));
    },
  );
  const store = await ledgerOf(file, host.own);
  const local = localFunctions(functions.filter(isBehindRequests), { store, bus, host, time, handlers });
  const processing = new Processing(local, { ...settings, store: file });
  processing.start();
  return processing;
}
