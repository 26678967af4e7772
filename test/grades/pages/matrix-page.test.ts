import { describe, expect, it } from '@jest/globals';
import { matrixView } from '../../../functions/grades/model/matrix-view.ts';
import { tableOn } from '../../support/databases.ts';
import { fact, registered, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import { store } from '../../support/store.ts';
import { asInternal, askerOf, NOW, textOf } from './asking.ts';

const rubric = fact('RubricPublished', '2024-01-01', {
  rubricVersion: '1',
  categories: [
    {
      ...{ category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'Good enough.' },
      expiresAfter: 'P90D',
    },
    { category: 'security', title: 'Security', team: 'security', policy: 'both', criteria: 'Safe enough.' },
  ],
});
const granted = (feature: string, category: string, day: string, side: 'team' | 'author' = 'team') =>
  fact('StarGranted', day, {
    ...{ feature, category, side, rubricVersion: '1', actor: 'person:canary' },
    comment: 'A canary sang.',
    evidence: 'https://example.com/canary',
  });

const shop = [
  rubric,
  fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', org: 'code' }),
  fact('VocabularyPublished', '2024-01-01', {
    vocabulary: 'maturity',
    terms: [
      { term: 'beta', title: 'Beta' },
      { term: 'ga', title: 'Generally available' },
    ],
  }),
  started('rank', '2024-01-02', { features: ['sorting'] }),
  registered('ranking', '2024-01-02', { title: 'Ranking', project: 'rank', areas: ['code'] }),
  registered('sorting', '2024-01-02', { title: 'Sorting', maturity: 'ga' }),
  registered('badges', '2024-01-03', { title: '=Badges <b>', team: 'app' }),
  ...(['team', 'author'] as const).map((side) =>
    fact('StarNotApplicable', '2024-02-01', {
      ...{ feature: 'sorting', category: 'security', side, rubricVersion: '1', comment: 'No canary.' },
    }),
  ),
  granted('ranking', 'docs', '2024-07-01'),
  granted('ranking', 'security', '2024-07-01'),
  granted('sorting', 'docs', '2024-02-01'),
];

describe('The matrix', () => {
  const table = tableOn();
  const asked = askerOf(table);
  const tell = (...facts: Parameters<typeof store>[1]) => pipelineOn(table(), NOW).tell(...facts);
  const rows = async (query = '') => {
    const { statusCode, body } = await asked(`/api/v1/matrix${query}`);
    expect(statusCode).toBe(200);
    return matrixView.parse(JSON.parse(body)).features.map(({ feature }) => feature);
  };

  it('says in each cell what the star is, since when, why, and what would earn it', async () => {
    await tell(...shop);
    const { body } = await asked('/matrix');
    const cells = [
      ...body.matchAll(/<td class="(\w+)" title="([^"]*)"><a href="([^"]*)"><b>([^<]*)<\/b>([^<]*)/g),
    ];
    expect(cells.map(([, ...parts]) => parts)).toEqual([
      [
        'u',
        'Nobody has said anything yet. To earn it, team docs grants it.',
        '/features/badges#star-1',
        'unknown',
        '',
      ],
      [
        ...['u', 'Nobody has said anything yet. To earn it, team security and the author grant it.'],
        ...['/features/badges#star-2', 'unknown', ''],
      ],
      ['e', 'Granted on 2024-07-01, until 2024-09-29.', '/features/ranking#star-1', 'earned', '43 d'],
      [
        ...['u', 'Granted by team security on 2024-07-01. To earn it, the author grants it.'],
        ...['/features/ranking#star-2', 'unknown', '43 d'],
      ],
      [
        'x',
        'Expired on 2024-05-01. To earn it, team docs grants it again.',
        '/features/sorting#star-1',
        'expired',
        '6 mo',
      ],
      ['a', 'Does not apply, said on 2024-02-01.', '/features/sorting#star-2', 'not applicable', '6 mo'],
    ]);
  });

  it('is filtered and sorted by its address', async () => {
    await tell(...shop);
    expect(await rows()).toEqual(['badges', 'ranking', 'sorting']);
    expect(await rows('?q=RANK')).toEqual(['ranking']);
    expect(await rows('?team=search')).toEqual(['ranking', 'sorting']);
    expect(await rows('?area=code')).toEqual(['ranking']);
    expect(await rows('?maturity=ga')).toEqual(['sorting']);
    expect(await rows('?train=server')).toEqual(['ranking', 'sorting']);
    expect(await rows('?missing=security')).toEqual(['badges', 'ranking']);
    expect(await rows('?missing=docs&team=search')).toEqual(['sorting']);
    expect(await rows('?sort=most-stars')).toEqual(['ranking', 'badges', 'sorting']);
    expect(await rows('?sort=name')).toEqual(['badges', 'ranking', 'sorting']);
    expect(await rows('?sort=maturity')).toEqual(['badges', 'ranking', 'sorting']);
    expect(await rows('?q=&team=&sort=team&as-of=')).toHaveLength(3);
  });

  it('keeps in its form what was asked', async () => {
    await tell(...shop);
    const { body } = await asked('/matrix?team=search&missing=docs&as-of=2024-07-02&q=so');
    expect(body).toContain('<option value="search" selected>Search</option>');
    expect(body).toContain('<option value="docs" selected>Docs</option>');
    expect(body).toMatch(/<input type="date"[^>]* value="2024-07-02"/);
    expect(body).toMatch(/name="q" value="so"/);
  });

  it('says that nothing matches, with the nearest name', async () => {
    await tell(...shop);
    const missed = await asked('/matrix?team=saerch');
    expect(textOf(missed)).toContain('No feature matches. Did you mean search ?');
    expect(missed.body).toContain('href="/matrix?team=search"');
    expect((await asked('/matrix?q=Rankng')).body).toContain('href="/matrix?q=Ranking"');
    expect(textOf(await asked('/matrix?team=app&maturity=ga'))).toContain('No feature matches. Show all');
  });

  it('invites where there is nothing at all', async () => {
    expect(textOf(await asked('/matrix'))).toContain('There are no features yet.');
  });

  it('is as it was at the end of a day of the reader', async () => {
    await tell(...shop);
    expect(await rows('?as-of=2024-01-02')).toEqual(['ranking', 'sorting']);
    const { body } = await asked('/api/v1/matrix?as-of=2024-04-01&zone=America/New_York');
    const view = matrixView.parse(JSON.parse(body));
    expect(view.at).toBe('2024-04-02T03:59:59.999Z');
    expect(view.features.find(({ feature }) => feature === 'sorting')?.stars[0]?.star).toBe('earned');
    expect(await rows('?as-of=2099-01-01')).toHaveLength(3);
  });

  it('is the same as CSV, Markdown and JSON, and no cell of it is a formula', async () => {
    await tell(...shop);
    const csv = await asked('/matrix?team=app&format=csv');
    expect(csv.headers['Content-Type']).toBe('text/csv; charset=utf-8');
    expect(csv.body.split('\r\n')).toEqual([
      'team,feature,title,maturity,earned,of,docs,docs since,security,security since',
      "app,badges,'=Badges <b>,beta,0,2,unknown,,unknown,",
      '',
    ]);
    const markdown = await asked('/matrix?q=sorting&format=md');
    expect(markdown.body.split('\n')[2]).toBe(
      '| Sorting | search | ga | 0 of 1 | expired 2024-02-01 | not applicable 2024-02-01 |',
    );
    expect((await asked('/matrix')).body).not.toContain('<b>Badges');
  });

  it('sums by team, and says how', async () => {
    await tell(...shop);
    const view = matrixView.parse(JSON.parse((await asked('/api/v1/matrix')).body));
    expect(view.teams).toEqual([
      { team: 'app', title: 'app', features: 1, earned: 0, of: 2, share: 0 },
      { team: 'search', title: 'Search', features: 2, earned: 1, of: 3, share: 1 / 3 },
    ]);
    expect(textOf(await asked('/matrix'))).toContain('Share = earned ÷ of');
  });

  it.each([
    ['?sort=luck', 'sort'],
    ['?as-of=2024-02-30', 'as-of'],
    ['?after=nowhere', 'after'],
    ['?tema=search', 'did you mean team?'],
    [`?q=${'x'.repeat(300)}`, 'q'],
  ])('refuses %s and says which', async (query, which) => {
    const { statusCode, body } = await asked(`/api/v1/matrix${query}`);
    expect(statusCode).toBe(400);
    expect(body).toContain(which);
  });

  it('is checked again by browsers, and kept by none for who holds the token', async () => {
    expect((await asked('/matrix')).headers).toMatchObject({ 'Cache-Control': 'no-cache' });
    expect((await asked('/matrix', asInternal)).headers).toMatchObject({ 'Cache-Control': 'no-store' });
  });

  it('names nobody who spoke, and says nothing of what they wrote', async () => {
    await tell(...shop);
    for (const address of [
      '/matrix',
      '/api/v1/matrix',
      '/matrix?format=csv',
      '/features',
      '/matrix?as-of=2024-08-01',
    ])
      expect((await asked(address)).body).not.toMatch(/canary/i);
  });

  it.each(['sort=team', 'sort=fewest-stars', 'as-of=2024-08-01'])(
    'of many features goes on page by page, by %s',
    async (by) => {
      const many = Array.from({ length: 1010 }, (_none, at) => registered(`f-${at}`, '2024-01-02'));
      await store(table(), [rubric, ...many]);
      const seen: string[] = [];
      let next: string | null = '';
      const sizes: number[] = [];
      while (next !== null) {
        const { body } = await asked(`/api/v1/matrix?${by}${next === '' ? '' : `&after=${next}`}`);
        const view = matrixView.parse(JSON.parse(body));
        seen.push(...view.features.map(({ feature }) => feature));
        sizes.push(view.features.length);
        next = view.next;
      }
      expect(sizes).toEqual([1000, 10]);
      expect(new Set(seen).size).toBe(1010);
      expect((await asked(`/matrix?${by}`)).body).toMatch(/<a href="[^"]*after=[^"]*" rel="next">/);
    },
  );
});

describe('The list of features', () => {
  const table = tableOn();
  const asked = askerOf(table);

  it('is filtered like the matrix, and leads to each of them', async () => {
    await pipelineOn(table(), NOW).tell(...shop);
    const page = await asked('/features?team=search');
    expect(page.body).toContain('<a href="/features/ranking">Ranking</a>');
    expect(page.body).not.toContain('/features/badges');
    expect(textOf(page)).toContain('2 features');
    const { body } = await asked('/features?area=code&format=csv');
    expect(body.split('\r\n')[1]).toBe('ranking,Ranking,search,beta,1,2,code,rank');
  });
});
