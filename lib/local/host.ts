/** The one-machine host: how it is started, what it offers, and how it stops. */
import type { BusEntry } from '../../functions/kernel/bus/bus.ts';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { SENDERS, type Sender } from '../../functions/webhooks/model/normalized-event.ts';
import { DIGEST_ZONES, digestZones } from '../settings.ts';
import { functionsFor } from '../wiring.ts';
import { type Assembly, assemble, type HostSettings, type OpenedHost } from './assembly.ts';
import { databaseIn, holdDataDirectory } from './data-directory.ts';
import { Durability } from './durability.ts';
import type { DeadLetter } from './inbox.ts';
import { LOOPBACK } from './listen.ts';
import { LOG_LEVEL, logToStderr, quietTools } from './log.ts';
import { hostSecrets } from './secrets.ts';
import { closeAtRest, openForRequests } from './storage.ts';
import { systemTime } from './time.ts';

/** All but what {@link startHost} has a default for; some are for tests. */
export interface HostOptions extends Partial<HostSettings> {
  /** Opens the database. */
  readonly open?: (data: string | undefined) => SqliteStore;
}

/** In memory, and for this machine only. */
const DEFAULTS = {
  data: undefined,
  host: LOOPBACK,
  port: 0,
  listens: true,
  loadsFirst: false,
  processing: 'inline',
  clock: true,
  handlers: undefined,
  time: systemTime,
  random: Math.random,
} as const;

/**
 * @throws {DataDirectoryInUseError} when another host has the data directory
 * @throws {DataDirectoryError} {SecretUnusableError} {SettingUnusableError} when what they name cannot be used
 * @throws {UserError} when it cannot listen there
 */
export async function startHost({ open = openForRequests, ...options }: HostOptions = {}): Promise<Host> {
  const { data, environment = process.env } = options;
  const { functions = functionsFor(digestZones(environment[DIGEST_ZONES])) } = options;
  const { log = logToStderr(environment[LOG_LEVEL]) } = options;
  const settings = { ...DEFAULTS, ...options, environment, functions, log };
  quietTools(environment);
  const hold = data === undefined ? undefined : holdDataDirectory(data);
  let store: SqliteStore | undefined;
  try {
    store = open(data);
    const durability = data === undefined ? undefined : new Durability(store, databaseIn(data));
    const opened = { ...settings, hold, store, durability, secrets: hostSecrets(data, environment, log) };
    return new Host(await assemble(opened), opened);
  } catch (error) {
    store?.close();
    hold?.release();
    throw error;
  }
}

/** An event for the bus. */
export interface Event {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** How long a stop waits for work in flight; the next start finds the rest in its queues. */
const STOP_TIMEOUT_MS = 20_000;

export class Host {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  /** The store; its writes are committed together with those of requests. */
  readonly store: WholeStore;
  /** The token of the private API. */
  readonly apiToken: string;
  /** What links are signed with. */
  readonly linksKey: string;
  readonly #assembly: Assembly;
  readonly #settings: OpenedHost;
  #stopped: Promise<void> | undefined;

  constructor(assembly: Assembly, settings: OpenedHost) {
    this.#assembly = assembly;
    this.#settings = settings;
    this.address = assembly.listening.address;
    this.apiToken = settings.secrets['api-token']();
    this.linksKey = settings.secrets.links();
    this.store = assembly.store;
  }

  /**
   * Accepts any number of events, all or none. Once this resolves, they survive a crash.
   * @throws {EventsNotPublishedError} when they are not accepted
   */
  async publish(events: readonly Event[]): Promise<void> {
    if (this.#stopped !== undefined) throw new Error('This Shipshape is stopping.');
    await this.#assembly.bus.publish(events.map(asEntry));
    await this.#settings.durability?.whenSafe();
  }

  /** Resolves when nothing is queued, in flight or waiting for its next try. */
  async idle(): Promise<void> {
    await this.#assembly.group.settled();
    await this.#assembly.processing.whenIdle();
  }

  /** Starts the schedules of a host that was started without them. */
  startClock(): void {
    this.#assembly.processing.startClock();
  }

  /** The senders whose deliveries are accepted now. */
  connected(): readonly Sender[] {
    return SENDERS.filter((sender) => this.#settings.secrets[`webhook-${sender}`]() !== '');
  }

  deadLetters(): readonly DeadLetter[] {
    return this.#assembly.inbox.deadLetters();
  }

  /** Puts the dead letters back into their queues. @returns how many */
  async reviveDeadLetters(ids?: readonly number[]): Promise<number> {
    const { group, inbox, processing } = this.#assembly;
    const count = await group.write(() => inbox.revive(this.#settings.time.now(), ids));
    processing.wake();
    return count;
  }

  /** Forgets dead letters. @returns how many */
  dropDeadLetters(ids: readonly number[]): Promise<number> {
    const { group, inbox } = this.#assembly;
    return group.write(() => inbox.drop(ids));
  }

  /** Accepts nothing more, finishes what is in flight, and closes. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const { listening, processing, group } = this.#assembly;
    const { log, store, durability, hold, time } = this.#settings;
    const until = time.elapsed() + STOP_TIMEOUT_MS;
    await listening.close(time, STOP_TIMEOUT_MS);
    if (!(await processing.stop(Math.max(0, until - time.elapsed()))))
      log('WARN', 'Stopped before all was done; a start with the same data directory goes on.');
    await group.settled();
    durability?.close();
    closeAtRest(store);
    hold?.release();
  }
}

const asEntry = ({ source, 'detail-type': type, detail }: Event): BusEntry => ({
  source,
  type,
  body: JSON.stringify(detail),
});
