import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHost } from '../../../lib/local/host.ts';
import { inProcess } from './in-process.ts';
import { shipshape } from './shipshape.ts';

const DEMO = 'lib/local/demo/kubernetes.jsonl';
/** As the first version wrote it. */
const DUMP = 'test/lib/command/dump-of-version-1.jsonl';
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-command-'));
});
afterAll(() => rm(directory, { recursive: true }));

const run = (...words: string[]) => inProcess({}, ...words);

async function fileOf(name: string, lines: readonly unknown[]): Promise<string> {
  const file = join(directory, name);
  await writeFile(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return file;
}

const fact = (type: string, fields: Record<string, unknown>, id = type) => ({
  source: 'shipshape',
  'detail-type': type,
  detail: { version: 1, id, occurredAt: '2024-01-01T00:00:00Z', ...fields },
});

const silentProject = [
  fact('ProjectStarted', { project: 'quiet', title: 'Quiet', team: 'calm', train: 'server' }),
  fact('ReleaseScheduled', { release: '1.0', train: 'server', kind: 'minor' }),
  fact('ReleaseScheduled', { release: '1.1', train: 'server', kind: 'minor' }, 'next'),
  fact('ReleaseCut', { release: '1.0', occurredAt: '2024-02-01T00:00:00Z' }),
];

describe('shipshape replay', () => {
  it('prints verdicts as JSON in the order of the train and of the project ids, and ends with 0', async () => {
    const { status, out, err } = await shipshape('replay', DEMO, '--json');
    const result = JSON.parse(out);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(Object.keys(result)).toEqual(['events', 'quarantined', 'unregistered', 'unscheduled', 'releases']);
    expect(result.events).toBe(160);
    expect(result.releases.map(({ release }: { release: string }) => release)).toEqual(
      [27, 28, 29, 30, 31].map((minor) => `kubernetes-1.${minor}`),
    );
    const [, of128] = result.releases;
    expect(Object.keys(of128.projects[0])).toEqual(['project', 'team', 'verdict', 'streak', 'evidence']);
    const names = of128.projects.map(({ project }: { project: string }) => project);
    expect(names).toEqual([...names].sort());
  });

  it('gives every bad line its reason, with file and line, and goes on with the rest', async () => {
    const cut = { release: 'a#1' };
    const file = await fileOf('bad.jsonl', [
      'this is not JSON',
      fact('ReleaseCutt', cut),
      fact('ReleaseCut', { ...cut, version: 2 }),
      fact('ReleaseCut', { ...cut, occurredAt: '2026-02-30T00:00:00Z' }),
      fact('ReleaseCut', { release: 'x'.repeat(3000) }),
      fact('ReleaseCut', cut, ''),
      fact('ReleaseCut', { release: 7 }),
      fact('FeatureFlagChanged', { flag: 'nobody-owns', enabledByDefault: true }, 'same'),
      fact('FeatureFlagChanged', { flag: 'nobody-owns', enabledByDefault: false }, 'same'),
      fact('ChangeMerged', {
        project: 'nobody-started',
        title: 'x'.repeat(410_000),
        url: 'https://example.com',
      }),
      fact('ProjectPaused', { project: 'nobody-started' }),
      fact('ReleaseCut', cut),
      { ...fact('ReleaseCut', cut), source: 'aws.s3' },
      '',
      '[]',
    ]);
    const { status, out, err } = await run('replay', file, '--json');
    const { events, quarantined, unregistered } = JSON.parse(out);
    const reasons = quarantined.map((each: { line: number; reason: string }) => [
      each.line,
      each.reason.split(':')[0],
    ]);
    expect(reasons.toSorted()).toEqual(
      [
        [1, 'NOT_JSON'],
        [2, 'UNKNOWN_TYPE'],
        [3, 'UNKNOWN_VERSION'],
        [4, 'BAD_TIME'],
        [5, 'BAD_ID'],
        [6, 'BAD_ID'],
        [7, 'BAD_FIELD'],
        expect.arrayContaining(['ID_REUSED']),
        [10, 'TOO_LARGE'],
        [13, 'UNKNOWN_SOURCE'],
        [15, 'NOT_AN_EVENT'],
      ].toSorted(),
    );
    expect(unregistered.map(({ entity, id }: { entity: string; id: string }) => `${entity} ${id}`)).toEqual([
      'flag nobody-owns',
      'project nobody-started',
      'release a#1',
    ]);
    expect({ status, events }).toEqual({ status: 0, events: 14 });
    expect(err).toContain(`${file}:4: BAD_TIME: occurredAt is not an existing moment`);
  });

  it('takes the facts of a dump along, also of one that the first version wrote, and leaves the rest', async () => {
    const data = join(directory, 'taken-along');
    const replayed = await run('replay', DUMP, '--json', '--data', data);
    const { events, quarantined, releases } = JSON.parse(replayed.out);
    expect({ events, quarantined }).toEqual({ events: 7, quarantined: [] });
    expect(releases[0].projects.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'shipped-nothing',
      'shipped-on',
    ]);
    // Some facts stood in the ledgers of more entities than they do now.
    const factsIn = (dump: string) => {
      const lines = dump.split('\n').filter((line) => line.includes('"sk":"EVENT#'));
      return [
        ...new Set(lines.map((line) => JSON.parse(line)).map(({ type, body }) => `${type} ${body}`)),
      ].sort();
    };
    const dumped = await run('dump', '--data', data);
    expect(factsIn(dumped.out)).toEqual(factsIn(await readFile(DUMP, 'utf8')));
  });

  it.each([
    ['a file that holds no JSON', ['replay', 'LICENSE'], 'LICENSE:1: no line of this file is JSON'],
    ['an unknown command', ['repla'], 'Did you mean replay?'],
    ['no file', ['replay'], "missing required argument 'file'"],
    ['an unknown option', ['dump', '--dta', 'x'], "unknown option '--dta'"],
  ])('ends with 2 and says what is wrong for %s', async (_what, words, message) => {
    const { status, out, err } = await run(...words);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });

  it.each([
    ['usage', ['replay'], "missing required argument 'file'"],
    ['input', ['replay', 'nowhere.jsonl'], 'nowhere.jsonl: there is no such file'],
    ['kind of input', ['replay', 'docs'], 'docs: this is a directory'],
  ])('ends its process with 2 for wrong %s, and says so on stderr alone', async (_what, words, message) => {
    const { status, out, err } = await shipshape(...words);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });
});

