/** A host that runs: what it can be asked for, and how it stops. */

import { SENDERS, type Sender } from '../../functions/domain/senders.ts';
import type { LedgerTable } from '../../functions/ledger/ledger-table.ts';
import { type Assembly, assemble, type HostSettings } from './assembly.ts';
import type { DeadLetter } from './dead-letters.ts';
import type { BusEvent } from './pattern.ts';
import { within } from './time.ts';

/** An event that is put on the bus. */
export type Event = Pick<BusEvent, 'source' | 'detail-type' | 'detail'>;

/** What the HTTP API answers. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

class EventsRefusedError extends Error {
  override readonly name = 'EventsRefusedError';
}

class HostStoppingError extends Error {
  override readonly name = 'HostStoppingError';
}

/** How long work in flight is waited for. What is not done by then stays in the journal. */
const PATIENCE_MS = 20_000;

export class Host {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  /** Where AWS clients can put events. */
  readonly bus: { readonly endpoint: string; readonly name: string };
  /** For readers. */
  readonly table: LedgerTable;
  /** What opens the private part of the HTTP API. */
  readonly apiToken: string;
  readonly #assembly: Assembly;
  readonly #settings: HostSettings;
  #stopped: Promise<void> | undefined;

  private constructor(assembly: Assembly, settings: HostSettings) {
    this.#assembly = assembly;
    this.#settings = settings;
    this.address = assembly.api.address;
    this.bus = { endpoint: assembly.busServer.address, name: assembly.bus.name };
    this.apiToken = settings.secrets['api-token']();
    this.table = { documents: settings.storage.database.client, name: settings.table };
  }

  /** @throws {PortTakenError}, and whatever a function throws that cannot start */
  static async start(settings: HostSettings): Promise<Host> {
    return new Host(await assemble(settings), settings);
  }

  /**
   * Accepts events, however many, in one go: after a crash they are all there, or this was never answered.
   * @throws {EventsRefusedError} when the bus refuses some; the others are accepted
   */
  async publish(events: readonly Event[]): Promise<void> {
    if (this.#stopped !== undefined) throw new HostStoppingError('This Shipshape is stopping.');
    const { bus } = this.#assembly;
    const answers = await bus.put(
      events.map(({ source, 'detail-type': type, detail }) => ({
        Source: source,
        DetailType: type,
        Detail: JSON.stringify(detail),
        EventBusName: bus.name,
      })),
    );
    const refused = answers.filter(({ EventId }) => EventId === undefined);
    if (refused.length === 0) return;
    const reasons = [...new Set(refused.map(({ ErrorMessage }) => ErrorMessage))].join(' ');
    throw new EventsRefusedError(`The bus refused ${refused.length} of ${events.length} events: ${reasons}`);
  }

  /** Resolves when nothing is queued, in flight or waiting for its next try. */
  async idle(): Promise<void> {
    await this.#assembly.pending.whenNothing();
    await this.#settings.storage.journal.settled();
  }

  /** Asks the HTTP API without the network. */
  async request(method: string, path: string): Promise<PlainAnswer> {
    const request = { method, target: path, headers: {}, body: Buffer.alloc(0), sourceIp: '127.0.0.1' };
    const { status, headers, body } = await this.#assembly.answer(request);
    return { status, headers, body: body.toString('utf8') };
  }

  /** The kinds of senders whose deliveries are taken now. */
  connected(): readonly Sender[] {
    return SENDERS.filter((sender) => this.#settings.secrets[`webhook-${sender}`]() !== '');
  }

  deadLetters(): readonly DeadLetter[] {
    return this.#settings.storage.deadLetters.list();
  }

  /** Takes nothing more, finishes what is in flight, and closes. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const { api, busServer, pending, queues, refuseStrangers, stopClock } = this.#assembly;
    const { log, storage, time } = this.#settings;
    refuseStrangers();
    stopClock();
    const until = time.now() + PATIENCE_MS;
    await api.close(time, PATIENCE_MS);
    if (!(await within(time, Math.max(0, until - time.now()), pending.whenNothing()))) {
      log('WARN', 'Stopped before all was done; a start with the same data directory goes on.', {
        left: pending.count,
      });
    }
    for (const queue of queues) queue.close();
    await busServer.close(time, 0);
    await storage.close();
  }
}
