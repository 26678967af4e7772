import { describe, expect, it } from '@jest/globals';
import { readTeamReport } from '../../functions/digests/store/team-report.ts';
import { readGroup, readTeamsReport } from '../../functions/digests/store/teams-report.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { callsDuring, newTable } from '../support/calls.ts';
import { change, cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { rubric, team, worldOn } from './world.ts';

const NOW = '2024-04-10T09:00:00.000Z';

const report = (table: Store, name = 'search') => readTeamReport(table, name, NOW, 'UTC');

/** A team with two features and a project that shipped once, and then nothing twice. */
async function world() {
  const table = newTable();
  const { tell } = worldOn(table);
  await tell(
    rubric({
      cadence: [
        { step: 'strategy', every: 'month', title: 'Strategy', partners: ['engineering', 'design'] },
        { step: 'okr', every: 'quarter', title: 'OKRs' },
      ],
    }),
    fact('PersonRegistered', '2023-12-01', { person: 'ada', name: 'Ada', accounts: ['github:ada'] }),
    team('search', {
      org: 'code',
      department: 'product',
      areas: ['find'],
      contacts: { tl: 'ada', em: 'ada', pmm: 'nobody' },
      approvers: ['role:director'],
    }),
    fact('RoadmapPublished', '2024-01-01', { team: 'search', backlog: ['Typos'] }),
    registered('ranking', '2024-01-02', { areas: ['find'] }),
    registered('filters', '2024-03-20'),
    started('rank', '2024-01-01', { features: ['ranking'] }),
    ...['1', '2', '3'].map((n) => scheduled(`s-${n}`, `2024-0${n}-20`)),
    change('rank', '2024-01-10'),
    ...['1', '2', '3'].map((n) => cut(`s-${n}`, `2024-0${n}-20`)),
    fact('StarGranted', '2024-04-02', {
      feature: 'ranking',
      category: 'docs',
      side: 'team',
      rubricVersion: '2023-12-01',
      actor: 'person:ada',
    }),
    fact('CadenceCompleted', '2024-03-10', { team: 'search', step: 'strategy', period: '2024-02' }),
  );
  return { table, tell };
}

describe('The page of a team', () => {
  it('tells who is in it by role, what it has, and how its steps went', async () => {
    const { table } = await world();
    expect(await report(table)).toMatchObject({
      title: 'Team search',
      org: 'code',
      areas: ['find'],
      people: [
        { role: 'em', person: 'ada', name: 'Ada', accounts: ['github:ada'] },
        { role: 'tl', person: 'ada' },
        { role: 'pmm', person: 'nobody' },
        { role: 'approver', person: 'role:director' },
      ],
      stars: { features: 2, earned: 1, of: 2 },
      features: [
        { feature: 'filters', earned: 0, of: 1 },
        { feature: 'ranking', earned: 1, of: 1 },
      ],
      roadmap: { backlog: ['Typos'] },
      completion: {
        done: 1,
        of: 6,
        steps: [{ step: 'strategy', title: 'Strategy', done: 1, of: 4 }, { of: 2 }],
      },
    });
  });

  it('shows the last verdicts of each project, with the releases in a row without anything', async () => {
    const { table } = await world();
    expect((await report(table))?.projects).toEqual([
      {
        project: 'rank',
        title: 'rank',
        train: 'server',
        status: 'active',
        streak: 2,
        strip: [
          { release: 's-1', cutAt: '2024-01-20T00:00:00.000Z', verdict: 'shipped-on' },
          { release: 's-2', cutAt: '2024-02-20T00:00:00.000Z', verdict: 'shipped-nothing' },
          { release: 's-3', cutAt: '2024-03-20T00:00:00.000Z', verdict: 'shipped-nothing' },
        ],
      },
    ]);
  });

  it('has what changed since the last update of the strategy, for its partners to paste', async () => {
    const { table, tell } = await world();
    const strategy = (await report(table))?.strategy;
    expect(strategy).toMatchObject({
      updatedAt: '2024-03-10T00:00:00.000Z',
      since: '2024-03-10T00:00:00.000Z',
      partners: [{ role: 'engineering', name: 'Ada', accounts: ['github:ada'] }, { role: 'design' }],
    });
    expect(strategy?.changes).toMatchInlineSnapshot(`
"## What changed since 10 Mar 2024

### Shipped nothing

- **rank** in s-3, the 2nd release in a row: no change or shipment in the window.

### Features that are new or changed

- **filters** is new (beta).

### Grades that changed

- **ranking** has 1 of 1 stars, 0 of 1 before. Docs is earned now.
"
`);
    await tell(
      fact('CadenceCompleted', '2024-04-10', { team: 'search', step: 'strategy', period: '2024-03' }),
    );
    expect((await report(table))?.strategy?.changes).toMatch(/Nothing changed since 10 Apr 2024/);
  });

  it('is there for a team that nobody registered and that owns something, and not for one that nobody names', async () => {
    const { table, tell } = await world();
    await tell(registered('mail', '2024-01-02', { team: 'unknown' }));
    expect(await report(table, 'unknown')).toMatchObject({ isRegistered: false, stars: { features: 1 } });
    expect(await report(table, 'nobody')).toBeUndefined();
  });

  it('says of a team that is retired what it had, and that nothing is due', async () => {
    const { table, tell } = await world();
    await tell(fact('RecordRetired', '2024-04-01', { entity: 'team:search' }));
    const retired = await report(table);
    expect(retired).toMatchObject({ retiredAt: '2024-04-01T00:00:00.000Z', features: [{}, {}] });
    expect(retired).not.toHaveProperty('soFar.period');
  });

  it('reads no more when there are more teams, reviews of others, and years of earlier months', async () => {
    const { table, tell } = await world();
    const calls = async () => (await callsDuring(table, () => report(table))).length;
    const few = await calls();
    await tell(
      ...Array.from({ length: 30 }, (_none, n) => team(`other-${n}`, { org: 'code' })),
      ...Array.from({ length: 30 }, (_none, n) => registered(`f-${n}`, '2024-01-01', { team: `other-${n}` })),
      ...Array.from({ length: 30 }, (_none, n) =>
        started(`p-${n}`, '2024-01-01', { team: `other-${n}`, train: 'server' }),
      ),
      ...Array.from({ length: 10 }, (_none, n) =>
        fact('ReviewRequested', '2024-04-09', {
          review: `r-${n}`,
          changeClass: 'blog-post',
          subject: 'News',
          reviewers: ['team:docs'],
          team: `other-${n}`,
        }),
      ),
    );
    expect(await calls()).toBeLessThanOrEqual(few + 2);
  });
});

describe('Teams together', () => {
  it('have the stars of all features of their org, department or product area', async () => {
    const { table, tell } = await world();
    await tell(team('cloud', { org: 'code' }), registered('sync', '2024-01-02', { team: 'cloud' }));
    expect(await readGroup(table, 'org', 'code', NOW)).toMatchObject({
      stars: { features: 3, earned: 1, of: 3, share: 1 / 3 },
      teams: [
        { team: 'cloud', features: 1, projects: 0, stars: { earned: 0, of: 1 } },
        { team: 'search', features: 2, projects: 1, stars: { earned: 1, of: 2 } },
      ],
      maturities: [{ maturity: 'beta', features: 3 }],
    });
    expect(await readGroup(table, 'department', 'product', NOW)).toMatchObject({
      teams: [{ team: 'search' }],
    });
    expect(await readGroup(table, 'area', 'find', NOW)).toMatchObject({
      stars: { features: 1 },
      features: [{ feature: 'ranking' }],
      teams: [{ team: 'search', features: 1 }],
    });
    expect(await readGroup(table, 'area', 'elsewhere', NOW)).toBeUndefined();
  });

  it('are read by lists: as many calls for thirty teams as for two', async () => {
    const { table, tell } = await world();
    const list = async () => (await callsDuring(table, () => readTeamsReport(table, undefined))).length;
    const org = async () => (await callsDuring(table, () => readGroup(table, 'org', 'code', NOW))).length;
    const few = [await list(), await org()];
    await tell(
      ...Array.from({ length: 30 }, (_none, n) => team(`other-${n}`, { org: 'code' })),
      ...Array.from({ length: 30 }, (_none, n) => registered(`f-${n}`, '2024-01-01', { team: `other-${n}` })),
    );
    expect([await list(), await org()]).toEqual(few);
    expect((await readTeamsReport(table, undefined)).total).toBe(31);
  });

  it('are shown page by page when there are many', async () => {
    const { table, tell } = await world();
    await tell(...Array.from({ length: 120 }, (_none, n) => team(`other-${n}`)));
    const first = await readTeamsReport(table, undefined);
    expect(first).toMatchObject({ total: 121, orgs: ['code'] });
    const second = await readTeamsReport(table, first.next);
    expect(new Set([...first.teams, ...second.teams].map((each) => each.team)).size).toBe(121);
  });
});
