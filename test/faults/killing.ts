/**
 * Kills `npm start` again and again under webhooks, at random moments. What it answered 2xx must be recorded in the end, and
 * a mail may come twice only if a kill falls between the mail and the note that it was sent.
 */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { readLedger } from '../../lib/local/storage.ts';
import { PLACE, pullRequest } from '../bench/pull-requests.ts';
import { type HostProcess, hostProcess } from '../support/host-process.ts';
import { startSmtp } from '../support/outgoing/smtp.ts';

export interface Killing {
  readonly data: string;
  readonly kills: number;
  /** Deliveries. */
  readonly perSecond: number;
  /** The longest that a process lives, in milliseconds. */
  readonly lifeMs: number;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
}

export interface Killed {
  /** Deliveries that were answered 2xx, and those of them that are not recorded. */
  readonly acked: number;
  readonly missing: readonly number[];
  readonly dead: number;
  /** Mails, and how often each came beyond once. */
  readonly mails: number;
  readonly repeats: readonly number[];
}

const SECRET = 'a secret of who kills processes';
const TOKEN = 'a-token-of-who-kills-processes';
const TIMEOUT_MS = 10_000;
const PROJECTS = 200;
const projectOf = (number: number): string => `busy-${number % PROJECTS}`;
const LOOK_EVERY_MS = 100;

export async function killed(killing: Killing): Promise<Killed> {
  const mail = await startSmtp();
  const environment = {
    SHIPSHAPE_SECRET_GITHUB: SECRET,
    SHIPSHAPE_API_TOKEN: TOKEN,
    SHIPSHAPE_MAIL: mail.url,
    SHIPSHAPE_MAIL_FROM: 'ship@example.com',
  };
  const start = () => hostProcess(killing.data, environment);
  let host = await start();
  if (!(await publish(host, known()))) throw new TypeError('The facts to begin with are not taken.');
  const sender = sendDeliveries(() => host.address, killing.perSecond);
  for (let kill = 1; kill <= killing.kills; kill += 1) {
    const isTold = await publish(host, flagging(kill));
    await sleep(killing.lifeMs * killing.random());
    await host.kill();
    host = await start();
    // Nobody could say that it was taken: it is said again, and changes nothing if it was.
    if (!isTold) await publish(host, flagging(kill));
  }
  const acked = await sender.stop();
  const dead = await untilDone(host);
  await host.stop();
  await mail.close();
  const recorded = await recordedIn(killing.data);
  return {
    acked: acked.size,
    missing: [...acked].filter((number) => !recorded.has(number)),
    dead,
    mails: mail.got.length,
    repeats: repeatsIn(mail.got.map(({ raw }) => raw)),
  };
}

type Fact = Readonly<Record<string, unknown>>;

const fact = (type: string, id: string, detail: Fact) => ({
  'detail-type': type,
  detail: { version: 1, id, occurredAt: new Date(Date.now() - 60_000).toISOString(), ...detail },
});

const LONG_AGO = { occurredAt: '2020-01-01T00:00:00.000Z' };

/** The mapping of the repository, a project that ships nothing, and the channel that hears of it. */
const known = () => [
  fact('SourceRegistered', 'source', { ...LONG_AGO, source: PLACE, train: 'server' }),
  ...Array.from({ length: PROJECTS }, (_, at) => project(projectOf(at), 'server')),
  project('quiet', 'loud'),
  fact('ChannelRegistered', 'channel', {
    ...LONG_AGO,
    channel: 'mail',
    kind: 'email',
    audience: 'all',
    about: ['flagged'],
    to: 'lead@example.com',
  }),
];

const project = (name: string, train: string) =>
  fact('ProjectStarted', name, { ...LONG_AGO, project: name, title: name, team: 'calm', train });

/** A release that is cut now, in which a project shipped nothing. */
const flagging = (kill: number) => [
  fact('ReleaseScheduled', `scheduled ${kill}`, { release: `loud-${kill}`, train: 'loud', kind: 'minor' }),
  fact('ReleaseCut', `cut ${kill}`, {
    release: `loud-${kill}`,
    occurredAt: new Date(Date.now() - 30_000).toISOString(),
  }),
];

/** @returns whether it was answered 2xx */
async function publish({ address }: HostProcess, facts: readonly object[]): Promise<boolean> {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ facts });
  const init = { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) };
  return fetch(`${address}/api/facts`, init).then(
    ({ ok }) => ok,
    () => false,
  );
}

function sendDeliveries(address: () => string, perSecond: number) {
  const acked = new Set<number>();
  const pending = new Set<Promise<void>>();
  let number = 0;
  const timer = setInterval(() => {
    number += 1;
    const sent = number;
    const sending = deliver(address(), sent).then((status) => {
      if (status !== undefined && status >= 200 && status < 300) acked.add(sent);
      pending.delete(sending);
    });
    pending.add(sending);
  }, 1000 / perSecond);
  return {
    async stop(): Promise<ReadonlySet<number>> {
      clearInterval(timer);
      await Promise.all(pending);
      return acked;
    },
  };
}

const deliver = (address: string, number: number) =>
  new Promise<number | undefined>((resolve) => {
    const { headers, body } = pullRequest(number, projectOf(number), SECRET);
    const sending = request(`${address}/webhooks/github`, {
      method: 'POST',
      headers: { ...headers, 'content-length': body.length },
      agent: false,
      timeout: TIMEOUT_MS,
    });
    sending.on('timeout', () => sending.destroy());
    sending.on('error', () => resolve(undefined));
    sending.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sending.end(body);
  });

const health = z.object({ queues: z.record(z.string(), z.unknown()), deadLetters: z.number() });

async function untilDone({ address }: HostProcess): Promise<number> {
  for (;;) {
    const { queues, deadLetters } = health.parse(await (await fetch(`${address}/health`)).json());
    if (Object.keys(queues).length === 0) return deadLetters;
    await sleep(LOOK_EVERY_MS);
  }
}

/** The numbers of the pull requests whose changes are in the ledger. */
async function recordedIn(data: string): Promise<ReadonlySet<number>> {
  const ledger = await readLedger(data, {});
  const numbers = new Set<number>();
  for await (const page of ledger.store.scan())
    for (const { type, body } of page) {
      const number = type === 'ChangeMerged' ? /pull\/(\d+)"/.exec(String(body))?.[1] : undefined;
      if (number !== undefined) numbers.add(Number(number));
    }
  ledger.close();
  return numbers;
}

function repeatsIn(mails: readonly string[]): number[] {
  const times = new Map<string, number>();
  for (const raw of mails) {
    const id = /^Message-ID: *(\S+)/im.exec(raw)?.[1] ?? raw;
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  return [...times.values()].filter((count) => count > 1).map((count) => count - 1);
}
