/** The one-machine host while webhooks come in: how long their senders wait for the answer. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHost } from '../../lib/local/host.ts';
import { functions } from '../../lib/wiring.ts';
import { entry, scheduled, started } from './entries.ts';
import { PLACE } from './pull-requests.ts';
import { PROJECTS, projectOf, type Sent } from './webhook-sender.ts';

const SECRET = 'a secret of the benchmark';
const SENDER = fileURLToPath(new URL('webhook-sender.ts', import.meta.url));
const JANUARY = '2020-01-02T00:00:00Z';
const TEAMS = 20;

export interface Load {
  readonly perSecond: number;
  readonly seconds: number;
  /** Whether the facts are recorded and judged meanwhile, on the same thread, or nobody takes them from the bus. */
  readonly isWhole: boolean;
}

export interface Loaded extends Sent {
  /** Seconds until all of it was recorded and judged, after the last answer. */
  readonly behind: number;
  readonly dead: number;
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
  const environment = { ...process.env, SHIPSHAPE_SECRET_GITHUB: SECRET };
  try {
    const seeding = await startHost({ data, environment });
    await seeding.publish(known());
    await seeding.idle();
    await seeding.stop();
    const wired = functions.filter(({ name }) => load.isWhole || name === 'ingest');
    const host = await startHost({ data, environment, functions: wired });
    try {
      const sent = await sentTo(host.address, load);
      const began = performance.now();
      await host.idle();
      return { ...sent, behind: (performance.now() - began) / 1000, dead: host.deadLetters().length };
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
