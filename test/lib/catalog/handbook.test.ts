/** The handbook convention, read as it is. */
import { describe, expect, test } from '@jest/globals';
import { readFolder } from '../../../lib/catalog/folder.ts';
import { scratch } from './scratch.ts';

const { holding } = scratch();

const teams = `search:
  title: Search
  strategy_link: /strategy/search/index.md
  issue_labels:
    - team/search
    - team/search-core
  pm: ada
  em: grace
  slack: '#search'
`;
const features = `finding:
  title: Finding
  product_team: search
  maturity: ga
  doc_link: https://docs.example.com/finding
  compatibility:
    gitlab_com: true
    gerrit: false
  deployment:
    self_hosted: ga
  use_cases: [reuse]
  note: Shown with it.
  colour: green
old_search:
  title: Old search
  product_area: search
  maturity: deprecated
  doc_link: ???
  compatibility: false
`;
const files = {
  'product_teams.yml': teams,
  'features.yml': features,
  'maturity_levels.yml': 'ga:\n  title: GA\ndeprecated:\n  title: Deprecated\n',
  'code_hosts.yml':
    'gitlab_com:\n  title: GitLab\n  info_link: https://gitlab.com\ngerrit:\n  title: Gerrit\n  info_link: soon\n',
  'deployment_options.yml': 'self_hosted:\n  title: Self-hosted\n',
  'use_cases.yml': 'reuse:\n  title: Reuse\n',
  'team.yml':
    'ada:\n  name: Ada Example\n  github: ada-example\n  email: ada@example.com\n  role: PM\ngrace:\n  name: Grace Example\n  github: ""\n  email: grace at example\n',
  'glossary.yml': 'a: b',
};

test('it becomes the same catalog as files of our own', async () => {
  const { catalog } = await readFolder(await holding(files));
  expect(catalog).toEqual({
    teams: new Map([
      [
        'search',
        {
          title: 'Search',
          strategyUrl: '/strategy/search/index.md',
          labels: ['team/search', 'team/search-core'],
          contacts: { pm: 'ada', em: 'grace' },
        },
      ],
    ]),
    people: new Map([
      ['ada', { name: 'Ada Example', email: 'ada@example.com', accounts: ['github:ada-example'] }],
      ['grace', { name: 'Grace Example' }],
    ]),
    features: new Map([
      [
        'finding',
        {
          title: 'Finding',
          team: 'search',
          maturity: 'ga',
          docsUrl: 'https://docs.example.com/finding',
          compatibility: { gitlab_com: true, gerrit: false },
          deployment: { self_hosted: 'ga' },
          useCases: ['reuse'],
          note: 'Shown with it.',
        },
      ],
      ['old_search', { title: 'Old search', team: 'search', maturity: 'deprecated' }],
    ]),
    vocabularies: {
      maturity: new Map([
        ['ga', { title: 'GA' }],
        ['deprecated', { title: 'Deprecated' }],
      ]),
      compatibility: new Map([
        ['gitlab_com', { title: 'GitLab', url: 'https://gitlab.com' }],
        ['gerrit', { title: 'Gerrit' }],
      ]),
      deployment: new Map([['self_hosted', { title: 'Self-hosted' }]]),
      'use-cases': new Map([['reuse', { title: 'Reuse' }]]),
    },
  });
});

test('what is turned into unknown is said where it stands, and is no error', async () => {
  const directory = await holding(files);
  const { problems } = await readFolder(directory);
  expect(new Set(problems.map(({ severity }) => severity))).toEqual(new Set(['warning']));
  const said = problems.map(
    ({ file, line, path, message }) =>
      `${file.slice(directory.length + 1)}:${line} ${path.join('.')} ${message}`,
  );
  expect(said).toEqual([
    'team.yml:8 grace.github is no account: taken as unknown',
    'team.yml:9 grace.email is no e-mail address: taken as unknown',
    'features.yml:18 old_search.doc_link is no address: taken as unknown',
    'features.yml:19 old_search.compatibility is false as a whole: taken as unknown',
    'code_hosts.yml:6 gerrit.info_link is no web address: taken as unknown',
  ]);
});

test('keys of hosts and options go through as they are, so that a typo is seen', async () => {
  const typo = `finding:\n  title: F\n  product_team: s\n  maturity: ga\n  compatibility: {gitlab_con: true, gerrit: soon}\n`;
  const { catalog, problems } = await readFolder(
    await holding({ ...files, 'features.yml': `${typo}${features.slice(features.indexOf('old_search'))}` }),
  );
  expect(catalog.features?.has('finding')).toBe(false);
  expect(problems.find(({ severity }) => severity === 'error')).toMatchObject({
    path: ['finding', 'compatibility', 'gerrit'],
    line: 5,
    column: 37,
  });
});

describe('places', () => {
  test('point at what the handbook calls a field', async () => {
    const directory = await holding(files);
    const { locate } = await readFolder(directory);
    const at = (path: (string | number)[]) => {
      const { line, column, path: original } = locate({ section: 'features', path });
      return `${line}:${column} ${original.join('.')}`;
    };
    expect(at(['finding', 'team'])).toBe('3:3 finding.product_team');
    expect(at(['old_search', 'team'])).toBe('16:3 old_search.product_area');
    expect(at(['finding', 'docsUrl'])).toBe('5:3 finding.doc_link');
    expect(at(['finding', 'useCases', 0])).toBe('11:15 finding.use_cases.0');
    expect(at(['finding', 'compatibility', 'gerrit'])).toBe('8:5 finding.compatibility.gerrit');
    expect(at(['finding', 'flag'])).toBe('1:1 finding');
    expect(locate({ section: 'teams', path: ['search', 'contacts', 'em'] })).toEqual({
      file: `${directory}/product_teams.yml`,
      path: ['search', 'em'],
      line: 8,
      column: 3,
    });
  });
});

describe('beside files of our own', () => {
  test('what a handbook has no file for is read as ours', async () => {
    const { catalog, problems } = await readFolder(
      await holding({
        'product_teams.yml': teams,
        'projects.yml': 'a: {title: A, team: search, train: t}\n',
      }),
    );
    expect(problems).toEqual([]);
    expect(catalog.projects?.get('a')).toEqual({ title: 'A', team: 'search', train: 't' });
  });

  test('a section in both is an error', async () => {
    const { problems } = await readFolder(await holding({ 'product_teams.yml': teams, 'teams.yml': teams }));
    expect(problems.map(({ message }) => message)).toEqual([
      'is in this file and in product_teams.yml: keep one of them',
    ]);
  });

  test('other files of a handbook are left alone, but for one that is nearly ours', async () => {
    const { problems } = await readFolder(
      await holding({ 'product_teams.yml': teams, 'product_orgs.yml': '', 'code_host.yml': '' }),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      'is no file of a catalog, did you mean code_hosts.yml?',
    ]);
  });
});
