import { beforeAll, describe, expect, it } from '@jest/globals';
import { project } from '../../../functions/verdicts/pages/project-page.tsx';
import { callsDuring, newTable } from '../../support/calls.ts';
import { change, cut, fact, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { type Asker, askerOf, webOn, worldTable } from './asking.ts';
import { NOW } from './world.ts';

let world: Asker;
beforeAll(async () => {
  world = askerOf(webOn(await worldTable()));
});

describe('The list of projects', () => {
  it('counts first, and has the projects of each team with their last verdicts', async () => {
    const page = await world.show('/projects');
    expect(page).toContain('7 projects of 5 teams; 2 shipped nothing in the last release that judged them.');
    expect(page).toMatch(
      /kube-proxy-nftables 1\.28, cut 1 Aug 2023: shipped nothing .* 3 releases in a row sig-network kubernetes active/,
    );
  });

  it('shows those of a team, of a train or of a status, where one is asked for', async () => {
    const names = async (query: string) => {
      const { projects } = JSON.parse((await world.get(`/api/v1/projects?${query}`)).body);
      return projects.map((each: { project: string }) => each.project);
    };
    expect(await names('team=sig-node')).toEqual(['sidecars', 'swap', 'userns']);
    expect(await names('status=paused')).toEqual(['rotation']);
    expect(await names('train=nothing&team=&status=')).toEqual([]);
    expect((await world.get('/projects?status=lost')).statusCode).toBe(400);
  });

  it('shows fifty at a time', async () => {
    const table = newTable();
    await pipelineOn(table, NOW).tellTogether(
      Array.from({ length: 60 }, (_, at) => started(`p-${at + 10}`, '2024-01-01')),
    );
    const asker = askerOf(webOn(table));
    const first = JSON.parse((await asker.get('/api/v1/projects')).body);
    expect(first.projects).toHaveLength(50);
    const rest = JSON.parse(
      (await asker.get(`/api/v1/projects?after=${encodeURIComponent(first.next)}`)).body,
    );
    expect(rest.projects).toHaveLength(10);
    expect(rest.projects[0]).toMatchObject({ project: 'p-60' });
    expect(rest.next).toBeNull();
  });

  it('invites to list the first one, and to take a condition away that nothing meets', async () => {
    const empty = askerOf(webOn(newTable()));
    expect(await empty.show('/projects')).toContain('List them in projects.yml');
    expect(await world.show('/projects?team=nobody')).toContain('Take a condition away');
  });
});

describe('The page of a project', () => {
  it('says in a sentence how it did, and draws its verdicts, the oldest first', async () => {
    const page = await world.show('/projects/volumes');
    expect(page).toContain(
      'It shipped in 1 of the last 3 releases that expected it to, and nothing in the last 2.',
    );
    expect(page).toMatch(/1\.28, cut 1 Aug 2023: shipped on .*1\.30, cut 26 Mar 2024: shipped nothing/);
  });

  it('says what was merged before mid-cycle and after the freeze, and when these were', async () => {
    expect(await world.show('/projects/sidecars')).toContain(
      '3 of 7 changes merged before mid-cycle, 1 after the freeze. Mid-cycle was 16 Feb 2024 , the freeze was 6 Mar 2024 .',
    );
  });

  it('shows the evidence of each release, also what was withdrawn or reverted', async () => {
    const table = newTable();
    await pipelineOn(table, NOW).tell(
      started('rank', '2024-01-01'),
      scheduled('5.1', '2024-03-01'),
      change(
        'rank',
        '2024-02-01',
        { title: 'Rank twice', url: 'https://example.com/1', source: 'github:acme/app' },
        'one',
      ),
      change('rank', '2024-02-02', { title: 'Rank thrice', url: 'https://example.com/2' }, 'two'),
      cut('5.1', '2024-03-01'),
      fact('ChangeReverted', '2024-02-10', {
        source: 'github:acme/app',
        projects: ['rank'],
        title: 'Revert "Rank twice"',
        url: 'https://example.com/3',
        reverts: { url: 'https://example.com/1' },
      }),
      fact('ChangeWithdrawn', '2024-03-05', {
        project: 'rank',
        change: 'two',
        reason: 'It is a test.',
        actor: 'person:ada',
      }),
    );
    const asker = askerOf(webOn(table));
    const page = await asker.show('/projects/rank');
    expect(page).toMatch(
      /Rank twice Does not count It was reverted by “Revert &quot;Rank twice&quot;”\..*reverted 10 Feb/,
    );
    expect(page).toMatch(/Rank thrice Does not count It was withdrawn\..*withdrawn 5 Mar/);
    expect(page).not.toMatch(/It is a test|ada/);
  });

  it('shows its plans, and how it stands for the next release', async () => {
    const page = await world.show('/projects/userns');
    expect(page).toMatch(
      /1\.31 At risk cut planned for 6 Aug 2024 , in 20 days Nothing is merged, and the feature freeze is in 7 days\./,
    );
    expect(page).toContain('1.31 Pods with users of their own on by default 2 May 2024');
  });

  it('says that it is exempt or paused to everybody, and why only to internal readers', async () => {
    const [exempt, paused] = ['/projects/swap', '/projects/rotation'];
    expect(await world.show(exempt)).toContain('kubernetes-1.31 Granted 15 Jan 2024');
    expect(await world.show(exempt)).not.toMatch(/secret rewrite|ada/);
    expect(await world.show(paused)).toContain('Status Paused Since');
    expect(await world.show(paused)).not.toContain('a quiet reason');
    expect(await world.showInside(exempt)).toContain('a secret rewrite person:ada');
    expect(await world.showInside(paused)).toContain('Paused: a quiet reason');
  });

  it('says what to do about a project that nobody has started, and that there is none of a name', async () => {
    const table = newTable();
    await pipelineOn(table, NOW).tell(change('nobody-knows', '2024-02-01'));
    const asker = askerOf(webOn(table));
    expect(await asker.show('/projects/nobody-knows')).toContain('Nobody has started it');
    expect((await world.get('/api/v1/projects/sidecar')).body).toContain('Did you mean sidecars?');
  });

  it('leads who is signed in, and nobody else, to what they can say of it, filled in', async () => {
    const person = { id: 'ada', name: 'Ada', actor: { names: ['person:ada'], teams: [] } };
    const viewer = { isInternal: true, mayState: true, formToken: 'a-token', person };
    const request = { store: await worldTable(), viewer, now: NOW, publish: async () => {}, zone: 'UTC' };
    const of = { ids: { project: 'sidecars' }, query: {}, address: '/projects/sidecars' };
    const { body } = await project.asPage({ ...request, ...of });
    expect(body).toContain('/say/exempt?project=sidecars&amp;release=kubernetes-1.31');
    expect(body).toContain('/say/withdraw?change=sidecar-0&amp;project=sidecars');
    expect((await world.get('/projects/sidecars')).body).not.toContain('/say/');
  });

  it('reads as much, whatever the number of other projects, of earlier releases and of their changes', async () => {
    const table = newTable();
    const pipeline = pipelineOn(table, NOW);
    const releases = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => {
        const day = new Date(Date.UTC(2022, from + at, 1)).toISOString();
        return [scheduled(`5.${from + at}`, day), cut(`5.${from + at}`, day), change('rank', day)];
      }).flat();
    await pipeline.tellTogether([
      started('rank', '2021-01-01'),
      ...releases(0, 14),
      scheduled('6.0', '2024-08-01'),
    ]);
    const asker = askerOf(webOn(table));
    const calls = async () => (await callsDuring(table, () => asker.get('/projects/rank'))).length;
    const before = await calls();
    expect(before).toBeLessThanOrEqual(30);
    await pipeline.tellTogether([
      ...releases(14, 20),
      ...Array.from({ length: 20 }, (_, at) => started(`other-${at}`, '2021-01-01')),
      ...Array.from({ length: 20 }, (_, at) => change(`other-${at}`, '2023-06-15')),
    ]);
    expect(await calls()).toBe(before);
  });
});