describe('The exit status', () => {
  it('is 0 when every project of a release shipped nothing', async () => {
    const data = join(directory, 'worst');
    const replayed = await shipshape('replay', await fileOf('quiet.jsonl', silentProject), '--data', data);
    const checked = await shipshape('check', '1.0', '--data', data);
    expect([replayed.status, checked.status]).toEqual([0, 0]);
    expect(checked.out).toContain('SHIPPED NOTHING');
  });
});

describe('shipshape check and dump', () => {
  it('tell apart a release that is not judged yet, and one that nobody scheduled', async () => {
    const data = join(directory, 'check');
    await run('replay', await fileOf('more.jsonl', silentProject), '--data', data);
    const planned = await run('check', '1.1', '--data', data, '--json');
    const unknown = await run('check', '9.9', '--data', data);
    expect(planned.status).toBe(0);
    expect(planned.err).toContain('1.1 is neither cut nor published yet');
    expect(JSON.parse(planned.out).releases).toEqual([]);
    expect(unknown.status).toBe(2);
    expect(unknown.err).toContain('No scheduled release is called 9.9');
  });

  it('give the same text for the same facts in another order', async () => {
    const texts = [];
    for (const [name, lines] of [
      ['forth', silentProject],
      ['back', silentProject.toReversed()],
    ] as const) {
      const data = join(directory, name);
      await run('replay', await fileOf(`${name}.jsonl`, lines), '--data', data);
      texts.push((await run('dump', '--data', data)).out);
    }
    expect(texts[0]).toContain('"verdict":"shipped-nothing"');
    expect(texts[1]).toBe(texts[0]);
  });

  it('read beside a running host, and say that it has the data directory where they would write', async () => {
    const data = join(directory, 'held');
    await run('replay', await fileOf('held.jsonl', silentProject), '--data', data);
    const host = await startHost({ data, log: () => {} });
    const [dumped, checked] = [await run('dump', '--data', data), await run('check', '1.0', '--data', data)];
    await host.stop();
    expect(dumped).toMatchObject({ status: 0, err: '' });
    expect(dumped.out).toContain('"verdict":"shipped-nothing"');
    expect(checked).toMatchObject({ status: 2, out: '' });
    expect(checked.err).toContain(`The data directory ${data} is in use by another Shipshape`);
  });

  it.each([
    ['dump', ['dump']],
    ['check', ['check', '1.0']],
    ['matrix', ['matrix']],
    ['due', ['due']],
  ])('name the data directory that is not there, and make none: %s', async (_name, words) => {
    const data = join(directory, 'nowhere');
    const { status, out, err } = await run(...words, '--data', data);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(`There is no data directory ${data}.`);
    await expect(stat(data)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
