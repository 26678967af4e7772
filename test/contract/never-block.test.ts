/**
 * The promise: no command, address, function or exit status refuses or fails because of a grade or a verdict. Whoever
 * adds one of them adds its line to a table here; without it these tests fail.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  confirmAddress,
  digestAddress,
  digestDataAddress,
  digestsAddress,
} from '../../functions/domain/addresses.ts';
import { lastEnded } from '../../functions/domain/period.ts';
import type { ReleaseReport } from '../../functions/domain/report.ts';
import { confirmToken } from '../../functions/runtime/confirm-link.ts';
import { findings } from '../../lib/local/findings.ts';
import { functions } from '../../lib/wiring.ts';
import { inProcess } from '../integration/command/in-process.ts';
import { type Ended, shipshape } from '../integration/command/shipshape.ts';
import { signed } from '../support/deliveries.ts';
import { githubPayloads } from '../support/payloads.ts';
import { commandNames } from './command-names.ts';
import { type CountedHost, countedHost } from './counted-host.ts';
import { linesOf, type Quality, shipments } from './worlds.ts';

interface World {
  readonly quality: Quality;
  readonly directory: string;
  readonly data: string;
  readonly catalog: string;
}

const qualities: readonly Quality[] = ['best', 'worst'];

/** Every command, in an order in which each has what it needs; and what shows that it did its work. */
const commands: readonly (readonly [name: string, words: (world: World) => string[], done: RegExp])[] = [
  ['replay', ({ directory, data }) => [join(directory, 'events.jsonl'), '--data', data], /5\.0/],
  ['check', ({ data }) => ['5.0', '--data', data], /rank +\S/],
  ['dump', ({ data }) => ['--data', data], /"verdict":/],
  ['grade', ({ data }) => ['zero', '--data', data], /\d of 4 stars/],
  ['matrix', ({ data }) => ['--data', data], /\d features, \d+ of \d+ stars/],
  [
    'star',
    ({ data }) => ['zero', 'docs', '--as', 'ada', '--revoke', '--data', data],
    /ada takes back the star docs/,
  ],
  ['export', ({ catalog, data }) => [catalog, '--data', data], /Wrote .*features\.yml/],
  ['validate', ({ catalog }) => [catalog], /No problems|\d+ warning/],
  ['diff', ({ catalog, data }) => [catalog, '--data', data], /^Nothing to change\.\n$/],
  ['import', ({ catalog, data }) => [catalog, '--data', data], /^Nothing to change\.\n$/],
  [
    'review',
    ({ data }) => [
      ...['request', 'post', '--class', 'press', '--subject', 'News', '--reviewer', 'team:docs'],
      ...['--as', 'ada', '--feature', 'revoked', '--data', data],
    ],
    /ada asks team:docs to review post/,
  ],
  [
    'digest',
    ({ data }) => ['--team', 'search', '--data', data],
    /^Search, \w+ \d{4}\n[\s\S]*What to do next/,
  ],
  ['due', ({ data }) => ['--team', 'search', '--data', data], /^Due: Search, /],
  [
    'confirm',
    ({ data }) => ['feature:expired', '--as', 'ada', '--data', data],
    /ada says that this is still correct:\n {2}feature:expired\n1 record confirmed\.\n/,
  ],
  ['webhook-secret', ({ data }) => ['gitlab', '--data', data], /The secret of gitlab/],
  ['init', ({ directory }) => [join(directory, 'new')], /Wrote/],
];

const merged = signed('github', githubPayloads.pull_request, { 'x-github-event': 'pull_request' });

/** The last month that has ended: its digests are made by whatever host starts first. */
const month = lastEnded('month', new Date().toISOString(), 'UTC').name;

/** A link that confirms, as a message carries it. */
async function confirmLink({ data }: World): Promise<string> {
  const key = (await readFile(join(data, 'links-key'), 'utf8')).trim();
  return confirmAddress(
    confirmToken(key, { team: 'search', period: month, what: 'all' }, new Date().toISOString()),
  );
}

type Path = string | ((world: World) => Promise<string>);

/** Every address, and what is asked there, in this order. */
const addresses: Readonly<Record<string, readonly [path: Path, init?: RequestInit]>> = {
  'GET /': ['/'],
  'GET /releases/{release}': ['/releases/5.0'],
  'GET /deliveries': ['/deliveries'],
  'GET /quarantine': ['/quarantine'],
  'GET /digests': ['/digests'],
  'GET /digests/{audience}': [digestsAddress('team:search')],
  'GET /digests/{audience}/{period}': [digestAddress('team:search', month)],
  'GET /reviews': ['/reviews'],
  'GET /due': ['/due?team=search'],
  'GET /messages': ['/messages'],
  'GET /confirm/{token}': [confirmLink],
  'POST /confirm/{token}': [
    confirmLink,
    { method: 'POST', body: new URLSearchParams([['entity', 'feature:revoked']]) },
  ],
  'GET /api/releases': ['/api/releases'],
  'GET /api/releases/{release}': ['/api/releases/5.0'],
  'GET /api/digests/{audience}/{period}': [digestDataAddress('team:search', month)],
  'GET /api/reviews': ['/api/reviews'],
  'GET /api/reviews/{review}': ['/api/reviews/post'],
  'GET /api/due': ['/api/due?team=search'],
  'GET /api/catalog/{section}': ['/api/catalog/features'],
  'GET /api/grades/{feature}': ['/api/grades/zero'],
  'GET /api/matrix': ['/api/matrix'],
  'POST /webhooks/{source}': [
    '/webhooks/github',
    {
      method: 'POST',
      headers: Object.entries(merged.headers).map(([name, value = '']) => [name, value]),
      body: merged.body.toString(),
    },
  ],
  'POST /api/facts': [
    '/api/facts',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ facts: shipments }),
    },
  ],
};

