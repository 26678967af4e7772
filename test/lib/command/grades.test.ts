import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { fact, registered } from '../../support/facts.ts';
import { inProcess } from './in-process.ts';
import { shipshape, shipshapeWith } from './shipshape.ts';
import { refusals } from './star-refusals.ts';

const TOKEN = 'chosen-by-the-test-for-its-host';
const AWAY = { SHIPSHAPE_API_TOKEN: TOKEN };

let directory: string;
let host: Host;

/** Asks the running Shipshape of these tests. */
const ask = (...words: string[]) => inProcess(AWAY, ...words, '--url', host.address);

/** Says something of a star, and waits until it is recorded. */
async function star(...words: string[]) {
  const ended = await ask('star', ...words);
  await host.idle();
  return ended;
}

/** A star in the matrix as programs read it. */
async function wordOf(feature: string, category: string): Promise<string | undefined> {
  const { features } = JSON.parse((await ask('matrix', '--format', 'json')).out);
  return features.find((row: { feature: string }) => row.feature === feature)?.stars[category];
}

const category = (name: string, policy: 'team' | 'author' | 'either' | 'both' | 'check', more = {}) => ({
  category: name,
  title: `The ${name}`,
  team: 'writers',
  policy,
  criteria: 'Good enough.',
  ...more,
});

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-grades-'));
  host = await startHost({ environment: AWAY, log: () => {} });
  await host.publish([
    fact('RubricPublished', '2024-01-01', {
      rubricVersion: '1',
      categories: [
        category('docs', 'team'),
        category('tests', 'author'),
        category('a11y', 'both'),
        category('support', 'either'),
        category('speed', 'check', { check: 'facts.p95 <= 300' }),
      ],
    }),
    fact('PersonRegistered', '2024-01-01', {
      person: 'ada',
      name: 'Ada',
      email: 'Ada@Example.com',
      accounts: ['github:ada-l'],
      teams: ['writers'],
    }),
    fact('PersonRegistered', '2024-01-01', { person: 'grace', name: 'Grace', teams: ['search'] }),
    fact('PersonRegistered', '2024-01-01', { person: 'linus', name: 'Linus' }),
    ...['sort', 'order', 'filter', 'named', 'past', 'both'].map((feature) =>
      registered(feature, '2024-01-02', { authors: ['person:grace'] }),
    ),
    registered('old', '2024-01-02'),
    fact('FeatureRetired', '2024-02-01', { feature: 'old' }),
    registered('others', '2024-01-02', { team: 'search-2' }),
  ]);
  await host.idle();
});
afterAll(async () => {
  await host.stop();
  await rm(directory, { recursive: true });
});

describe('From a new catalog to a matrix', () => {
  /** What a new user does. @param target options that name where the catalog is kept */
  async function walk(go: (...words: string[]) => ReturnType<typeof shipshape>, target: string[]) {
    const catalog = join(directory, `catalog-${target[0]}`);
    const done = async (...words: string[]) => {
      const { status, out, err } = await go(...words);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      return out;
    };
    await inProcess({}, 'init', catalog);
    await done('import', catalog, ...target);
    const said = await done('star', 'code-search', 'documentation', '--as', 'ada', ...target);
    return { said, done };
  }

  it('works on a data directory, where each command is a process', async () => {
    const target = ['--data', join(directory, 'data')];
    const { said, done } = await walk(shipshape, target);
    expect(said).toMatch(
      /^ada grants the star documentation of code-search, for the team\.\n★ Documentation: .*\ncode-search has 1 of 12 stars\.\n$/,
    );
    expect(await done('matrix', ...target)).toMatch(/search \/ code-search +★.* 1 of 12\n/);
    expect((await inProcess({}, 'grade', 'code-search', ...target)).out).toContain('1 of 12 stars as of');
  }, 180_000);

  it('works on a running Shipshape', async () => {
    const own = await startHost({ environment: AWAY, log: () => {} });
    const target = ['--url', own.address];
    const { said, done } = await walk((...words) => inProcess(AWAY, ...words), target);
    await own.idle();
    expect(said).toContain('for the team. It is sent, and recorded in a moment.');
    expect(await done('grade', 'code-search', ...target)).toContain('1 of 12 stars as of');
    expect(await done('matrix', ...target)).toMatch(/search \/ code-search +★.* 1 of 12\n/);
    await own.stop();
  });
});

