import { describe, expect, it } from '@jest/globals';
import { referenceAnswer } from '../../../functions/catalog/model/reference/features.ts';
import { REFERENCE_PAGES } from '../../../functions/catalog/model/reference/pages.ts';
import { asInternal, askerOf, textOf } from '../../grades/pages/asking.ts';
import { tableOn } from '../../support/databases.ts';
import { fact, registered } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';

const term = (id: string, title: string, more: object = {}) => ({ term: id, title, ...more });

const company = [
  fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search' }),
  fact('VocabularyPublished', '2024-01-01', {
    vocabulary: 'maturity',
    terms: [
      term('planned', 'Planned', { supported: false }),
      term('beta', 'Beta'),
      term('ga', 'Generally available', { supported: true, description: 'Ready for all.' }),
    ],
  }),
  fact('VocabularyPublished', '2024-01-01', {
    vocabulary: 'compatibility',
    terms: [term('github', 'GitHub'), term('gitlab', 'GitLab'), term('gerrit', 'Gerrit'), term('cvs', 'CVS')],
  }),
  fact('VocabularyPublished', '2024-01-01', {
    vocabulary: 'deployment',
    terms: [term('self', 'Self-hosted'), term('cloud', 'Cloud'), term('edge', 'Edge')],
  }),
  fact('VocabularyPublished', '2024-01-01', { vocabulary: 'use-cases', terms: [term('reuse', 'Reuse')] }),
  fact('RubricPublished', '2024-01-01', {
    rubricVersion: '1',
    categories: [{ category: 'docs', title: 'Docs', team: 'search', policy: 'either', criteria: 'Written.' }],
  }),
  fact('RubricPublished', '2024-03-01', {
    rubricVersion: '2',
    categories: [
      {
        ...{ category: 'docs', title: 'Docs', team: 'search', policy: 'both', criteria: 'Written well.' },
        ...{ question: 'Can a new user succeed?', expiresAfter: 'P90D' },
      },
      { category: 'press', title: 'Press', team: 'search', policy: 'author', criteria: 'Told.' },
    ],
  }),
  registered('ranking', '2024-02-01', {
    title: 'Ranking',
    maturity: 'ga',
    compatibility: { github: true, gitlab: 'partial', gerrit: false, gitlab_con: true },
    deployment: { self: 'ga', cloud: 'beta', edge: 'planned' },
    useCases: ['reuse'],
    note: 'Only on the default branch.',
    internal: { support: 'Ask canary first.', sales: 'Canary sells.', notes: 'A canary note.' },
  }),
  registered('bare', '2024-02-02', { title: 'Bare', maturity: undefined }),
  registered('gone', '2024-02-02', { title: 'Gone' }),
  fact('FeatureRetired', '2024-02-03', { feature: 'gone' }),
  fact('RecordVerified', '2024-05-06', { entity: 'feature:ranking', actor: 'person:canary' }),
];

