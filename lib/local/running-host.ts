/** A host that runs: what it can be asked for, and how it stops. */

import type { BusEntry } from '../../functions/kernel/bus/bus.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { SENDERS, type Sender } from '../../functions/webhooks/model/senders.ts';
import { type Assembly, assemble, type HostSettings } from './assembly.ts';
import { answer } from './http.ts';
import type { DeadLetter } from './inbox.ts';
import { closeAtRest } from './storage.ts';

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
const PATIENCE_MS = 20_000;

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

  private constructor(assembly: Assembly, settings: HostSettings) {
    this.#assembly = assembly;
    this.#settings = settings;
    this.address = assembly.listening.address;
    this.apiToken = settings.secrets['api-token']();
    this.store = assembly.store;
  }

  /** @throws {PortTakenError} {ListenFailedError} {SettingUnusableError} */
  static async start(settings: HostSettings): Promise<Host> {
    return new Host(await assemble(settings), settings);
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

  /** Loads what answers requests, so that the first one need not wait for that. */
  async warm(): Promise<void> {
    await Promise.all(this.#assembly.served.map((each) => each.warm()));
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
    const until = time.elapsed() + PATIENCE_MS;
    await listening.close(time, PATIENCE_MS);
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
