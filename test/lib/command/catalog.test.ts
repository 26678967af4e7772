import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { awsEndpoint } from '../../support/aws-endpoint.ts';
import { hasJava, sharedDynamoDbLocal } from '../../support/dynamodb-local.ts';
import { fact } from '../../support/facts.ts';
import { inProcess } from './in-process.ts';
import { type Ended, shipshape, shipshapeWith } from './shipshape.ts';

let directory: string;
let catalog: string;
let host: Host;
/** A catalog without problems. */
const STARTER = 'lib/catalog/starter';
const TOKEN = 'chosen-by-the-test-for-its-host';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-catalog-'));
  catalog = join(directory, 'catalog');
});
afterEach(async () => {
  await host?.stop();
  await rm(directory, { recursive: true });
});

const run = (...words: string[]) => inProcess({ SHIPSHAPE_API_TOKEN: TOKEN }, ...words);
const bare = (...words: string[]) => inProcess({}, ...words);

/** A running Shipshape whose functions are the real ones. */
async function running(): Promise<Host> {
  host = await startHost({ environment: { SHIPSHAPE_API_TOKEN: TOKEN }, log: () => {} });
  return host;
}

const well = (out: unknown) => ({ status: 0, out, err: '' });

/** The files of the starter catalog; three of them, of exemptions, withdrawals and recorded facts, state none. */
const FILES = 19;

/** What a new user does, step by step. @param target options that name the target @param files in the catalog */
async function fromFilesAndBack(target: readonly string[], go = run, files = FILES): Promise<void> {
  const noProblems = well(`No problems in ${files} files.\n`);
  expect(await go('validate', catalog)).toEqual(noProblems);
  const planned = await go('diff', catalog, ...target);
  const imported = await go('import', catalog, ...target);
  const lines = planned.out.trim().split('\n');
  expect(lines.length).toBeGreaterThan(files);
  expect(imported).toEqual(well(`${planned.out}${lines.length} changes imported.\n`));
  expect(await go('import', catalog, ...target)).toEqual(well('Nothing to change.\n'));
  const copy = join(directory, 'copy');
  expect(await go('export', copy, ...target)).toEqual(well(expect.stringContaining('teams.yml')));
  expect(await go('diff', copy, ...target)).toEqual(well('Nothing to change.\n'));
  const written = files === FILES ? FILES - 3 : files;
  expect(await go('validate', copy)).toEqual(well(`No problems in ${written} files.\n`));
}

const itWithJava = hasJava() ? it : it.skip;

describe('From files to facts and back', () => {
  beforeEach(async () => {
    expect(await run('init', catalog)).toEqual(well(expect.stringContaining(`validate ${catalog}`)));
  });

  it('works on a data directory', async () => {
    const data = join(directory, 'data');
    await (await startHost({ data, log: () => {} })).stop();
    await fromFilesAndBack(['--data', data]);
    const before = await bare('dump', '--data', data);
    await run('import', catalog, '--data', data);
    expect(await bare('dump', '--data', data)).toEqual(before);
  });

  it('works on a running Shipshape', async () => {
    const { address } = await running();
    await fromFilesAndBack(['--url', address]);
    const tokenFile = join(directory, 'token');
    await writeFile(tokenFile, `${TOKEN}\n`);
    const ended = await shipshape('diff', catalog, '--url', `${address}/`, '--token-file', tokenFile);
    expect(ended).toEqual(well('Nothing to change.\n'));
  });

  itWithJava('works on a bus and its table', async () => {
    const environment = { AWS_ENDPOINT_URL_DYNAMODB: await sharedDynamoDbLocal() };
    host = await startHost({ environment, log: () => {} });
    const events = await awsEndpoint((entries) =>
      host.publish(
        entries.map(({ Source, DetailType, Detail }) => ({
          source: Source,
          'detail-type': DetailType,
          detail: JSON.parse(Detail),
        })),
      ),
    );
    const aws = {
      ...environment,
      AWS_ENDPOINT_URL_EVENTBRIDGE: events.endpoint,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    };
    Object.assign(process.env, aws);
    try {
      // Each record is several calls over HTTP, one after the other.
      const few = ['calendars.yml', 'people.yml', 'teams.yml'];
      for (const name of await readdir(catalog))
        if (name.endsWith('.yml') && !few.includes(name)) await rm(join(catalog, name));
      await fromFilesAndBack(['--bus', 'shipshape', '--table', 'shipshape'], bare, few.length);
      await rest();
      const { out } = await shipshapeWith(aws, 'import', catalog, '--bus', 'shipshape', '--at', '2024-03-26');
      expect(out).toContain('sent; not all of it is recorded yet.');
      await host.idle();
      const facts = await dump(host.store);
      await bare('import', catalog, '--bus', 'shipshape', '--at', '2024-03-26T00:00:00Z');
      await rest();
      expect(await dump(host.store)).toEqual(facts);
    } finally {
      for (const name of Object.keys(aws)) delete process.env[name];
      events.close();
    }
  });

  const rest = () => host.idle();
});