describe('Whoever gives a star', () => {
  it.each(['ada', 'person:ada', 'ada@example.COM', 'github:ADA-L'])('is known as %s', async (called) => {
    expect(await star('named', 'docs', '--as', called)).toMatchObject({ status: 0, err: '' });
    const { out } = await ask('grade', 'named');
    expect(out).toContain('granted by person:ada on');
    await star('named', 'docs', '--revoke', '--as', called);
    expect(await wordOf('named', 'docs')).toBe('not-earned');
  });

  it('is known by the e-mail address of git, where nobody is named', async () => {
    await writeFile(join(directory, '.gitconfig'), '[user]\n\temail = ada@example.com\n');
    const anywhere = {
      ...AWAY,
      HOME: directory,
      XDG_CONFIG_HOME: directory,
      GIT_DIR: join(directory, 'none'),
    };
    const go = (home: string) =>
      shipshapeWith({ ...anywhere, HOME: home }, 'star', 'order', 'docs', '--url', host.address);
    expect(await go(directory)).toMatchObject({
      status: 0,
      out: expect.stringContaining('ada grants the star docs of order'),
    });
    const nobody = await go(join(directory, 'none'));
    expect([nobody.status, nobody.err]).toEqual([2, expect.stringContaining('Name yourself with --as')]);
    await writeFile(join(directory, '.gitconfig'), '[user]\n\temail = eve@example.com\n');
    const stranger = await go(directory);
    expect([stranger.status, stranger.err]).toEqual([
      2,
      expect.stringMatching(/called eve@example\.com, .*this is the e-mail address of git; --as names/),
    ]);
    await host.idle();
  });

  it('keeps the star after leaving the team, and gives no other', async () => {
    const teams = (day: string, ...names: string[]) =>
      fact('PersonRegistered', day, { person: 'joan', name: 'Joan', teams: names });
    await host.publish([teams('2024-01-01', 'writers')]);
    await host.idle();
    await star('filter', 'docs', '--as', 'joan');
    await host.publish([teams('2024-01-02')]);
    await host.idle();
    expect(await wordOf('filter', 'docs')).toBe('earned');
    const refused = await star('filter', 'support', '--as', 'joan');
    expect([refused.status, refused.err]).toEqual([2, expect.stringContaining('person:joan is in no team')]);
  });
});

describe('A star', () => {
  it('of both is half until the other side has spoken, and each half says who is missing', async () => {
    expect(await star('both', 'a11y', '--as', 'grace')).toMatchObject({ status: 0 });
    expect(await wordOf('both', 'a11y')).toBe('unknown');
    expect((await ask('grade', 'both')).out).toMatch(/The a11y: team writers: grant it/);
    await star('both', 'a11y', '--as', 'ada');
    expect(await wordOf('both', 'a11y')).toBe('earned');
  });

  it('is taken back, and said not to apply with its reason', async () => {
    await star('sort', 'docs', '--as', 'ada');
    await star('sort', 'docs', '--as', 'ada', '--revoke', '--comment', 'The page is gone');
    expect((await ask('grade', 'sort')).out).toMatch(
      /☆ +The docs .*taken back by person:ada.*: The page is gone\n/,
    );
    await star('sort', 'speed', '--as', 'ada', '--na', '--comment', 'It has no server');
    const { out } = await ask('grade', 'sort', '--json');
    const { grade } = JSON.parse(out);
    expect(grade).toMatchObject({ earned: 0, of: 4 });
    expect(grade.stars.at(-1)).toMatchObject({
      word: 'not-applicable',
      because: expect.stringContaining('It has no server'),
    });
  });

  it.each(refusals)(
    'is refused for %s: it ends with 2, and nothing is recorded',
    async (_what, words, why) => {
      const before = await dump(host.store);
      const { status, out, err } = await star(...words);
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toContain(why);
      expect(err).not.toMatch(/ {4}at /);
      expect(await dump(host.store)).toEqual(before);
    },
  );

  it('is refused where there is no rubric, and a grade says that there is none', async () => {
    const bare = await startHost({ environment: AWAY, log: () => {} });
    await bare.publish([
      registered('sort', '2024-01-02'),
      fact('PersonRegistered', '2024-01-01', { person: 'ada', name: 'Ada' }),
    ]);
    await bare.idle();
    const go = (...words: string[]) => inProcess(AWAY, ...words, '--url', bare.address);
    expect(await go('star', 'sort', 'docs', '--as', 'ada')).toMatchObject({
      status: 2,
      err: expect.stringContaining('there is no rubric yet'),
    });
    expect((await go('grade', 'sort')).out).toContain('There is no rubric');
    expect((await go('matrix')).out).toMatch(/There is no rubric.*no star can be given yet/);
    await bare.stop();
  });
});
