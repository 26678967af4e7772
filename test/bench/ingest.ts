/** The CPU of one delivery, compared with the minimum and with an alternative. */
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { withDirectory } from './measure.ts';
import { pullRequest, type SignedDelivery } from './pull-requests.ts';
import { type Kind, kinds, type Receiver, startReceiver } from './receivers.ts';
import type { Benchmark } from './run.ts';
import { digits, median, type Row, times } from './table.ts';

const SECRET = 'a secret of the benchmark';
/** In turns, so that other work of the machine affects all kinds alike. */
const ROUNDS = 10;
const QUICK_ROUNDS = 1;
const DELIVERIES = 300;
/** The rate that Shipshape has to sustain; it admits no more. */
const PER_SECOND = 200;
const COME_AGAIN_MS = 1_000;

const names: Readonly<Record<Kind, string>> = {
  bare: 'the least: node:http, the signature, a row in SQLite that is on the disk',
  octokit: '@octokit/webhooks: verified and parsed, nothing stored',
  shipshape: 'Shipshape: verified, understood, attributed, in the queue on the disk',
};

class DeliveryNotTakenError extends Error {
  override readonly name = 'DeliveryNotTakenError';
}

const agent = new Agent({ keepAlive: true });

/** @returns the status of the answer */
const post = (address: string, { headers, body }: SignedDelivery): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const length = { 'content-length': body.length };
    const sending = request(address, { method: 'POST', headers: { ...headers, ...length }, agent });
    sending.on('error', reject);
    sending.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode)));
    sending.end(body);
  });

/** Sends it again after a 503, as on a busy machine. */
async function deliver(address: string, delivery: SignedDelivery): Promise<void> {
  const status = await post(address, delivery);
  if (status === 503) {
    await wait(COME_AGAIN_MS);
    await deliver(address, delivery);
  } else if (status !== 200 && status !== 202)
    throw new DeliveryNotTakenError(`${address} answers ${status}.`);
}

async function deliverAll(address: string, deliveries: readonly SignedDelivery[]): Promise<void> {
  const began = performance.now();
  const answers = [];
  for (const [at, delivery] of deliveries.entries()) {
    const early = began + (at * 1000) / PER_SECOND - performance.now();
    if (early > 0) await wait(early);
    answers.push(deliver(address, delivery));
  }
  await Promise.all(answers);
}

/** Milliseconds of CPU a delivery, of each round. */
interface Taken {
  readonly kind: Kind;
  readonly receiver: Receiver;
  readonly answering: number[];
  readonly whole: number[];
}

async function round({ receiver, answering, whole }: Taken, deliveries: readonly SignedDelivery[]) {
  const before = await receiver.used();
  await deliverAll(receiver.address, deliveries);
  const after = await receiver.used();
  answering.push((after.answering - before.answering) / deliveries.length);
  whole.push((after.process - before.process) / deliveries.length);
}

function rowsOf(all: readonly Taken[]): Row[] {
  const least = median(all.find(({ kind }) => kind === 'bare')?.whole ?? []);
  const cost = (values: readonly number[]) =>
    `${digits(median(values), 3)} ms of CPU, ${times(median(values), least)} the least`;
  return all.flatMap(({ kind, answering, whole }) => {
    if (kind !== 'shipshape') return [{ what: names[kind], measured: cost(whole) }];
    return [
      { what: names[kind], measured: cost(answering) },
      { what: 'the same, and recorded and judged, on another thread', measured: cost(whole) },
    ];
  });
}

async function measured(rounds: number, all: readonly Taken[]): Promise<void> {
  for (let at = 0; at <= rounds; at += 1) {
    const deliveries = Array.from({ length: DELIVERIES }, (_, index) =>
      pullRequest(at * DELIVERIES + index, 'project-0', SECRET),
    );
    for (const each of all) await round(each, deliveries);
    // The first is to warm up.
    if (at === 0) for (const { answering, whole } of all) answering.length = whole.length = 0;
  }
}

const sideBySide = (rounds: number): Promise<Row[]> =>
  withDirectory(async (directory) => {
    const all: Taken[] = [];
    try {
      for (const kind of kinds) {
        const receiver = await startReceiver(kind, SECRET, directory);
        all.push({ kind, receiver, answering: [], whole: [] });
      }
      await measured(rounds, all);
      return rowsOf(all);
    } finally {
      for (const { receiver } of all) await receiver.stop();
      agent.destroy();
    }
  });

export const benchmark: Benchmark = async function* (quick) {
  const bytes = pullRequest(0, 'project-0', SECRET).body.length;
  yield {
    title: `One delivery over HTTP: a merged pull request of ${digits(bytes / 1024, 1)} KB, each another one`,
    rows: await sideBySide(quick ? QUICK_ROUNDS : ROUNDS),
    notes: [`${PER_SECOND} come a second`],
  };
};