describe('An import', () => {
  const data = () => join(directory, 'data');
  const write = (name: string, text: string) => writeFile(join(catalog, name), text);
  const imported = (...options: string[]) => run('import', catalog, '--data', data(), ...options);

  beforeEach(async () => {
    await run('init', catalog);
    for (const name of await readdir(catalog))
      if (name !== 'teams.yml') await rm(join(catalog, name), { recursive: true });
    await write('teams.yml', 'search:\n  title: Search\n');
    await write('features.yml', 'old:\n  title: Code search\n  team: search\n  maturity: ga\n');
  });

  const people = (extra = '') =>
    write('people.yml', `ada:\n  name: Ada\n  teams: [search]\neve:\n  name: Eve\n${extra}`);

  it('is of the moment and of the person that it is said to be', async () => {
    await people();
    await imported('--at', '2024-03-26', '--as', 'person:ada');
    const { out } = await bare('dump', '--data', data());
    expect(out).toContain('\\"actor\\":\\"person:ada\\"');
    expect(out).toContain('\\"occurredAt\\":\\"2024-03-26T00:00:00.000Z\\"');
    expect(out).not.toContain('system:import');
  });

  it('by a person whom nobody knows is refused, with the nearest name', async () => {
    await people();
    const refused = await imported('--as', 'person:adda');
    expect(refused).toMatchObject({ status: 2, out: '' });
    expect(refused.err).toContain(
      'Nothing was imported: nobody in the catalog is called person:adda, by id, e-mail address or account (did you mean ada?).\n',
    );
  });

  it('by a person states no exemption, withdrawal or measurement that they could not state otherwise', async () => {
    await people();
    await scene();
    const files = {
      'exemptions.yml': 'rank:\n  - release: "5.2"\n    reason: x\n    approver: person:eve\n',
      'withdrawals.yml': 'rank:\n  - change: pull:9\n    reason: x\n',
      'facts.yml': 'old: { p95: 1 }\n',
      'projects.yml': 'rank:\n  title: Ranking\n  team: mine\n  train: server\n',
      'teams.yml': 'search:\n  title: Search\nmine:\n  title: Mine\n  contacts: { pm: eve }\n',
    };
    for (const [name, text] of Object.entries(files)) await write(name, text);
    const refused = await imported('--as', 'person:eve');
    expect(refused).toMatchObject({ status: 2, out: '' });
    // Eve would be the pm of its team after this import, and is not before it.
    for (const each of [
      /feature old: p95 is 1: a recorded fact of feature old is for the people of team search/,
      /project rank: change pull:9 does not count: x: taking something back for project rank/,
      /project rank: is still exempt in 5\.2.*: an exemption for project rank is for/,
    ])
      expect(refused.err).toMatch(each);
    expect((await imported('--as', 'person:ada')).err).toContain(
      'its approver is person:eve, and person:ada speaks',
    );
    expect((await imported()).status).toBe(0);
  });

  it('by a person is for the editors that the rubric names', async () => {
    await people();
    const rubric = (title: string, version: string) =>
      `version: "${version}"\ncategories:\n  docs: { title: ${title}, team: search, policy: team, criteria: c }\napprovals: { editors: [team:search] }\n`;
    await write('rubric.yml', rubric('Docs', '1'));
    expect((await imported('--as', 'person:ada', '--at', '2024-03-26')).status).toBe(0);
    await write('rubric.yml', rubric('Texts', '2'));
    await people('kim:\n  name: Kim\n');
    const refused = await imported('--as', 'person:eve');
    expect(refused.err).toMatch(
      /person kim: new.*: a change of person kim is for the editors that the rubric names: ask someone in team search\n/,
    );
    expect(refused.err).toContain('a change of the rubric is for the editors');
    expect((await imported('--as', 'person:ada')).status).toBe(0);
  });

  it('asks about a likely rename, and keeps the history of one that is told', async () => {
    await imported('--at', '2024-03-26');
    await write('features.yml', 'new:\n  title: Code search\n  team: search\n  maturity: ga\n');
    const asked = await run('diff', catalog, '--data', data());
    expect(asked.err).toContain('say --renamed old=new');
    const renamed = await imported('--renamed', 'old=new');
    expect(renamed.err).not.toContain('--renamed');
    expect(renamed.out).toContain('goes by new now');
    expect(await imported('--renamed', 'old=new')).toMatchObject({ status: 0, out: 'Nothing to change.\n' });
  });

  /** The files of one project on one train, with a release that was renamed and a change that was withdrawn. */
  const scene = async () => {
    await write('projects.yml', 'rank:\n  title: Ranking\n  team: search\n  train: server\n');
    await write('releases.yml', '"5.2":\n  train: server\n  kind: minor\n  cutAt: 2024-04-01T00:00:00Z\n');
    await imported('--at', '2024-01-01');
    host = await startHost({ data: data(), log: () => {} });
    await host.publish([
      fact('ReleaseScheduled', '2024-01-01', { release: '5.1', train: 'server', kind: 'minor' }),
      fact('ExemptionGranted', '2024-01-02', {
        ...rank,
        release: '5.1',
        reason: 'x',
        approver: 'team:search',
      }),
      fact('ReleaseRenamed', '2024-01-03', { release: '5.1', to: '5.2' }),
      fact('ChangeWithdrawn', '2024-01-04', { ...rank, change: 'pull:7', reason: 'no' }, 'away'),
      fact('ChangeWithdrawn', '2024-01-04', { ...rank, change: 'pull:8', reason: 'no' }, 'gone'),
      fact('ChangeReinstated', '2024-01-05', { ...rank, change: 'pull:8' }, 'back'),
    ]);
    await host.idle();
    await host.stop();
  };
  const rank = { project: 'rank' };
  const exported = async () => {
    await rm(catalog, { recursive: true });
    await run('export', catalog, '--data', data());
    return (name: string) => readFile(join(catalog, name), 'utf8');
  };

  it('has what was withdrawn and exempted as an export writes it, by the present names of releases', async () => {
    await scene();
    const text = await exported();
    expect(await text('withdrawals.yml')).toMatch(/rank:\n {2}- change: pull:7\n {4}reason: "no"\n$/);
    expect(await text('exemptions.yml')).toMatch(/release: "5\.2"/);
    expect((await imported()).out).toBe('Nothing to change.\n');
  });

  it('withdraws, and what leaves its files counts again, once', async () => {
    await scene();
    await exported();
    await write('withdrawals.yml', 'rank:\n  - change: pull:8\n    reason: after all\n');
    expect((await imported()).out).toBe(
      'project rank: change pull:8 does not count: after all\n1 change imported.\n',
    );
    expect((await imported()).out).toBe('Nothing to change.\n');
    await write('withdrawals.yml', '');
    expect((await imported()).out).toBe('project rank: change pull:8 counts again\n1 change imported.\n');
    expect((await imported()).out).toBe('Nothing to change.\n');
  });

  it('takes an exemption back under the name that its release goes by now', async () => {
    await scene();
    await exported();
    host = await startHost({ data: data(), log: () => {} });
    await host.publish([fact('ExemptionWithdrawn', '2024-01-06', { ...rank, release: '5.2' })]);
    await host.idle();
    await host.stop();
    await write('exemptions.yml', '');
    expect((await imported()).out).toBe('Nothing to change.\n');
    await exported();
    expect(await readdir(catalog)).not.toContain('exemptions.yml');
  });

  it('says that a release came out, takes it back, and says it again, each once', async () => {
    await scene();
    const out = (publishedAt: string) =>
      write(
        'releases.yml',
        `"5.2":\n  train: server\n  kind: minor\n  cutAt: 2024-04-01T00:00:00Z\n  publishedAt: ${publishedAt}\n`,
      );
    for (const said of ['2024-04-02T00:00:00Z', 'null', '2024-04-03T00:00:00Z', 'null']) {
      await out(said);
      expect((await imported()).out).toContain('1 change imported.');
      expect((await imported()).out).toBe('Nothing to change.\n');
    }
  });

  it('that is tried only changes nothing', async () => {
    await (await startHost({ data: data(), log: () => {} })).stop();
    const tried = await imported('--dry-run');
    expect(tried.out).toMatch(/feature old: new.*\n.*\nNothing was imported: this was a dry run\.\n$/);
    expect((await bare('dump', '--data', data())).out).toBe('\n'.repeat(0));
  });

  it('of names that nobody has registered is refused, unless it is allowed', async () => {
    await write('features.yml', 'old:\n  title: Code search\n  team: serch\n  maturity: ga\n');
    const refused = await imported();
    expect({ status: refused.status, out: refused.out }).toEqual({ status: 1, out: '' });
    expect(refused.err).toContain(
      `${join(catalog, 'features.yml')}:3:3: error: feature old: team serch is no known team, did you mean search?`,
    );
    expect(refused.err).toMatch(
      /1 error, 1 warning in 2 files\. Nothing is imported from a catalog with errors\.\n$/,
    );
    const allowed = await imported('--allow-unregistered');
    expect(allowed).toMatchObject({ status: 0, out: expect.stringContaining('2 changes imported.') });
    expect(allowed.err).toContain('warning: feature old: team serch');
  });
});

