/** What pages cost: own time, compressed bytes and calls of the store of each, and readers while facts arrive. */
import { Agent, get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import '../../lib/local/tsx.ts';
import { PUBLIC_URL } from '../../functions/kernel/environment.ts';
import type { HttpHandler } from '../../functions/kernel/http/http.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { within } from '../../functions/kernel/surroundings.ts';
import { type Host, startHost } from '../../lib/local/host.ts';
import { ask } from '../site/fixture/request.ts';
import type { Entry } from '../support/facts.ts';
import { hostProcess } from '../support/host-process.ts';
import { type Call, faulty } from '../support/stores/faulty.ts';
import { calendar, change, entry, started } from './entries.ts';
import { costOf, withDirectory } from './measure.ts';
import type { Benchmark } from './run.ts';
import { digits, median, quantile, type Row, type Table } from './table.ts';

const SIZES = [34, 1_000, 10_000];
const QUICK_SIZES = [34, 100];
const TEAM_FEATURES = 10;
const RUNS = 9;
const GOAL_BYTES = 100 * 1024;
const BEGAN = '2020-01-02T00:00:00Z';

const CATEGORIES = ['docs', 'security', 'support', 'sales', 'design', 'testing', 'metrics', 'access'];

function* product(features: number): Generator<Entry> {
  yield entry('RubricPublished', BEGAN, {
    rubricVersion: '1',
    categories: CATEGORIES.map((category) => ({
      ...{ category, title: category, team: 'team-0', policy: 'either' },
      criteria: 'It is there, and somebody used it.',
    })),
  });
  yield* calendar();
  for (let at = 0; at < features; at += 1) {
    const [feature, team] = [`feature-${at}`, `team-${Math.floor(at / TEAM_FEATURES)}`];
    if (at % TEAM_FEATURES === 0) {
      yield entry('TeamRegistered', BEGAN, { team, title: `Team ${team}`, org: 'org' });
      yield started(`project-${team}`, BEGAN, team);
      yield change(`project-${team}`, '2021-12-10T00:00:00Z');
    }
    yield entry('FeatureRegistered', BEGAN, { feature, title: `Feature ${at}`, team, maturity: 'beta' });
    for (const category of CATEGORIES.slice(0, at % CATEGORIES.length))
      yield entry('StarGranted', BEGAN, { feature, category, side: 'team', rubricVersion: '1' });
  }
}

/** So many facts are published together. */
const TOGETHER = 500;

async function filled(host: Host, features: number): Promise<Host> {
  const facts = [...product(features)];
  for (let at = 0; at < facts.length; at += TOGETHER) await host.publish(facts.slice(at, at + TOGETHER));
  await host.idle();
  return host;
}

const PAGES: readonly (readonly [what: string, path: string])[] = [
  ['home', '/'],
  ['matrix', '/matrix'],
  ['feature', '/features/feature-7'],
  ['team', '/teams/team-1'],
  ['project', '/projects/project-team-1'],
  ['release', '/releases/server-23'],
  ['coming release', '/releases/server-24'],
];

interface Page {
  readonly status: number;
  readonly bytes: number;
  readonly cpu: number;
  readonly calls: number;
}

/** The function that answers pages, as a host runs it, and its calls of the store. */
async function measured(store: WholeStore, path: string): Promise<Page> {
  const { handler }: { handler: HttpHandler } = await import('../../functions/site/web/handler.ts');
  const calls: Call[] = [];
  const watched = faulty(store, { before: (call) => void calls.push(call) });
  const around = {
    bus: { publish: async () => {} },
    environment: { [PUBLIC_URL]: 'https://shipshape.example', POWERTOOLS_LOG_LEVEL: 'SILENT' },
  };
  const headers = { accept: 'text/html', 'accept-encoding': 'br' };
  const [pathname = '/', rawQuery = ''] = path.split('?', 2);
  const asked = { headers, rawQuery, query: Object.fromEntries(new URLSearchParams(rawQuery)) };
  const once = (over: WholeStore) => within({ ...around, store: over }, () => ask(handler, pathname, asked));
  const { statusCode, body, isBase64Encoded } = await once(watched);
  const cpu: number[] = [];
  for (let run = 0; run < RUNS; run += 1) cpu.push((await costOf(() => once(store))).cpu);
  const bytes = isBase64Encoded ? Buffer.from(body, 'base64').length : Buffer.byteLength(body);
  return { status: statusCode, bytes, cpu: median(cpu), calls: calls.length };
}

const kilobytes = (bytes: number) => `${digits(bytes / 1024, 1)} KB`;

async function pagesOf(features: number): Promise<Table> {
  const host = await filled(
    await startHost({ clock: false, listens: false, log: () => {}, environment: {} }),
    features,
  );
  try {
    const rows: Row[] = [];
    for (const [what, path] of PAGES) {
      const { status, cpu, bytes, calls } = await measured(host.store, path);
      const shown = status === 200 ? '' : `answered ${status}; `;
      const time = features === 34 ? '20 ms, ' : '';
      rows.push({
        what,
        measured: `${shown}${digits(cpu, 1)} ms of CPU, ${kilobytes(bytes)}, ${calls} calls of the store`,
        goal: `${time}under ${kilobytes(GOAL_BYTES)}`,
      });
    }
    return { title: `Pages over ${digits(features)} features`, rows, notes: ['brotli; the median of nine'] };
  } finally {
    await host.stop();
  }
}

const READERS = 100;
/** Each reader opens a page so often. */
const PAUSE_MS = 5_000;
const FACTS_PER_SECOND = 100;

const agent = new Agent({ keepAlive: true });

/** @returns milliseconds to the first byte and to the end, and the status */
const timed = (address: string) =>
  new Promise<{ first: number; whole: number; status: number }>((resolve, reject) => {
    const began = performance.now();
    get(address, { agent, headers: { accept: 'text/html', 'accept-encoding': 'br' } }, (answer) => {
      const first = performance.now() - began;
      answer.resume();
      answer.on('end', () =>
        resolve({ first, whole: performance.now() - began, status: answer.statusCode ?? 0 }),
      );
    }).on('error', reject);
  });

/** On disk, with the queues on a thread of their own, as `npm start` has it. */
const readersOver = (features: number, seconds: number): Promise<Table> =>
  withDirectory(async (data) => {
    const seeding = await startHost({ data, listens: false, clock: false, log: () => {}, environment: {} });
    await filled(seeding, features);
    const token = seeding.apiToken;
    await seeding.stop();
    const host = await hostProcess(data);
    try {
      // The first request of each page loads its modules.
      for (const [, path] of PAGES) await timed(host.address + path);
      const firsts: number[] = [];
      for (let run = 0; run < RUNS; run += 1) firsts.push((await timed(`${host.address}/matrix`)).first);
      const until = performance.now() + seconds * 1000;
      const reads: { whole: number; status: number }[] = [];
      const reader = async (at: number) => {
        await wait((at / READERS) * PAUSE_MS);
        for (let page = at; performance.now() < until; page += 1) {
          const [, path] = PAGES[page % PAGES.length] ?? ['', '/'];
          reads.push(await timed(host.address + path));
          await wait(PAUSE_MS);
        }
      };
      let said = 0;
      const saying = async () => {
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        while (performance.now() < until) {
          const began = performance.now();
          const facts = Array.from({ length: FACTS_PER_SECOND / 10 }, (_none, at) =>
            change(
              `project-team-${(said + at) % Math.max(1, Math.floor(features / TEAM_FEATURES))}`,
              new Date().toISOString(),
            ),
          );
          const answer = await fetch(`${host.address}/api/v1/facts`, {
            method: 'POST',
            headers,
            body: JSON.stringify({ facts }),
          });
          if (answer.ok) said += facts.length;
          await wait(Math.max(0, 100 - (performance.now() - began)));
        }
      };
      await Promise.all([saying(), ...Array.from({ length: READERS }, (_none, at) => reader(at))]);
      const times = reads.map(({ whole }) => whole);
      const refused = reads.filter(({ status }) => status !== 200).length;
      return {
        title: `Readers of a Shipshape with ${digits(features)} features, on one machine`,
        rows: [
          { what: 'first byte of the matrix', measured: `${digits(median(firsts), 0)} ms`, goal: '100 ms' },
          {
            what: `${READERS} readers, ${digits(said / seconds, 0)} facts a second`,
            measured: `p50 ${digits(quantile(times, 0.5), 0)} ms, p99 ${digits(quantile(times, 0.99), 0)} ms of ${reads.length} pages; ${refused} not answered 200`,
            goal: 'p99 under 300 ms',
          },
        ],
        notes: [`each reader opens a page every ${PAUSE_MS / 1000} s; they share the machine with it`],
      };
    } finally {
      await host.stop();
    }
  });

export const benchmark: Benchmark = async function* (quick) {
  for (const features of quick ? QUICK_SIZES : SIZES) yield await pagesOf(features);
  yield await readersOver(quick ? 34 : 1_000, quick ? 3 : 20);
};
