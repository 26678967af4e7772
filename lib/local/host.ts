/** The one-machine host: the functions of the wiring, with everything they need on this machine; what it can be asked for, and how it stops. */

import type { BusEntry } from '../../functions/kernel/bus/bus.ts';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { SENDERS, type Sender } from '../../functions/webhooks/model/senders.ts';
import { DIGEST_ZONES, digestZones } from '../settings.ts';
import { type FunctionWiring, functionsFor } from '../wiring.ts';
import { type Assembly, assemble, type HostSettings } from './assembly.ts';
import { databaseIn, holdDataDirectory } from './data-directory.ts';
import { inMemory, OnDisk } from './durability.ts';
import { answer } from './http.ts';
import type { DeadLetter } from './inbox.ts';
import { LOOPBACK } from './listen.ts';
import type { StartHandler } from './load-function.ts';
import { LOG_LEVEL, type Log, logToStderr, quietTools } from './log.ts';
import { hostSecrets } from './secrets.ts';
import { closeAtRest, openForRequests } from './storage.ts';
import { systemTime, type Time } from './time.ts';

export interface HostOptions {
  /** Directory of what outlives the process; in memory without it. */
  readonly data?: string | undefined;
  /** Address or name to listen at. @default the loopback interface only */
  readonly host?: string | undefined;
  /** Of the HTTP API; any free one by default. */
  readonly port?: number | undefined;
  /** Whether there is an HTTP API at all: not while a command works on a data directory. @default true */
  readonly listens?: boolean;
  /** Whether what answers requests is loaded before there can be any; with the first request to it otherwise. @default false */
  readonly loadsFirst?: boolean;
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
    const address = { host, port, listens, loadsFirst: options.loadsFirst === true };
    const settings = { ...address, data, environment, functions, time, random, log, processing, clock };
    const parts = { handlers: options.handlers, hold, store, durability, secrets };
    const all: HostSettings = { ...settings, ...parts };
    return new Host(await assemble(all), all);
  } catch (error) {
    store?.close();
    hold?.release();
    throw error;
  }
}

/** An event that is put on the bus. */
export interface Event {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What the HTTP API answers. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

class HostStoppingError extends Error {
  override readonly name = 'HostStoppingError';
}

/** How long work in flight is waited for. What is not done by then is in its queue at the next start. */
const TIMEOUT_MS = 20_000;

export class Host {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  /** The ledger. What is written is written together with what requests write. */
  readonly store: WholeStore;
  /** What opens the private part of the HTTP API. */
  readonly apiToken: string;
  readonly #assembly: Assembly;
  readonly #settings: HostSettings;
  #stopped: Promise<void> | undefined;

  constructor(assembly: Assembly, settings: HostSettings) {
    this.#assembly = assembly;
    this.#settings = settings;
    this.address = assembly.listening.address;
    this.apiToken = settings.secrets['api-token']();
    this.store = assembly.store;
  }

  /**
   * Accepts events, however many, in one go: after a crash they are all there, or this was never answered.
   * @throws {EventsNotPublishedError} when they are not taken
   */
  async publish(events: readonly Event[]): Promise<void> {
    if (this.#stopped !== undefined) throw new HostStoppingError('This Shipshape is stopping.');
    await this.#assembly.bus.publish(events.map(asEntry));
    await this.#settings.durability.whenSafe();
  }

  /** Resolves when nothing is queued, in flight or waiting for its next try. */
  async idle(): Promise<void> {
    await this.#assembly.group.settled();
    await this.#assembly.processing.whenIdle();
  }

  /** Starts the schedules, where they were not started with the host. */
  startClock(): void {
    this.#assembly.processing.startClock();
  }

  /** Asks the HTTP API without the network. */
  async request(method: string, path: string): Promise<PlainAnswer> {
    const request = { method, target: path, headers: {}, body: Buffer.alloc(0), sourceIp: '127.0.0.1' };
    const { status, headers, body } = await answer(this.#assembly.http, request);
    return { status, headers, body: body.toString('utf8') };
  }

  /** The kinds of senders whose deliveries are taken now. */
  connected(): readonly Sender[] {
    return SENDERS.filter((sender) => this.#settings.secrets[`webhook-${sender}`]() !== '');
  }

  deadLetters(): readonly DeadLetter[] {
    return this.#assembly.inbox.deadLetters();
  }

  /** Puts what was given up back into its queue. @returns how many */
  async reviveDeadLetters(): Promise<number> {
    const { group, inbox, processing } = this.#assembly;
    const count = await group.write(() => inbox.revive(this.#settings.time.now()));
    processing.wake();
    return count;
  }

  /** Takes nothing more, finishes what is in flight, and closes. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const { listening, processing, group } = this.#assembly;
    const { log, store, durability, hold, time } = this.#settings;
    const until = time.elapsed() + TIMEOUT_MS;
    await listening.close(time, TIMEOUT_MS);
    if (!(await processing.stop(Math.max(0, until - time.elapsed()))))
      log('WARN', 'Stopped before all was done; a start with the same data directory goes on.');
    await group.settled();
    durability.close();
    closeAtRest(store);
    hold?.release();
  }
}

const asEntry = ({ source, 'detail-type': type, detail }: Event): BusEntry => ({
  source,
  type,
  body: JSON.stringify(detail),
});