describe('validate', () => {
  it('tells all problems by place, counts them, and ends with 1', async () => {
    await bare('init', catalog);
    await appendFile(join(catalog, 'features.yml'), '\nbroken:\n  titel: A\n  team: serch\n');
    await writeFile(join(catalog, 'feautres.yml'), '');
    const { status, out, err } = await shipshape('validate', catalog);
    const lines = out.trim().split('\n');
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(lines.at(-1)).toMatch(/^\d+ errors(, \d+ warnings?)? in 19 files\.$/);
    expect(out).toMatch(
      /features\.yml:\d+:\d+: error: feature broken: titel is no known field, did you mean title\?/,
    );
    const json = JSON.parse((await bare('validate', catalog, '--json')).out);
    expect(json).toMatchObject({ files: 19, errors: expect.any(Number), warnings: expect.any(Number) });
    expect(json.problems).toHaveLength(lines.length - 1);
    const places = json.problems.map(({ file, line }: { file: string; line: number }) => [file, line]);
    expect(places).toEqual(
      places.toSorted(([a, m]: [string, number], [b, n]: [string, number]) =>
        a < b ? -1 : a > b ? 1 : m - n,
      ),
    );
  });

  it('says where a file is not YAML, and does not blame others for what is in it', async () => {
    await bare('init', catalog);
    await writeFile(join(catalog, 'teams.yml'), 'search:\n  title: [Search\n');
    const { status, out } = await bare('validate', catalog);
    expect(status).toBe(1);
    expect(out).toMatch(/^\S+teams\.yml:\d+:\d+: error: teams\.yml is not YAML/);
    expect(out).not.toContain('is no known team');
  });
});

