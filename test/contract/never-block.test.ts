/**
 * The promise: no command, address, function or exit status refuses or fails because of a grade or a verdict. A new
 * command or address needs a line in a table of promised.ts; without it these tests fail.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signInRoutes } from '../../functions/site/sign-in/routes.ts';
import type { ReleaseReport } from '../../functions/verdicts/model/report.ts';
import { findings } from '../../lib/local/greeting.ts';
import { type Host, startHost } from '../../lib/local/host.ts';
import { type Handler, loadFunction } from '../../lib/local/local-function.ts';
import { functions } from '../../lib/wiring.ts';
import type { FunctionWiring } from '../../lib/wiring-shape.ts';
import { everyCommand } from '../docs/program.ts';
import { inProcess } from '../lib/command/in-process.ts';
import { type Ended, shipshape } from '../lib/command/shipshape.ts';
import { everyRoute } from '../site/fixture/web.ts';
import { SECRETS } from '../support/deliveries.ts';
import { addresses, commands, type World } from './promised.ts';
import { linesOf, type Quality } from './worlds.ts';

/** A host that counts the runs of each of its functions, and collects failures. */
interface CountedHost {
  readonly host: Host;
  readonly runs: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
}

const failedIn = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'batchItemFailures' in answer
    ? JSON.stringify(answer.batchItemFailures) !== '[]'
    : false;

async function countedHost(data: string): Promise<CountedHost> {
  const environment = { SHIPSHAPE_SECRET_GITHUB: SECRETS.github };
  const runs = new Map<string, number>();
  const failures: string[] = [];
  const handlers =
    (wiring: FunctionWiring): Handler =>
    async (event, context) => {
      const { name } = wiring;
      runs.set(name, (runs.get(name) ?? 0) + 1);
      try {
        const answer = await (await loadFunction(wiring))(event, context);
        if (failedIn(answer)) failures.push(`${name}: ${JSON.stringify(answer)}`);
        return answer;
      } catch (error) {
        failures.push(`${name}: ${String(error)}`);
        throw error;
      }
    };
  const host = await startHost({ data, environment, handlers, log: () => {} });
  return { host, runs, failures };
}

const qualities: readonly Quality[] = ['best', 'worst'];

/** The commands that show verdicts and grades. In the worst world each is a process with a real exit status. */
const ofVerdictsAndGrades = new Set(['replay', 'check', 'grade', 'matrix', 'digest']);

const ended = new Map<string, Ended>();
const answered = new Map<string, number>();
const shown = new Map<Quality, { lines: string[]; release: ReleaseReport }>();
const hosts = new Map<Quality, CountedHost>();
let directory: string;

async function walkCommands(world: World): Promise<void> {
  await writeFile(join(world.directory, 'events.jsonl'), linesOf(world.quality));
  await writeFile(join(world.directory, 'tags.txt'), 'v1.2.0\nnightly\n');
  for (const [name, words] of commands) {
    const isAsPeopleRunIt = world.quality === 'worst' && ofVerdictsAndGrades.has(name);
    const run = isAsPeopleRunIt ? shipshape : (...all: string[]) => inProcess({}, ...all);
    ended.set(`${world.quality} ${name}`, await run(name, ...words(world)));
  }
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
  const lines = await findings(host.store);
  for (const [route, [path, init]] of Object.entries(addresses)) {
    const here = typeof path === 'string' ? path : await path(world);
    answered.set(`${quality} ${route}`, (await ask(here, init)).status);
  }
  await host.idle();
  shown.set(quality, { lines, release: await (await ask('/api/v1/releases/6.0')).json() });
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

describe('With the worst grades as with the best', () => {
  it.each(commands)('the command %s ends with 0, and has done its work', (name, _words, done) => {
    for (const quality of qualities) {
      const { status, out, err } = ended.get(`${quality} ${name}`) ?? { err: 'it never ran' };
      expect({ quality, status, err: status === 0 ? '' : err }).toEqual({ quality, status: 0, err: '' });
      expect(out).toMatch(done);
    }
  });

  it.each(Object.keys(addresses))('%s answers, and the same', (route) => {
    const [best, worst] = qualities.map((quality) => answered.get(`${quality} ${route}`));
    expect(worst).toBeLessThan(400);
    expect(worst).toBe(best);
  });

  it.each(functions)('the function $name runs and never fails', ({ name }) => {
    for (const quality of qualities) {
      const { runs, failures, host } = hosts.get(quality) ?? {};
      expect(runs?.get(name)).toBeGreaterThan(0);
      expect(failures?.filter((failure) => failure.startsWith(`${name}: `))).toEqual([]);
      expect(host?.deadLetters()).toEqual([]);
    }
  });

  it('the start shows its findings', () => {
    expect(shown.get('best')?.lines).toEqual(['5.0: 3 of 3 projects shipped.']);
    expect(shown.get('worst')?.lines).toEqual([
      expect.stringMatching(/0 of 3 projects shipped; nothing from/),
    ]);
  });

  it('what ships counts the same: planned, declared, merged, behind a flag, with a star or without', () => {
    const verdicts = qualities.map((quality) =>
      shown.get(quality)?.release.projects.map(({ project, verdict, because, evidence }) => ({
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

describe('The promise covers', () => {
  it('every command', () => {
    const names = everyCommand().commands.map((command) => command.name());
    // `start` is the host itself, whose findings and addresses are looked at above.
    const there = names.filter((name) => name !== 'start');
    expect(commands.map(([name]) => name).toSorted()).toEqual(there.toSorted());
  });

  it('every address', () => {
    const wired = functions
      .filter(({ name }) => name !== 'web')
      .flatMap(({ routes = [] }) => routes.map(({ method, path }) => `${method} ${path}`));
    // Who somebody is depends on the catalog and the provider, and what they may state on the policy: all know no grade.
    const shown = everyRoute().flatMap(({ route }) =>
      Object.hasOwn(signInRoutes, route) || route.endsWith(' /say/{action}') ? [] : route,
    );
    const routes = [...wired, ...shown];
    expect(Object.keys(addresses).toSorted()).toEqual(routes.toSorted());
  });

  it('a worst world that is as bad as it says', () => {
    const { out } = ended.get('worst matrix') ?? { out: '' };
    expect(out).toMatch(/ 0 of 16 stars/);
    expect(ended.get('worst check')?.out).toMatch(/SHIPPED NOTHING \(5 in a row\)/);
    expect(ended.get('worst replay')?.err).toMatch(/NOT_JSON.*\n.*BAD_TIME.*\n.*UNKNOWN_TYPE/);
    expect(ended.get('best matrix')?.out).toMatch(/ 20 of 20 stars/);
  });
});
