/** What takes webhooks in, each in a process of its own: Shipshape, the least that can be done, and a library that is often taken. */
import { type ChildProcess, fork } from 'node:child_process';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { createNodeMiddleware, Webhooks } from '@octokit/webhooks';
import { startHost } from '../../lib/local/host.ts';
import '../../lib/local/tsx.ts';
import { entry, scheduled, started } from './entries.ts';
import { PLACE } from './pull-requests.ts';

export const kinds = ['bare', 'octokit', 'shipshape'] as const;
export type Kind = (typeof kinds)[number];

/** CPU of a receiver since it started, in milliseconds, once all that it has taken in is done. */
export interface Used {
  readonly process: number;
  /** Of the thread that answers. */
  readonly answering: number;
}

export interface Receiver {
  /** Where deliveries go. */
  readonly address: string;
  used(): Promise<Used>;
  stop(): Promise<void>;
}

export async function startReceiver(kind: Kind, secret: string, directory: string): Promise<Receiver> {
  const child = fork(fileURLToPath(import.meta.url), [kind, secret, directory]);
  const address: string = await answerOf(child);
  return {
    address,
    async used() {
      child.send('used');
      return answerOf(child);
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

class ReceiverEndedError extends Error {
  override readonly name = 'ReceiverEndedError';
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const over = new AbortController();
  const ended = once(child, 'exit', { signal: over.signal }).then(([code]) => {
    throw new ReceiverEndedError(`A receiver ended with ${code}.`);
  });
  try {
    const [answer] = await Promise.race([once(child, 'message', { signal: over.signal }), ended]);
    return answer;
  } finally {
    ended.catch(() => {});
    over.abort();
  }
}

interface Running {
  readonly address: string;
  whenIdle(): Promise<void>;
}

type Start = (secret: string, directory: string) => Promise<Running>;

async function serve(path: string, listener: RequestListener): Promise<Running> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}${path}`, whenIdle: async () => {} };
}

const start: Readonly<Record<Kind, Start>> = {
  /** Reads the body, checks its signature, and has it on the disk before it answers. */
  bare: (secret, directory) => {
    const database = new DatabaseSync(join(directory, 'bare.sqlite'));
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE inbox (body TEXT)');
    const insert = database.prepare('INSERT INTO inbox VALUES (?)');
    return serve('/', async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      const [, given = ''] = String(request.headers['x-hub-signature-256']).split('=');
      const own = createHmac('sha256', secret).update(body).digest();
      const isVerified = given.length === 64 && timingSafeEqual(Buffer.from(given, 'hex'), own);
      if (isVerified) insert.run(body.toString());
      response.writeHead(isVerified ? 202 : 401).end();
    });
  },
  /** Verifies, parses, and hands it to somebody who does nothing with it. */
  octokit: (secret) => {
    const path = '/webhooks';
    const webhooks = new Webhooks({ secret });
    webhooks.on('pull_request.closed', () => {});
    return serve(path, createNodeMiddleware(webhooks, { path }));
  },
  shipshape: async (secret, directory) => {
    const environment = { SHIPSHAPE_SECRET_GITHUB: secret };
    const data = join(directory, 'data');
    const own = { processing: 'thread', loadsFirst: true, clock: false } as const;
    const host = await startHost({ data, environment, ...own });
    const january = '2020-01-02T00:00:00Z';
    await host.publish([
      ...[1, 2, 3].map(scheduled),
      started('project-0', january, 'search'),
      entry('SourceRegistered', january, { source: PLACE, train: 'server' }),
    ]);
    await host.idle();
    return { address: `${host.address}/webhooks/github`, whenIdle: () => host.idle() };
  },
};

const milliseconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000;

async function run(kind: string, secret: string, directory: string): Promise<void> {
  const known = kinds.find((each) => each === kind);
  if (known === undefined) throw new TypeError(`No receiver is called ${kind}.`);
  const running = await start[known](secret, directory);
  process.on('disconnect', () => process.exit());
  process.on('message', async () => {
    await running.whenIdle();
    const used: Used = {
      process: milliseconds(process.cpuUsage()),
      answering: milliseconds(process.threadCpuUsage()),
    };
    process.send?.(used);
  });
  process.send?.(running.address);
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , kind = '', secret = '', directory = ''] = process.argv;
  await run(kind, secret, directory);
}