describe('A mistake', () => {
  const told = ({ status, out, err }: Ended) => {
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).not.toMatch(/ {4}at |Error:/);
    return err;
  };
  const nowhere = 'http://127.0.0.1:1';

  it.each([
    ['a folder that is not there', ['validate', 'nowhere'], 'nowhere: there is no such file or folder'],
    ['a folder without a catalog', ['validate', 'docs'], 'docs: there is no catalog here'],
    ['a file in place of a folder', ['import', 'README.md'], 'README.md: this is a file: name the folder'],
    [
      'a moment that does not exist',
      ['import', STARTER, '--at', '2024-02-30'],
      'This is not a moment like 2024-03-26',
    ],
    ['a moment in the future', ['import', STARTER, '--at', '2199-01-01'], 'It is in the future'],
    [
      'a name that nobody has',
      ['import', STARTER, '--as', 'Ada'],
      'Nothing was imported: nobody in the catalog is called Ada',
    ],
    ['half of a rename', ['import', STARTER, '--renamed', 'old'], 'Write it as old=new'],
    ['two targets', ['diff', STARTER, '--data', 'y', '--url', nowhere], "cannot be used with option '--data"],
    ['an address that is none', ['diff', STARTER, '--url', 'localhost:3000'], '--url takes an address like'],
    ['a token in the clear', ['diff', STARTER, '--url', 'http://shipshape.example'], 'use https'],
    [
      'a token file that is not there',
      ['diff', STARTER, '--url', nowhere, '--token-file', 'none'],
      'none: the token cannot be read',
    ],
    ['a token file for no address', ['diff', STARTER, '--token-file', 'none'], 'name it with --url'],
    ['a table without its bus', ['diff', STARTER, '--table', 't'], 'name it with --bus'],
    ['a bus that cannot be asked', ['diff', STARTER, '--bus', 'b'], 'name its table with --table'],
    [
      'a whole catalog of no moment',
      ['import', STARTER, '--bus', 'b'],
      'say of which moment it is with --at',
    ],
    ['an unknown option', ['import', STARTER, '--dryrun'], "unknown option '--dryrun'"],
  ])('is told in words that help: %s', async (_what, words, message) => {
    const environment = { SHIPSHAPE_API_TOKEN: TOKEN, AWS_REGION: 'local' };
    expect(told(await inProcess(environment, ...words))).toContain(message);
  });

  it('is told by a process of its own as well, where nothing is at the address', async () => {
    const ended = await shipshapeWith({ SHIPSHAPE_API_TOKEN: TOKEN }, 'diff', STARTER, '--url', nowhere);
    expect(told(ended)).toContain(`${nowhere}: nothing answers there`);
  });

  it('is told for a wrong token, no token, and a Shipshape that takes none', async () => {
    const { address } = await running();
    const target = ['export', join(directory, 'copy'), '--url', address];
    const wrong = await inProcess({ SHIPSHAPE_API_TOKEN: 'another-token-of-another-host' }, ...target);
    expect(told(wrong)).toContain(`${address}: the token is not the one of this Shipshape`);
    expect(told(await bare(...target))).toContain('--token-file FILE, or the environment variable');
    expect(wrong.err).not.toContain('another-token');
    const elsewhere = ['export', join(directory, 'copy'), '--url', `${address}/nowhere`];
    expect(told(await run(...elsewhere))).toContain('there is no API here');
  });

  it('is told for a data directory that a running Shipshape holds, with the way in', async () => {
    const data = join(directory, 'data');
    host = await startHost({ data, log: () => {} });
    await bare('init', catalog);
    const words = told(await bare('import', catalog, '--data', data));
    expect(words).toContain(`--url <the address it printed> --token-file ${join(data, 'api-token')}`);
    const { status } = await bare(
      'import',
      catalog,
      '--url',
      host.address,
      '--token-file',
      join(data, 'api-token'),
    );
    expect(status).toBe(0);
  });

  it('is told for a folder that holds a catalog already, and for a ledger that knows none', async () => {
    await bare('init', catalog);
    const before = await readFile(join(catalog, 'teams.yml'), 'utf8');
    await appendFile(join(catalog, 'teams.yml'), '# mine\n');
    expect(told(await bare('init', catalog))).toContain('--force replaces its files');
    expect((await bare('init', catalog, '--force')).status).toBe(0);
    expect(await readFile(join(catalog, 'teams.yml'), 'utf8')).toBe(before);
    const data = join(directory, 'data');
    await (await startHost({ data, log: () => {} })).stop();
    const empty = await bare('export', join(directory, 'copy'), '--data', data);
    expect(told(empty)).toContain('there is nothing to export');
  });
});