describe('The reference pages', () => {
  const table = tableOn();
  const asked = askerOf(table);
  const tell = () => pipelineOn(table(), '2024-08-13T00:00:00.000Z').tell(...company);
  const ask = async (address: string, headers?: Record<string, string>) => {
    const answer = await asked(address, headers);
    expect([address, answer.statusCode]).toEqual([address, 200]);
    return answer;
  };

  it('write yes, partly, no and unknown as words, each with a shape, and list what nothing is known of', async () => {
    await tell();
    const { body } = await ask('/reference/code-hosts?format=csv');
    expect(body.split('\r\n')).toEqual([
      'Feature,Team,GitHub,GitLab,Gerrit,CVS,gitlab_con (in no vocabulary),Note,Checked',
      'Bare,Search,unknown,unknown,unknown,unknown,unknown,,never',
      'Ranking,Search,yes,partly,no,unknown,yes,Only on the default branch.,verified 2024-05-06',
      '',
    ]);
    const { body: page } = await ask('/reference/code-hosts');
    const cells = page.match(
      /<span class="mark-word"><svg class="tone-\w+"[^>]*>.*?<\/svg><span>\w+<\/span>/g,
    );
    expect(cells).toHaveLength(10);
  });

  it('show a deployment option by its level, with the shape of what the level means', async () => {
    await tell();
    const { body } = await ask('/api/v1/reference/deployment-options');
    const { features } = JSON.parse(body);
    expect(features[1].deployment.answers).toEqual([
      { option: 'self', answer: 'yes', level: { id: 'ga', title: 'Generally available' } },
      { option: 'cloud', answer: 'unknown', level: { id: 'beta', title: 'Beta' } },
      { option: 'edge', answer: 'no', level: { id: 'planned', title: 'Planned' } },
    ]);
    expect(features[0].deployment.answers).toEqual(
      ['self', 'cloud', 'edge'].map((option) => ({ option, answer: 'unknown', level: null })),
    );
    expect(Object.keys(features[0])).not.toContain('compatibility');
  });

  it.each([
    [
      '/reference/maturity-levels',
      /Generally available 1 Ready for all\. A feature at this level is supported/,
    ],
    ['/reference/maturity-levels', /Unknown maturity 1 .*Bare/],
    ['/reference/features-by-team', /Search 2 .*Bare.*Ranking/],
    ['/reference/use-cases', /Reuse 1 .*Ranking.*Unknown use cases 1 .*Bare/],
    ['/reference/glossary', /Generally available ga Ready for all\./],
    ['/reference/rubric', /2 categories in version 2, which holds since 2024-03-01/],
    ['/reference/rubric', /Docs Can a new user succeed\? Written well\. both the team Search and an author/],
    [
      '/reference/rubric',
      /2 2024-03-01 now 2 new: Press; changed: Docs 1 2024-01-01 2024-03-01 1 the first version/,
    ],
  ])('%s says it', async (address, said) => {
    await tell();
    expect(textOf(await ask(address))).toMatch(said);
  });

  it.each(REFERENCE_PAGES.map(({ address }) => address))(
    '%s has an entry in the index, and the same bytes in any time zone and at any time',
    async (address) => {
      await tell();
      expect((await ask('/reference')).body).toContain(`href="${address}"`);
      for (const format of ['md', 'csv']) {
        const { body } = await ask(`${address}?format=${format}`);
        expect((await ask(`${address}?format=${format}&zone=Asia/Tokyo`)).body).toBe(body);
        expect(body).not.toMatch(/canary/i);
      }
      expect((await ask(address)).body).not.toMatch(/canary/i);
      expect((await ask(`/api/v1${address}`)).body).not.toMatch(/canary/i);
    },
  );

  it.each(REFERENCE_PAGES.map(({ address }) => address))(
    '%s invites where there is nothing',
    async (address) => {
      const text = textOf(await ask(address));
      expect(text).toMatch(/add features\.yml|no words|add rubric\.yml|no feature|of every feature/i);
    },
  );
});

describe('The supported list', () => {
  const table = tableOn();
  const asked = askerOf(table);
  const tell = () => pipelineOn(table(), '2024-08-13T00:00:00.000Z').tell(...company);

  it.each(['/internal/supported', '/api/v1/internal/supported', '/internal/supported?format=csv'])(
    '%s is closed to everybody, and for people inside no cache keeps it',
    async (address) => {
      await tell();
      const closed = await asked(address);
      expect(closed.statusCode).toBe(401);
      expect(closed.body).not.toMatch(/canary/i);
      const open = await asked(address, asInternal);
      expect(open.statusCode).toBe(200);
      expect(open.headers).toMatchObject({ 'Cache-Control': 'no-store' });
      expect(open.body).toContain('Ask canary first.');
      expect(open.body).toContain('Canary sells.');
      expect(open.body).toContain('person:canary');
    },
  );

  it.each([
    ['', ['bare', 'ranking']],
    ['?q=SELLS', ['ranking']],
    ['?answer=no', ['ranking']],
    ['?option=github&answer=unknown', ['bare']],
    ['?option=edge&answer=no&team=&q=', ['ranking']],
    ['?option=edge&answer=yes', []],
    ['?team=search', ['bare', 'ranking']],
    ['?team=nobody', []],
  ])('is filtered by its address: %s', async (query, features) => {
    await tell();
    const { body } = await asked(`/api/v1/internal/supported${query}`, asInternal);
    const answer = referenceAnswer.parse(JSON.parse(body));
    expect(answer.features.map(({ feature }) => feature)).toEqual(features);
    expect(answer.total).toBe(features.length);
  });

  it('refuses an answer that there is not', async () => {
    expect((await asked('/internal/supported?answer=maybe', asInternal)).statusCode).toBe(400);
  });
});
