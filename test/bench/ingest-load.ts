/** `npm start` while webhooks come in: how long their senders wait for the answer, and what it takes of the machine. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { startHost } from '../../lib/local/host.ts';
import { readLedger } from '../../lib/local/storage.ts';
import { type HostProcess, hostProcess } from '../support/host-process.ts';
import { entry, scheduled, started } from './entries.ts';
import { PLACE } from './pull-requests.ts';
import { PROJECTS, projectOf, type Sent } from './webhook-sender.ts';

const SECRET = 'a secret of the benchmark';
const SENDER = fileURLToPath(new URL('webhook-sender.ts', import.meta.url));
const JANUARY = '2020-01-02T00:00:00Z';
const TEAMS = 20;
const LOOK_EVERY_MS = 50;

export interface Load {
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Loaded extends Sent {
  /** Seconds until all of it was recorded and judged, after the last answer. */
  readonly behind: number;
  readonly dead: number;
  /** Changes in the ledger, of the whole run with its warm-up. */
  readonly recorded: number;
  /** Of the host, in megabytes; undefined where the system does not tell. */
  readonly peakMemory: number | undefined;
}

/** A train with releases, the projects on it, and whose place the repository is. */
const known = () => [
  ...[1, 2, 3].map(scheduled),
  ...Array.from({ length: PROJECTS }, (_, at) => started(projectOf(at), JANUARY, `team-${at % TEAMS}`)),
  entry('SourceRegistered', JANUARY, { source: PLACE, train: 'server' }),
];

/** On disk, as `npm start` has it. */
export async function loaded(load: Load): Promise<Loaded> {
  const data = await mkdtemp(join(tmpdir(), 'shipshape-bench-'));
  try {
    const seeding = await startHost({ data, listens: false, clock: false });
    await seeding.publish(known());
    await seeding.idle();
    await seeding.stop();
    const host = await hostProcess(data, { SHIPSHAPE_SECRET_GITHUB: SECRET });
    try {
      const sent = await sentTo(host.address, load);
      const began = performance.now();
      const dead = await done(host);
      const behind = (performance.now() - began) / 1000;
      const [recorded, peakMemory] = [await changesIn(data), await peakOf(host)];
      return { ...sent, behind, dead, recorded, peakMemory };
    } finally {
      await host.stop();
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function sentTo(address: string, { perSecond, seconds }: Load): Promise<Sent> {
  const parameters = [`${address}/webhooks/github`, SECRET, String(perSecond), String(seconds)];
  const sender = fork(SENDER, parameters);
  const ended = once(sender, 'exit').then(([code]) => {
    throw new Error(`The sending process ended with ${code}.`);
  });
  const [sent] = await Promise.race([once(sender, 'message'), ended]);
  sender.disconnect();
  return sent;
}

const health = z.object({ queues: z.record(z.string(), z.unknown()), deadLetters: z.number() });

/** Waits until nothing is in a queue. @returns how many messages were given up */
async function done({ address }: HostProcess): Promise<number> {
  for (;;) {
    const answer = health.parse(await (await fetch(`${address}/health`)).json());
    if (Object.keys(answer.queues).length === 0) return answer.deadLetters;
    await wait(LOOK_EVERY_MS);
  }
}

async function changesIn(data: string): Promise<number> {
  const ledger = await readLedger(data, {});
  let changes = 0;
  for await (const page of ledger.store.scan())
    changes += page.filter(({ type, sk }) => type === 'ChangeMerged' && sk.startsWith('EVENT#')).length;
  ledger.close();
  return changes;
}

async function peakOf({ pid }: HostProcess): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
