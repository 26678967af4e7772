/** What others keep, as a catalog: what has no place is named, and one bad document refuses itself alone. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { scratch } from '../scratch.ts';
import { said, somebody } from './said.ts';

const { empty } = scratch();

async function holding(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = empty();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  return directory;
}

describe('Backstage', () => {
  const good = (name: string, owner = 'team-a') =>
    `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations:
    github.com/project-slug: acme/${name}
spec:
  type: service
  owner: ${owner}
  lifecycle: production
`;

  test('becomes features, teams, people and sources', async () => {
    const source = await holding({
      'catalog-info.yaml': `${good('payments', 'group:default/Team-A')}---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: Team-A}
spec: {type: team, profile: {displayName: Team A, email: a@example.com}, parent: org, members: [ada]}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ada, annotations: {github.com/user-login: ada-ex}}
spec: {profile: {displayName: Ada Example, email: ada@example.com}, memberOf: [guests]}
`,
    });
    const { catalog } = await said('backstage', source);
    expect(catalog.features).toEqual(
      new Map([['payments', { title: 'Payments', team: 'team-a', maturity: 'ga' }]]),
    );
    expect(catalog.teams).toEqual(
      new Map([['team-a', { title: 'Team A', org: 'org', email: 'a@example.com' }]]),
    );
    expect(catalog.people).toEqual(
      new Map([
        [
          'ada',
          {
            name: 'Ada Example',
            email: 'ada@example.com',
            accounts: ['github:ada-ex'],
            teams: ['guests', 'team-a'],
          },
        ],
      ]),
    );
    expect([...(catalog.sources?.keys() ?? [])]).toEqual(['github:acme/payments']);
  });

  test.each([
    [
      'a scoped name',
      good('x').replace('name: x', "name: '@acme/x'"),
      '4:3: error: feature: metadata.name @acme/x is no name of an entity (letters and digits with - _ . between them, at most 63), did you mean acme-x?',
    ],
    [
      'a number for a name',
      good('x').replace('name: x', 'name: 123456789'),
      '4:3: error: feature: metadata.name 123456789 is a number, and a name is text: put it in quotes',
    ],
    [
      'an annotation out of place',
      good('x').replace('name: x', "name: x\n  backstage.io/techdocs-ref: 'dir:.'"),
      '5:3: error: feature: metadata["backstage.io/techdocs-ref"] is an annotation that stands out of place: move it below metadata.annotations',
    ],
    [
      'text that is no YAML',
      good('x').replace('name: x', 'name: [x'),
      expect.stringMatching(/error: catalog-info\.yaml is no YAML/),
    ],
    ['a list', '- a\n- b\n', expect.stringMatching(/error: catalog-info\.yaml is no map of fields$/)],
    [
      'an entity without a name',
      good('x').replace('  name: x\n', ''),
      expect.stringMatching(/error: feature: metadata\.name is missing$/),
    ],
  ])('%s refuses its own document and no other', async (_, bad, line) => {
    const alone = await said('backstage', await holding({ 'catalog-info.yaml': bad }));
    expect(
      alone.lines
        .filter((one) => one.includes('error:'))
        .map((one) => one.replace(/^catalog-info.yaml:/, '')),
    ).toEqual([line]);
    expect(alone.catalog.features?.size ?? 0).toBe(0);
    const among = await said(
      'backstage',
      await holding({ 'catalog-info.yaml': [good('before'), bad, good('after')].join('---\n') }),
    );
    expect([...(among.catalog.features?.keys() ?? [])]).toEqual(['before', 'after']);
    expect(among.lines.filter((one) => one.includes('error:'))).toHaveLength(1);
  });

  test('an owner is a reference, whatever its capitals; one that is a person is an author', async () => {
    const { catalog, lines } = await said(
      'backstage',
      await holding({
        'catalog-info.yaml': `${good('a', 'CNCF')}---\n${good('b', 'user:ada')}---\n${good('c', '"no owner at all"')}`,
      }),
    );
    expect([...(catalog.features ?? [])].map(([id, { team, authors }]) => [id, team, authors])).toEqual([
      ['a', 'cncf', undefined],
      ['b', 'unowned', ['person:ada']],
      ['c', 'unowned', undefined],
    ]);
    expect(lines.join('\n')).toContain(
      'spec.owner no owner at all is no reference to an entity: taken as unknown',
    );
  });

  test('what has no place is named once, with how often it is there', async () => {
    const { lines } = await said(
      'backstage',
      await holding({
        'catalog-info.yaml': `${good('a')}---\n${good('b')}---\napiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: x}\n`,
      }),
    );
    expect(lines).toEqual([
      'catalog-info.yaml:8:3: warning: feature: spec.type has no place in a catalog: left out (2 times, the first here)',
      'catalog-info.yaml:24:1: warning: feature: kind api has no place in a catalog: left out',
    ]);
  });
});

describe('GitLab', () => {
  const categories = `audit_events:
  name: Audit Events
  stage: govern
  available: 2017-01-01
  viable: 2018-11-22
  complete: 2022-10-22
  lovable: null
  maturity: viable
proxy:
  stage: package
  viable: 2023-02-22
  complete: 2023-01-22
  maturity: minimal
later: {stage: package, viable: 2023-02-22, maturity: viable}
bare: {stage: "", roi: null, maturity: ""}
`;

  test('categories become features; a level that contradicts its own dates, and dates that go backwards, are said where they stand', async () => {
    const { catalog, lines } = await said('gitlab', await holding({ 'categories.yml': categories }));
    expect([...(catalog.features ?? [])]).toEqual([
      ['audit_events', { title: 'Audit Events', team: 'govern', maturity: 'beta' }],
      ['proxy', { title: 'Proxy', team: 'package', maturity: 'beta' }],
      ['later', { title: 'Later', team: 'package', maturity: 'beta' }],
      ['bare', { title: 'Bare', team: 'unowned' }],
    ]);
    expect(lines).toEqual([
      'categories.yml:8:3: warning: feature audit_events: maturity viable contradicts its own dates: complete 2022-10-22 has passed',
      'categories.yml:12:3: warning: feature proxy: complete 2023-01-22 lies before viable 2023-02-22',
      'categories.yml:14:45: warning: feature later: maturity viable contradicts its own dates: viable is 2023-02-22, which is still to come',
      'categories.yml:15:1: warning: feature bare names no team: it is listed with team unowned until it does; --team names another',
    ]);
  });

  test('the group of a stage has its categories', async () => {
    const { catalog } = await said(
      'gitlab',
      await holding({
        'categories.yml': 'a: {name: A, stage: plan}\n',
        'stages.yml':
          'stages:\n  plan:\n    groups:\n      project_management:\n        name: Project Management\n        categories: [a]\n',
      }),
    );
    expect(catalog.features?.get('a')?.team).toBe('project-management');
    expect(catalog.teams).toEqual(
      new Map([['project-management', { title: 'Project Management', org: 'plan' }]]),
    );
  });

  test('a folder with one file a flag becomes feature flags, and a version stays as it is written', async () => {
    const flag = (name: string, more: string) =>
      `name: ${name}\ngroup: group::import and integrate\ntype: beta\n${more}`;
    const { catalog, lines } = await said(
      'gitlab',
      await holding({
        'config/feature_flags/beta/one.yml': flag('one', "milestone: '16.10'\ndefault_enabled: false\n"),
        'config/feature_flags/beta/two.yml': flag(
          'two',
          'milestone: 16.10\ndefault_enabled: true\nlog_state_changes: true\n',
        ),
        'config/feature_flags/ops/three.yml': 'name: 3\n',
        'config/feature_flags/ops/four.yml': flag('four', 'milestone: [\n'),
        'config/other.yml': 'a: b\n',
      }),
    );
    const shared = { team: 'import-and-integrate', kind: 'beta', since: '16.10' };
    expect(catalog.flags).toEqual(
      new Map([
        ['one', { ...shared, enabledByDefault: false }],
        ['two', { ...shared, enabledByDefault: true }],
      ]),
    );
    expect(lines).toEqual([
      'config/feature_flags/beta/two.yml:4:1: warning: feature flag two: milestone is the number 16.1 to YAML, and is taken as it is written, 16.10: put it in quotes',
      'config/feature_flags/beta/two.yml:6:1: warning: feature flag two: log_state_changes has no place in a catalog: left out',
      expect.stringMatching(/^config\/feature_flags\/ops\/four\.yml:\d+:\d+: error: four\.yml is no YAML/),
      'config/feature_flags/ops/three.yml:1:1: error: feature flag three: name is no text: put it in quotes',
    ]);
  });
});

describe('OpsLevel', () => {
  test('a service is a feature; what is empty is unknown, and words that nobody declared are said', async () => {
    const source = await holding({
      'a/opslevel.yml': `version: 1
service:
  name: OpsLevel CLI
  lifecycle: generally_available
  tier: tier_2
  product: null
  owner: platform
  language: Go
  repositories:
    - name: github.com:acme/cli
    - {name: acme/other, provider: gitlab}
    - name: https://svn.example.com/x
`,
      'b/opslevel.yml': 'service: {name: B, lifecycle: pre-alpha, tier: 4, product: "", owner: ""}\n',
    });
    const { catalog, lines } = await said('opslevel', source);
    expect(catalog.features).toEqual(
      new Map([
        ['opslevel-cli', { title: 'OpsLevel CLI', team: 'platform', maturity: 'ga', launchTier: 'L2' }],
        ['b', { title: 'B', team: 'unowned' }],
      ]),
    );
    expect([...(catalog.sources?.keys() ?? [])]).toEqual(['github:acme/cli', 'gitlab:acme/other']);
    expect(lines).toEqual([
      'a/opslevel.yml:8:3: warning: feature opslevel-cli: language has no place in a catalog: left out',
      'a/opslevel.yml:12:7: warning: feature opslevel-cli: repositories[2].name https://svn.example.com/x is no repository of GitHub or GitLab: left out',
      'b/opslevel.yml:1:1: warning: feature b names no team: it is listed with team unowned until it does; --team names another',
      'b/opslevel.yml:1:20: warning: feature b: lifecycle pre-alpha is no level of maturity of the catalog: taken as unknown; say which it is with --map maturity:pre-alpha=…',
      'b/opslevel.yml:1:42: warning: feature b: tier 4 is no launch tier of the catalog: taken as unknown; say which it is with --map tier:4=…',
    ]);
  });
});

describe('Cortex', () => {
  const service = (owners: string) => `openapi: 3.0.1
info:
  title: Voice
  x-cortex-tag: voice
  x-cortex-git: {github: {repository: acme/voice}}
  x-cortex-owners: ${owners}
`;

  test('the address of somebody whom the catalog knows is that person, and any other goes no further', async () => {
    const known = await said(
      'cortex',
      await holding({ 'cortex.yaml': service('[{type: EMAIL, email: Ada@Example.com}]') }),
    );
    expect(known.catalog.features).toEqual(
      new Map([['voice', { title: 'Voice', team: 'search', authors: ['person:ada'] }]]),
    );
    const stranger = await said(
      'cortex',
      await holding({ 'cortex.yaml': service('[{type: EMAIL, email: eve@example.com}]') }),
    );
    expect(stranger.catalog.features).toEqual(new Map([['voice', { title: 'Voice', team: 'unowned' }]]));
    expect(JSON.stringify([[...(stranger.catalog.features ?? [])], stranger.lines])).not.toContain('eve@');
    expect(stranger.lines.join()).toContain(
      'x-cortex-owners[0].email is the address of nobody whom the catalog knows: left out; add them to people.yml first',
    );
  });

  test('a group that owns it is its team', async () => {
    const { catalog, lines } = await said(
      'cortex',
      await holding({ 'cortex.yaml': service('[{type: GROUP, name: Voice Team}]') }),
    );
    expect(catalog.features?.get('voice')?.team).toBe('voice-team');
    expect([...(catalog.sources?.keys() ?? [])]).toEqual(['github:acme/voice']);
    expect(lines).toEqual([]);
  });
});

describe('The CNCF', () => {
  const landscape = `landscape:
  - name: Observability and Analysis
    subcategories:
      - name: Observability
        items:
          - {item: null, name: Prometheus, project: production, repo_url: https://github.com/prometheus/prometheus, crunchbase: https://example.com}
          - {item: null, name: Prometheus}
          - {item: null, name: Old, project: archived, homepage_url: ""}
          - {item: null, name: null}
  - name: Empty
    subcategories:
      - {name: Nothing, items: null}
  - {name: Bare, subcategories: null}
`;

  test('items become features of their category; what is archived stays, retired', async () => {
    const { catalog, lines } = await said('cncf', await holding({ 'landscape.yml': landscape }));
    expect([...(catalog.features ?? [])]).toEqual([
      [
        'prometheus',
        { title: 'Prometheus', team: 'observability-and-analysis', maturity: 'ga', areas: ['observability'] },
      ],
      [
        'old',
        { title: 'Old', team: 'observability-and-analysis', areas: ['observability'], retired: 'archived' },
      ],
    ]);
    expect(lines).toEqual([
      'landscape.yml:6:117: warning: feature prometheus: crunchbase has no place in a catalog: left out',
      'landscape.yml:7:26: warning: feature prometheus stands twice, first in line 6: that one is taken',
      'landscape.yml:9:13: error: feature has no name that could be its id',
    ]);
  });
});

test('a team that is named for what has no owner is its team', async () => {
  const source = await holding({ 'opslevel.yml': 'service: {name: B}\n' });
  const { catalog, lines } = await said('opslevel', source, { ...somebody, defaultTeam: 'search' });
  expect(catalog.features?.get('b')?.team).toBe('search');
  expect(lines).toEqual([]);
});

test('a folder in which the convention keeps nothing is said to be that', async () => {
  const source = await holding({ 'a.yml': 'a: b\n' });
  await expect(said('cncf', source)).rejects.toThrow(
    'none of its 1 YAML files is one that CNCF keeps product data in',
  );
});

describe('The address of a person', () => {
  const sources = (owner: string) => ({
    backstage: {
      'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: a, description: Ask ${owner}.}\nspec: {owner: ${owner}}\n`,
    },
    opslevel: { 'opslevel.yml': `service: {name: A, owner: ${owner}, description: Ask ${owner}.}\n` },
    cortex: {
      'cortex.yaml': `info: {title: A, description: Ask ${owner}., x-cortex-tag: a, x-cortex-owners: [{type: GROUP, name: ${owner}}]}\n`,
    },
  });

  test.each(['backstage', 'opslevel', 'cortex'] as const)(
    '%s: is a person of the catalog, or nothing',
    async (name) => {
      const known = await said(name, await holding(sources('ada@example.com')[name]));
      expect(known.catalog.features?.get('a')).toMatchObject({
        team: 'search',
        authors: ['person:ada'],
        note: 'Ask ….',
      });
      const stranger = await said(name, await holding(sources('eve@example.com')[name]));
      expect(stranger.catalog.features?.get('a')).toEqual({ title: 'A', team: 'unowned', note: 'Ask ….' });
      expect(JSON.stringify([[...(stranger.catalog.features ?? [])], stranger.lines])).not.toContain('eve@');
    },
  );
});