const ended = new Map<string, Ended>();
const answered = new Map<string, number>();
const told = new Map<Quality, { lines: string[]; release: ReleaseReport }>();
const hosts = new Map<Quality, CountedHost>();
let directory: string;

async function walkCommands(world: World): Promise<void> {
  await writeFile(join(world.directory, 'events.jsonl'), linesOf(world.quality));
  // The worst as people run it; a process more for each command of the best would show nothing more.
  const run = world.quality === 'worst' ? shipshape : (...words: string[]) => inProcess({}, ...words);
  for (const [name, words] of commands)
    ended.set(`${world.quality} ${name}`, await run(name, ...words(world)));
}

async function walkAddresses(world: World): Promise<void> {
  const { quality, data } = world;
  const counted = await countedHost(data);
  hosts.set(quality, counted);
  const { host } = counted;
  const ask = (path: string, { headers, ...init }: RequestInit = {}) =>
    fetch(`${host.address}${path}`, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(headers)), authorization: `Bearer ${host.apiToken}` },
    });
  const lines = await findings(host);
  for (const [route, [path, init]] of Object.entries(addresses)) {
    const here = typeof path === 'string' ? path : await path(world);
    answered.set(`${quality} ${route}`, (await ask(here, init)).status);
  }
  await host.idle();
  told.set(quality, { lines, release: await (await ask('/api/releases/6.0')).json() });
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-never-'));
  await Promise.all(
    qualities.map(async (quality) => {
      const own = await mkdtemp(join(directory, `${quality}-`));
      const world = { quality, directory: own, data: join(own, 'data'), catalog: join(own, 'catalog') };
      await walkCommands(world);
      await walkAddresses(world);
    }),
  );
}, 480_000);
afterAll(async () => {
  for (const { host } of hosts.values()) await host.stop();
  await rm(directory, { recursive: true });
});

describe('With the worst grades exactly as with the best', () => {
  it.each(commands)('the command %s ends with 0, and has done its work', (name, _words, done) => {
    for (const quality of qualities) {
      const { status, out, err } = ended.get(`${quality} ${name}`) ?? {
        status: -1,
        out: '',
        err: 'it never ran',
      };
      expect({ quality, status, err: status === 0 ? '' : err }).toEqual({ quality, status: 0, err: '' });
      expect(out).toMatch(done);
    }
  });

  it.each(Object.keys(addresses))('%s answers, and the same', (route) => {
    const [best, worst] = qualities.map((quality) => answered.get(`${quality} ${route}`));
    expect(worst).toBeLessThan(400);
    expect(worst).toBe(best);
  });

  it.each(functions)('the function $name runs, and nothing of it fails', ({ name }) => {
    for (const quality of qualities) {
      const { runs, failures, host } = hosts.get(quality) ?? {};
      expect(runs?.get(name)).toBeGreaterThan(0);
      expect(failures?.filter((failure) => failure.startsWith(`${name}: `))).toEqual([]);
      expect(host?.deadLetters()).toEqual([]);
    }
  });

  it('the start tells its findings', () => {
    expect(told.get('best')?.lines).toEqual(['5.0: 3 of 3 projects shipped.']);
    expect(told.get('worst')?.lines).toEqual([
      expect.stringMatching(/0 of 3 projects shipped; nothing from/),
    ]);
  });

  it('what ships counts the same: planned, declared, merged, behind a flag, with a star or without', () => {
    const verdicts = qualities.map((quality) =>
      told.get(quality)?.release.projects.map(({ project, verdict, because, evidence }) => ({
        project,
        verdict,
        because,
        evidence,
      })),
    );
    expect(verdicts[1]).toEqual(verdicts[0]);
    expect(verdicts[1]?.map(({ project, verdict }) => `${project} ${verdict}`)).toEqual([
      'crawl shipped-on',
      'index shipped-off',
      'rank shipped-on',
    ]);
  });
});

describe('Nothing is left out of the promise', () => {
  it('not a command', async () => {
    expect(commands.map(([name]) => name).toSorted()).toEqual((await commandNames()).toSorted());
  });

  it('not an address', () => {
    const routes = functions.flatMap(({ routes = [] }) =>
      routes.map(({ method, path }) => `${method} ${path}`),
    );
    expect(Object.keys(addresses).toSorted()).toEqual(routes.toSorted());
  });

  it('and the worst world is as bad as it says', () => {
    const { out } = ended.get('worst matrix') ?? { out: '' };
    expect(out).toMatch(/ 0 of 16 stars/);
    expect(ended.get('worst check')?.out).toMatch(/SHIPPED NOTHING \(5 in a row\)/);
    expect(ended.get('worst replay')?.err).toMatch(/NOT_JSON.*\n.*BAD_TIME.*\n.*UNKNOWN_TYPE/);
    expect(ended.get('best matrix')?.out).toMatch(/ 20 of 20 stars/);
  });
});
