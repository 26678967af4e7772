/** The one-machine host: the functions of the wiring, with everything they need on this machine. */
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { DIGEST_ZONES, digestZones } from '../digest-zones.ts';
import { type FunctionWiring, functionsFor } from '../wiring.ts';
import { databaseIn, holdDataDirectory } from './data-directory.ts';
import { inMemory, OnDisk } from './durability.ts';
import type { StartHandler } from './function-set.ts';
import { hostSecrets } from './host-secrets.ts';
import { LOOPBACK } from './listen.ts';
import { LOG_LEVEL, type Log, logToStderr } from './log.ts';
import { Host } from './running-host.ts';
import { openForRequests } from './storage.ts';
import { systemTime, type Time } from './time.ts';
import { quietTools } from './tools.ts';

export type { Host } from './running-host.ts';

export interface HostOptions {
  /** Directory of what outlives the process; in memory without it. */
  readonly data?: string | undefined;
  /** Address or name to listen at. @default the loopback interface only */
  readonly host?: string | undefined;
  /** Of the HTTP API; any free one by default. */
  readonly port?: number | undefined;
  /** Whether there is an HTTP API at all: not while a command works on a data directory. @default true */
  readonly listens?: boolean;
  /** Where queues and schedules go on: beside the requests, or on a thread of their own, which needs a data directory. @default inline */
  readonly processing?: 'inline' | 'thread';
  /** Whether schedules fire from the start; without it, {@link Host.startClock} starts them. @default true */
  readonly clock?: boolean;
  readonly functions?: readonly FunctionWiring[];
  /** For tests; inline only. */
  readonly handlers?: StartHandler | undefined;
  /** Opens what it keeps things in; for tests. */
  readonly open?: (data: string | undefined) => SqliteStore;
  readonly time?: Time;
  readonly random?: () => number;
  readonly log?: Log;
  /** `AWS_ENDPOINT_URL_DYNAMODB` names a database to use instead, `SHIPSHAPE_LOG_LEVEL` how much is logged,
   * `SHIPSHAPE_API_TOKEN` what opens the private API, `SHIPSHAPE_SECRET_GITHUB` what GitHub signs with,
   * `SHIPSHAPE_DIGEST_ZONES` where digests are made at seven, `SHIPSHAPE_MAIL` how mail goes out. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * @throws {DataDirectoryInUseError} when another host has the data directory
 * @throws {DataDirectoryOutdatedError} {DatabaseNewerError} {DatabaseDamagedError} when what it holds cannot be used
 * @throws {SecretUnusableError} when a secret cannot be used, or its file cannot be kept from others
 * @throws {SettingUnusableError} when the environment names no time zones, or no address
 * @throws {PortTakenError} {ListenFailedError}
 */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const { data, environment = process.env, processing = 'inline', clock = true } = options;
  const { functions = functionsFor(digestZones(environment[DIGEST_ZONES])) } = options;
  const { port = 0, host = LOOPBACK, listens = true, time = systemTime, random = Math.random } = options;
  const log = options.log ?? logToStderr(environment[LOG_LEVEL]);
  quietTools(environment);
  const hold = data === undefined ? undefined : holdDataDirectory(data);
  let store: SqliteStore | undefined;
  try {
    store = (options.open ?? openForRequests)(data);
    const durability = data === undefined ? inMemory : new OnDisk(store, databaseIn(data));
    const secrets = hostSecrets(data, environment, log);
    const address = { host, port, listens };
    const settings = { ...address, data, environment, functions, time, random, log, processing, clock };
    return await Host.start({ ...settings, handlers: options.handlers, hold, store, durability, secrets });
  } catch (error) {
    store?.close();
    hold?.release();
    throw error;
  }
}
