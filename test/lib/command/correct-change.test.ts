import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { change, cut, fact, registered, scheduled, started } from '../../support/facts.ts';
import { inProcess } from './in-process.ts';

const TOKEN = 'chosen-by-the-test-for-its-host';
const AWAY = { SHIPSHAPE_API_TOKEN: TOKEN };

let host: Host;
const ask = async (...words: string[]) => {
  const ended = await inProcess(AWAY, ...words, '--url', host.address);
  await host.idle();
  return ended;
};

const merge = (id: string, project: string) =>
  change(project, '2024-01-10', { title: `Work ${id}` }, `github:5:pull:${id}:merged:${project}`);

async function verdicts(): Promise<Record<string, string>> {
  const answer = await fetch(`${host.address}/api/v1/releases/1.0`);
  const { projects } = await answer.json();
  return Object.fromEntries(
    projects.map(({ project, verdict }: { project: string; verdict: string }) => [project, verdict]),
  );
}

beforeAll(async () => {
  host = await startHost({ environment: AWAY, log: () => {} });
  await host.publish([
    fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', contacts: { pm: 'ada' } }),
    fact('PersonRegistered', '2024-01-01', { person: 'ada', name: 'Ada', teams: ['search'] }),
    fact('PersonRegistered', '2024-01-01', { person: 'linus', name: 'Linus', teams: ['auth'] }),
    ...['rank', 'index', 'facets', 'tags'].map((project) => started(project)),
    registered('sort', '2024-01-01'),
    scheduled('1.0', '2024-01-31'),
    cut('1.0', '2024-01-31'),
    ...['7', '8'].map((id) => merge(id, 'rank')),
    merge('9', 'facets'),
    merge('10', 'tags'),
  ]);
  await host.idle();
});
afterAll(() => host.stop());

describe('withdraw', () => {
  const facets = 'github:5:pull:9:merged:facets';

  it('takes a change out of the verdict, and --undo brings it back, by its event id as well', async () => {
    const reason = ['--reason', 'It is a test.'];
    const done = await ask('withdraw', 'github:5:pull:9:merged', ...reason, '--as', 'ada');
    expect(done).toEqual({
      status: 0,
      err: '',
      out: `ada withdraws “Work 9” (${facets}) of project facets: It is a test.\nIt is sent, and recorded in a moment.\n`,
    });
    expect(await verdicts()).toMatchObject({ facets: 'shipped-nothing' });
    expect((await ask('withdraw', facets, ...reason, '--as', 'ada')).out).toMatch(
      /is withdrawn already since 20\d\d-\d\d-\d\d, by person:ada\.\n$/,
    );
    expect((await ask('withdraw', facets, '--undo', '--as', 'ada')).status).toBe(0);
    expect(await verdicts()).toMatchObject({ facets: 'shipped-on' });
    expect((await ask('withdraw', facets, '--undo', '--as', 'ada')).out).toContain('so it counts');
  });

  it('records nothing in a dry run', async () => {
    const { out } = await ask('withdraw', facets, '--reason', 'It is a test.', '--as', 'ada', '--dry-run');
    expect(out).toContain('ChangeWithdrawn {');
    expect(out).toContain('Nothing was recorded: this is a dry run.');
    expect(await verdicts()).toMatchObject({ facets: 'shipped-on' });
  });

  it.each([
    [[facets, '--as', 'ada'], 'A withdrawal needs a reason'],
    [[facets, '--reason', 'x', '--as', 'linus'], 'ask person:ada \\(the pm of team search\\)'],
    [['github:1', '--reason', 'x', '--as', 'ada'], 'no project has a change with the id github:1'],
    [['github:5:pull', '--reason', 'x', '--as', 'ada'], 'name one of github:5:pull:10:merged:tags'],
  ])('refuses %j', async (words, because) => {
    const { status, err } = await ask('withdraw', ...words);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(because) });
  });
});

describe('move', () => {
  const old = 'github:5:pull:7:merged:rank';

  it('credits a change to another project from its merge on, and brings it back without another change', async () => {
    expect(await verdicts()).toMatchObject({ rank: 'shipped-on', index: 'shipped-nothing' });
    const { status, out } = await ask('move', old, '--project', 'index', '--as', 'ada');
    expect({ status, out }).toMatchObject({ status: 0, out: expect.stringContaining('to project index.') });
    await ask('move', 'github:5:pull:8:merged', '--project', 'index', '--feature', 'sort', '--as', 'ada');
    expect(await verdicts()).toMatchObject({ rank: 'shipped-nothing', index: 'shipped-on' });
    await ask('move', 'github:5:pull:7:merged', '--project', 'rank', '--as', 'ada');
    expect(await verdicts()).toMatchObject({ rank: 'shipped-on', index: 'shipped-on' });
    const { changes } = await (
      await fetch(`${host.address}/api/changes/github%3A5%3Apull%3A7%3Amerged`, {
        headers: { Authorization: `Bearer ${TOKEN}` },
      })
    ).json();
    expect(changes.map(({ id }: { id: string }) => id)).toEqual([
      'github:5:pull:7:merged:index',
      'github:5:pull:7:merged:rank',
    ]);
  });

  it('goes to a feature within the project', async () => {
    const { out } = await ask('move', 'github:5:pull:10:merged', '--feature', 'sort', '--as', 'ada');
    expect(out).toContain('to project tags, feature sort.');
    expect(await verdicts()).toMatchObject({ tags: 'shipped-on' });
  });

  it.each([
    [[old, '--as', 'ada'], 'Where to'],
    [[old, '--project', 'indx', '--as', 'ada'], 'a project indx, did you mean index\\?'],
    [['github:5:pull:9:merged', '--project', 'index', '--as', 'linus'], 'moving a change for project facets'],
  ])('refuses %j', async (words, because) => {
    const { status, err } = await ask('move', ...words);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(because) });
  });
});
