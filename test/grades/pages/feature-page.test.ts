import { describe, expect, it } from '@jest/globals';
import { featureView } from '../../../functions/grades/model/feature-view.ts';
import { tableOn } from '../../support/databases.ts';
import { change, cut, fact, registered, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import type { store } from '../../support/store.ts';
import { asInternal, askerOf, NOW, textOf } from './asking.ts';

const category = (name: string, policy: 'team' | 'both' | 'check', more: object = {}) => ({
  ...{ category: name, title: name.toUpperCase(), team: 'docs', policy, criteria: `Is ${name} fine?` },
  ...more,
});
const rubric = fact('RubricPublished', '2024-01-01', {
  rubricVersion: '1',
  categories: [
    category('docs', 'team', { expiresAfter: 'P30D', solution: 'Write a page.' }),
    category('safety', 'both'),
    category('tests', 'check', { check: 'facts.coverage >= 0.8' }),
  ],
  launches: [{ tier: 'L2', task: 'demo', title: 'Make a demo', before: 'P14D' }],
});
const told = [
  rubric,
  fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', org: 'code' }),
  fact('TeamRegistered', '2024-01-01', { team: 'docs', title: 'Writers', org: 'code' }),
  fact('VocabularyPublished', '2024-01-01', {
    vocabulary: 'compatibility',
    terms: ['github', 'gitlab', 'gerrit', 'svn'].map((term) => ({ term, title: term.toUpperCase() })),
  }),
  fact('VocabularyPublished', '2024-01-01', {
    vocabulary: 'use-cases',
    terms: [
      { term: 'find', title: 'Find code' },
      { term: 'fix', title: 'Fix code' },
    ],
  }),
  started('rank', '2024-01-02', { title: 'Rank' }),
  registered('sorting', '2024-01-02', { title: 'Sorting', project: 'rank' }),
  fact('FeatureRenamed', '2024-01-20', { feature: 'sorting', to: 'ranking' }),
  registered('ranking', '2024-02-01', {
    title: 'Ranking <b>',
    maturity: 'ga',
    flag: 'new-rank',
    launchTier: 'L2',
    docsUrl: 'https://example.com/docs',
    compatibility: { github: true, gitlab: 'partial', gerrit: false },
    useCases: ['find'],
    authors: ['person:canary'],
    internal: { sales: 'Say canary.', support: 'Ask the canary.' },
  }),
  fact('FeatureFlagChanged', '2024-02-02', {
    ...{ flag: 'new-rank', enabledByDefault: false },
    share: { percent: 20, segments: ['canary-corp'] },
  }),
  fact('StarGranted', '2024-03-01', {
    ...{ feature: 'ranking', category: 'docs', side: 'team', rubricVersion: '1', actor: 'person:canary' },
    ...{ comment: 'The canary liked it.', evidence: 'https://example.com/canary' },
  }),
  fact('StarGranted', '2024-03-02', {
    ...{ feature: 'ranking', category: 'safety', side: 'author', rubricVersion: '1', actor: 'person:canary' },
  }),
  fact('FactRecorded', '2024-03-03', {
    feature: 'ranking',
    key: 'coverage',
    value: 0.5,
    actor: 'system:canary',
  }),
  fact('EnrollmentOpened', '2024-03-04', { feature: 'ranking', stage: 'eap' }),
  fact('AccountEnrolled', '2024-03-05', { feature: 'ranking', stage: 'eap', account: 'acc-canary' }),
  fact('RecordVerified', '2024-03-06', {
    ...{ entity: 'feature:ranking', fields: ['compatibility'], actor: 'person:canary' },
  }),
  scheduled('s-1', '2024-03-10'),
  change('rank', '2024-03-01', { feature: 'ranking' }),
  cut('s-1', '2024-03-10'),
  scheduled('s-2', '2024-09-01'),
  fact('ShipmentPlanned', '2024-06-01', { project: 'rank', release: 's-2', feature: 'ranking' }),
];

describe('The page of a feature', () => {
  const table = tableOn();
  const asked = askerOf(table);
  const tell = (...facts: Parameters<typeof store>[1]) => pipelineOn(table(), NOW).tell(...facts);
  const viewOf = async (address: string, headers = {}) =>
    featureView.parse(JSON.parse((await asked(`/api/v1/features/${address}`, headers)).body));

  it('says of each star what it is, which side spoke when, and what would earn it', async () => {
    await tell(...told);
    const { stars, next, grade } = await viewOf('ranking');
    expect(grade).toEqual({ rubricVersion: '1', earned: 0, of: 3 });
    expect(stars.map(({ title, star, until, missing, said }) => [title, star, until, missing, said])).toEqual(
      [
        [
          ...['DOCS', 'expired', '2024-03-31T00:00:00.000Z', ['team']],
          [
            {
              ...{ side: 'team', word: 'granted', at: '2024-03-01T00:00:00.000Z', stands: 'no' },
              until: '2024-03-31T00:00:00.000Z',
            },
          ],
        ],
        [
          ...['SAFETY', 'unknown', null, ['team']],
          [{ side: 'author', word: 'granted', at: '2024-03-02T00:00:00.000Z', until: null, stands: 'yes' }],
        ],
        ['TESTS', 'not-earned', null, [], []],
      ],
    );
    expect(next.map(({ title, who, what }) => `${title}: ${who}: ${what}`)).toEqual([
      'SAFETY: team docs: grant it: Is safety fine?',
      'DOCS: team docs: grant it again, it expired on 2024-03-31: Write a page.',
      'TESTS: team docs: make its rule hold: facts.coverage >= 0.8',
    ]);
    const page = textOf(await asked('/features/ranking'));
    expect(page).toContain('Ranking &lt;b> 0 of 3 stars earned, ga, by Search .');
    expect(page).toContain('waits for the team');
    expect(page).toContain('granted by team Writers');
  });

  it('says what it supports in four words, and when somebody last looked', async () => {
    await tell(...told);
    const { compatibility, useCases, deployment } = await viewOf('ranking');
    expect(compatibility.answers.map(({ id, supports }) => `${id} ${supports}`)).toEqual([
      'github yes',
      'gitlab partly',
      'gerrit no',
      'svn unknown',
    ]);
    expect(compatibility).toMatchObject({
      changedAt: '2024-02-01T00:00:00.000Z',
      verifiedAt: '2024-03-06T00:00:00.000Z',
    });
    expect(useCases.answers.map(({ title, supports }) => `${title}: ${supports}`)).toEqual([
      'Find code: yes',
      'Fix code: no',
    ]);
    expect(useCases.verifiedAt).toBeNull();
    expect(deployment.answers).toEqual([]);
  });

  it('says where it appeared, what its flag is, who is enrolled, and what its launch needs', async () => {
    await tell(...told);
    const view = await viewOf('ranking');
    expect(view.releases).toEqual([
      {
        ...{ release: 's-1', train: 'server', project: { id: 'rank', title: 'Rank' } },
        ...{ exposure: 'off-by-default', at: '2024-03-01T00:00:00.000Z' },
      },
    ]);
    expect(view.flag).toMatchObject({
      default: 'off',
      share: 'on for 20 % of users and a segment of users',
      changedAt: '2024-02-02T00:00:00.000Z',
    });
    expect(view.enrollment).toEqual({ accounts: 1, stages: [{ stage: 'eap', open: 'yes', accounts: 1 }] });
    expect(view.launch).toEqual({
      ...{ tier: 'L2', plannedAt: '2024-09-01T00:00:00.000Z' },
      tasks: [{ title: 'Make a demo', dueAt: '2024-08-18T00:00:00.000Z', done: 'no', overdue: 'no' }],
    });
    expect(view.remarks[0]).toContain('declared ga, and its feature flag is off by default');
  });

  it('tells its history, newest first, and how its maturity and its grade changed', async () => {
    await tell(...told);
    const { history, maturities, changes, formerNames } = await viewOf('ranking');
    expect(history.entries.map(({ what }) => what)).toEqual([
      'Looked at and still correct: compatibility',
      'An account joined eap',
      'Enrolment in eap opened',
      'Measured: coverage',
      'Star SAFETY: granted by the author',
      'Star DOCS: granted by the team',
      expect.stringMatching(
        /^Changed: title Ranking <b>, maturity ga, feature flag new-rank, documentation, compat/,
      ),
      'Renamed from sorting to ranking',
      'Registered: title Sorting, team search, maturity beta, project rank',
    ]);
    expect(history).toMatchObject({ total: 9, next: null });
    expect(maturities.map(({ id, from }) => [id, from.slice(0, 10)])).toEqual([
      ['ga', '2024-02-01'],
      ['beta', '2024-01-02'],
    ]);
    expect(changes.map(({ at, earned }) => [at.slice(0, 10), earned])).toEqual([
      ['2024-03-31', 0],
      ['2024-03-03', 1],
      ['2024-03-01', 1],
      ['2024-01-01', 0],
    ]);
    expect(formerNames).toEqual(['sorting']);
  });

  it('shows a long history page by page', async () => {
    await tell(rubric, registered('ranking', '2024-01-02'));
    await tell(
      ...Array.from({ length: 60 }, (_none, at) =>
        fact('FactRecorded', '2024-02-01', { feature: 'ranking', key: `k-${at}`, value: at }),
      ),
    );
    const first = await viewOf('ranking');
    const { history } = await viewOf(`ranking?after=${first.history.next}`);
    expect([first.history.entries.length, history.entries.length, history.next]).toEqual([50, 11, null]);
    expect(history.entries.at(-1)?.what).toMatch(/^Registered/);
    expect((await asked('/features/ranking')).body).toContain('href="/features/ranking?after=50#history"');
  });

  it('is as it was at an earlier moment', async () => {
    await tell(...told);
    const view = await viewOf('ranking?as-of=2024-03-05');
    expect(view).toMatchObject({ grade: { earned: 1, of: 3 }, launch: { plannedAt: null, tasks: [] } });
    expect(view.releases).toEqual([]);
    expect(view.history.total).toBe(8);
    expect((await asked('/api/v1/features/ranking?as-of=2023-01-01')).statusCode).toBe(404);
  });

  it('says nothing internal to everybody, and all of it to who may', async () => {
    await tell(...told);
    for (const address of ['/features/ranking', '/api/v1/features/ranking'])
      expect((await asked(address)).body).not.toMatch(/canary/i);
    const inside = await asked('/features/ranking', asInternal);
    expect(inside.headers['Cache-Control']).toBe('no-store');
    for (const text of [
      'Say canary.',
      'The canary liked it.',
      'example.com/canary',
      'acc-canary',
      'person:canary',
    ])
      expect(inside.body).toContain(text);
  });

  it('is found under its former name, and names the nearest one where there is none', async () => {
    await tell(...told);
    expect((await viewOf('sorting')).feature).toBe('ranking');
    const missed = await asked('/api/v1/features/rankng');
    expect(missed.statusCode).toBe(404);
    expect(missed.body).toContain('Did you mean ranking?');
  });

  it('shows one of which only a project knows', async () => {
    await tell(fact('FactRecorded', '2024-02-01', { feature: 'ghost', key: 'k', value: 1 }));
    const page = textOf(await asked('/features/ghost'));
    expect(page).toContain('Nobody has registered it yet.');
    expect(page).toContain('There is no rubric yet');
  });

  it('has a badge to copy, whose words cannot leave their place', async () => {
    await tell(registered('a', '2024-01-02', { title: '"><script>[x](y)' }));
    const { badge } = await viewOf('a');
    expect(badge.html).not.toContain('<script>');
    expect(badge.markdown).toBe('[![Stars of "><script>\\[x\\](y)](/badges/features/a.svg)](/features/a)');
  });
});
