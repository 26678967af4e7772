import { describe, expect, it } from '@jest/globals';
import { EVERYBODY, type Viewer } from '../../../functions/kernel/http/viewer.ts';
import type { Store } from '../../../functions/kernel/store/store.ts';
import { home } from '../../../functions/site/pages/home.tsx';
import { callsDuring, newTable } from '../../support/calls.ts';
import { tableOn } from '../../support/databases.ts';
import { digestsOn } from '../../support/digests.ts';
import { change, cut, type Entry, fact, registered, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { NOW, facts as world } from '../../verdicts/pages/world.ts';
import { words } from '../fixture/words.ts';

const request = (store: Store, viewer: Viewer) => ({
  ...{ store, viewer, now: NOW, publish: async () => {} },
  ...{ ids: {}, query: {}, address: '/', zone: undefined },
});

const show = async (store: Store, viewer: Viewer = EVERYBODY) =>
  words((await home.asPage(request(store, viewer))).body);

const ADA: Viewer = {
  isInternal: true,
  mayState: true,
  person: { id: 'ada', name: 'Ada', actor: { names: ['person:ada'], teams: ['search'] } },
};

const category = {
  category: 'docs',
  title: 'Docs',
  team: 'docs',
  policy: 'team' as const,
  criteria: 'Good.',
};
const rubric = fact('RubricPublished', '2024-01-01', { rubricVersion: '1', categories: [category] });
const star = (feature: string, day: string) =>
  fact('StarGranted', day, { feature, category: 'docs', side: 'team', rubricVersion: '1' });

describe('Where we are', () => {
  const table = tableOn();
  const tell = (...facts: readonly Entry[]) => pipelineOn(table(), NOW).tellTogether(facts);

  it('says of each train how its last release went, who shipped nothing, and what comes next', async () => {
    await tell(...world);
    const page = await show(table());
    expect(page).toMatch(
      /kubernetes Last: 1\.30 cut 26 Mar 2024 2 of 4 projects shipped, 2 shipped nothing\. .*kube-proxy-nftables sig-network 3 releases in a row .*Volume transitions sig-storage 2 releases in a row/,
    );
    expect(page).toMatch(/Next: 1\.31 , cut planned for 6 Aug 2024 , in 20 days; feature freeze in 7 days\./);
    expect(page).toContain('2 of 4 projects shipped in the last release of their trains');
  });

  it('says that a planned cut has passed and nobody told of it, and what waits for a plan', async () => {
    const waiting = {
      release: 'server-9.0',
      train: 'server',
      releaseVersion: '9.0',
      provisional: true as const,
    };
    await tell(scheduled('5.1', '2024-07-10'), fact('ReleaseScheduled', '2024-05-01', { ...waiting }));
    const page = await show(table());
    expect(page).toContain('its cut was planned for 10 Jul 2024 , 7 days ago, and nobody has told of it');
    expect(page).toContain('1 release without a plan');
  });

  it('shows the stars by team, who has earned the largest part of theirs first', async () => {
    await tell(
      rubric,
      registered('a', '2024-01-02', { team: 'auth' }),
      registered('b', '2024-01-02'),
      registered('c', '2024-01-02'),
      star('b', '2024-02-01'),
    );
    expect(await show(table())).toMatch(
      /Grades: 1 of 3 stars 3 features of 2 teams.* search 1 of 2 stars of search auth 0 of 1/,
    );
  });

  it('says what changed in the last month that ended, from its digest', async () => {
    expect(await show(table())).not.toContain('What changed in');
    await tell(
      rubric,
      fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search' }),
      registered('b', '2024-01-02', { title: 'Sort' }),
      started('rank'),
      scheduled('5.1', '2024-06-15'),
      change('rank', '2024-06-02'),
      cut('5.1', '2024-06-15'),
      registered('b', '2024-06-20', { title: 'Sort', maturity: 'ga' }),
      star('b', '2024-06-21'),
    );
    await digestsOn(table()).fire({ schedule: 'monthly', zone: 'UTC' }, '2024-07-01T00:30:00.000Z');
    expect(await show(table())).toMatch(
      /What changed in June 2024 1 project shipped in a release, 0 shipped nothing; .*Sort.* 1 of 1 stars/,
    );
  });

  it('says what waits for who is signed in, and to nobody else', async () => {
    await tell(
      fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search' }),
      fact('PersonRegistered', '2024-01-01', { person: 'ada', name: 'Ada', teams: ['search'] }),
      registered('old', '2024-01-02'),
      ...['mine', 'ours', 'theirs'].map((review) =>
        fact('ReviewRequested', '2024-07-16', {
          review,
          changeClass: 'blog-post',
          subject: `The post ${review}`,
          reviewers: [{ mine: 'person:ada', ours: 'team:search', theirs: 'person:bob' }[review] ?? ''],
          team: 'auth',
        }),
      ),
    );
    const page = await show(table(), ADA);
    expect(page).toContain('What waits for you 3');
    expect(page).toMatch(/The post mine .* waits for your answer.*The post ours/);
    expect(page).not.toContain('The post theirs');
    expect(page).toContain('2 records of search nobody has looked at them since 1 Jun 2024');
    const others = await show(table());
    expect(others).not.toMatch(/waits for|The post/);
    const program = { isInternal: true, mayState: true };
    expect(await show(table(), program)).not.toContain('What waits for you');
  });

  it('invites to the first hour, when there is nothing', async () => {
    const page = await show(newTable());
    expect(page).toContain('Nothing is known here yet Three steps');
    expect(page).toContain('shipshape init catalog');
    expect(page).not.toContain('Grades');
  });

  it('reads no more when projects have more changes, and trains more projects', async () => {
    await tell(...world, rubric);
    const calls = async () =>
      (await callsDuring(table(), () => home.asPage(request(table(), EVERYBODY)))).length;
    const before = await calls();
    expect(before).toBeLessThanOrEqual(30);
    await tell(
      ...Array.from({ length: 30 }, (_, at) =>
        change('sidecars', `2024-06-${String(at + 1).padStart(2, '0')}`),
      ),
      ...Array.from({ length: 20 }, (_, at) => started(`more-${at}`, '2024-06-01', { train: 'kubernetes' })),
    );
    expect(await calls()).toBe(before);
  });
});
