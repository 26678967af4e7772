import { describe, expect, test } from '@jest/globals';
import { readFact } from '../../events/read.ts';
import { sampleOf, sampleWith } from './samples.ts';

/** Why an entry is refused. */
function refused(entry: unknown) {
  const result = readFact(entry);
  if (result.ok) throw new Error(`accepted: ${result.body}`);
  return result;
}

const because = (entry: unknown): [string, string] => {
  const { refusal, message } = refused(entry);
  return [refusal, message];
};

const merged = (fields: Record<string, unknown>) => because(sampleWith('ChangeMerged', fields));
const typed = (type: string) => because({ ...sampleOf('ChangeMerged'), 'detail-type': type });

/** Lists inside each other, `depth` of them. */
function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < depth; level++) value = [value];
  return value;
}

describe('What is not an event is refused', () => {
  test.each([[[]], ['ChangeMerged'], [null], [5], [undefined]])('when it is %j', (entry) => {
    expect(because(entry)).toEqual([
      'NOT_AN_EVENT',
      'an event is an object with source, detail-type and detail',
    ]);
  });

  test('with the names of what is missing', () => {
    expect(because({ source: 'shipshape' })).toEqual([
      'NOT_AN_EVENT',
      'the event has no detail-type (a string) and no detail (an object)',
    ]);
    expect(because({ ...sampleOf('ChangeMerged'), detail: '{}' })).toEqual([
      'NOT_AN_EVENT',
      'the event has no detail (an object)',
    ]);
  });

  test('when it comes from another source', () => {
    expect(because({ ...sampleOf('ChangeMerged'), source: 'aws.s3' })).toEqual([
      'UNKNOWN_SOURCE',
      'source is "aws.s3", facts come with "shipshape"',
    ]);
  });
});

describe('An unknown type is refused', () => {
  test.each([
    ['ChangeMerge', 'ChangeMerged'],
    ['changemerged', 'ChangeMerged'],
    ['FeatureRegisterd', 'FeatureRegistered'],
    ['StarGrantd', 'StarGranted'],
  ])('and %s gets %s suggested', (type, meant) => {
    expect(typed(type)).toEqual(['UNKNOWN_TYPE', `no fact is called "${type}", did you mean ${meant}?`]);
  });

  test('without a suggestion when no name comes close', () => {
    expect(typed('Lunch')).toEqual(['UNKNOWN_TYPE', 'no fact is called "Lunch"']);
  });

  test('without repeating all of a very long one', () => {
    expect(typed('x'.repeat(100_000))[1].length).toBeLessThan(120);
  });

  test('and an announcement has its own message', () => {
    expect(typed('ProjectFlagged')).toEqual([
      'UNKNOWN_TYPE',
      'ProjectFlagged is an announcement: only Shipshape publishes those',
    ]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('also when it is %s', (type) => {
    expect(typed(type)[0]).toBe('UNKNOWN_TYPE');
  });
});

describe('An unknown version is refused', () => {
  test.each([
    [2, 'version 2 is unknown, it must be 1'],
    ['1', 'version "1" is unknown, it must be 1'],
    [null, 'version null is unknown, it must be 1'],
    [undefined, 'version is missing, it must be 1'],
  ])('%j', (version, message) => {
    expect(merged({ version })).toEqual(['UNKNOWN_VERSION', message]);
  });
});

describe('A bad time is refused', () => {
  test.each([
    '2026-02-30',
    '2026-02-30T09:00:00Z',
    '2024-03-26',
    '2024-03-26T09:00:00',
    'yesterday',
    '',
    1711443600,
  ])('%j', (occurredAt) => {
    const [refusal, message] = merged({ occurredAt });
    expect(message).toBe('occurredAt is not an existing moment like 2024-03-26T09:00:00Z');
    expect(refusal).toBe(typeof occurredAt === 'string' ? 'BAD_TIME' : 'BAD_FIELD');
  });

  test.each(['1970-01-01T00:00:00Z', '1999-12-31T23:59:59Z', '2200-01-01T00:00:00Z'])('%s', (occurredAt) => {
    expect(merged({ occurredAt })).toEqual(['BAD_TIME', 'occurredAt is outside the years 2000 to 2199']);
  });

  test('also in a field of the event itself', () => {
    expect(because(sampleWith('ReleaseScheduled', { branchCutAt: '2024-02-30T00:00:00Z' }))).toEqual([
      'BAD_TIME',
      'branchCutAt is not an existing moment like 2024-03-26T09:00:00Z',
    ]);
  });
});

describe('A bad id is refused', () => {
  const malformed = 'must not contain control characters, broken surrogates or space at its ends';

  test.each([
    ['', 'must not be empty'],
    ['x'.repeat(3000), 'has 3000 characters, the longest id has 256'],
    ...[' a', 'a\nb', 'a\u202eb', 'a\ud800'].map((id) => [id, malformed]),
  ])('%j', (id, message) => {
    expect(merged({ id })).toEqual(['BAD_ID', `id ${message}`]);
  });

  const others = 'has other characters than letters, digits and . _ - / : @ # + ~';
  test.each([
    ['Search Quality', `${others}, did you mean search-quality?`],
    ['@scope/a package', `${others}, did you mean @scope/a-package?`],
    ['=1+1', `${others}, did you mean 1+1?`],
    ['!!!', others],
    ['-search', 'does not begin with a letter or a digit, did you mean search?'],
  ])('where a team is registered: %j', (team, message) => {
    expect(because(sampleWith('TeamRegistered', { team }))).toEqual(['BAD_ID', `team ${message}`]);
  });

  test.each(['\u200bsearch', 'se\u00adarch', 'search\ufeff', 'se\u202earch', 'sea\u2060rch', 'sea\nrch'])(
    'where a project is named, if not all of it can be seen: %j',
    (project) => {
      const message = 'project contains invisible characters, did you mean search?';
      expect(merged({ project })).toEqual(['BAD_ID', message]);
    },
  );

  test.each([
    ...['github:acme/app', '@scope/package', 'server-5.4', 'launchdarkly:web/production', 'c++', 'team_a'],
    ...['Größe', '検索', 'हिन्दी', '120.0.6099.109', 'acme/www#3310', 'a~b'],
  ])('and what the field uses is good: %s', (team) => {
    expect(readFact(sampleWith('TeamRegistered', { team }))).toMatchObject({ ok: true });
  });

  test('also as a key', () => {
    const [refusal, message] = because(sampleWith('FeatureRegistered', { compatibility: { ' x': true } }));
    expect(refusal).toBe('BAD_ID');
    expect(message).toMatch(
      /^compatibility\[" x"\] is a name that must not contain broken surrogates or space at its ends/,
    );
  });
});

describe('A bad field is refused', () => {
  test.each([
    [{ project: 5 }, 'project must be a string, not a number'],
    [{ project: null }, 'project must be a string, not null'],
    [{ project: ['a'] }, 'project must be a string, not a list'],
    [{ project: undefined }, 'project is missing'],
    [{ occurredAt: undefined }, 'occurredAt is missing'],
    [{ title: '' }, 'title must not be empty'],
    [{ url: 'javascript:alert(1)' }, 'url is not an http or https address'],
    [{ url: 'https://example.com/\u001b[31m' }, 'url contains invisible characters'],
    [{ actor: 'octocat' }, 'actor is not a reference like team:docs, did you mean person:octocat?'],
    [{ actor: 'github:a\nb' }, 'actor is not a reference like team:docs'],
    [
      { project: true, title: 7 },
      'project must be a string, not true or false; title must be a string, not a number',
    ],
  ])('%j', (fields, message) => {
    expect(merged(fields)).toEqual(['BAD_FIELD', message]);
  });

  test.each([
    ['FeatureRegistered', { launchTier: 'L4' }, 'launchTier must be one of L1, L2, L3'],
    [
      'FeatureRegistered',
      { compatibility: { 'git.example.com': 'some' } },
      'compatibility["git.example.com"] must be true, false, "partial" or null (unknown)',
    ],
    [
      'FeatureRegistered',
      { docsUrl: '//evil.example' },
      'docsUrl is neither an http or https address nor a path that starts with one slash',
    ],
    [
      'FeatureRegistered',
      { authors: ['team:a', 'b'] },
      'authors[1] is not a reference like team:docs, did you mean person:b?',
    ],
    ['FeatureRegistered', { internal: { sales: 5 } }, 'internal.sales must be a string, not a number'],
    ['TeamRegistered', { timeZone: 'Mars/Base' }, 'timeZone is not a time zone like Europe/Berlin'],
    ['TeamRegistered', { timeZone: '+01:00' }, 'timeZone is not a time zone like Europe/Berlin'],
    ['TeamRegistered', { email: 'search' }, 'email is not an e-mail address'],
    ['TeamRegistered', { areas: 'search' }, 'areas must be a list, not a string'],
    ['TeamRegistered', { labels: Array(1001).fill('a') }, 'labels must have at most 1,000 entries'],
    ['ReviewRequested', { reviewers: [] }, 'reviewers must have at least 1 entries'],
    ['CadenceCompleted', { period: '2024-13' }, 'period is not a period like 2024-03, 2024-W09 or 2024-Q1'],
    [
      'FeatureFlagChanged',
      { enabledByDefault: 'yes' },
      'enabledByDefault must be true or false, not a string',
    ],
    ['FactRecorded', { value: {} }, 'value must be a string, a finite number, true, false or null (unknown)'],
    ['StarNotApplicable', { comment: undefined }, 'comment is missing'],
    [
      'RecordVerified',
      { entity: 'nothing:a' },
      'entity is not kind:id with one of the kinds team, feature, project, train, release, flag, rubric, review, person, calendar, source, vocabulary, roadmap, channel, account',
    ],
  ])('of %s: %j', (type, fields, message) => {
    expect(because(sampleWith(type, fields))).toEqual(['BAD_FIELD', message]);
  });

  test('and the first twenty of many are named', () => {
    const [refusal, message] = because(sampleWith('TeamRegistered', { areas: Array(1000).fill(5) }));
    expect(refusal).toBe('BAD_FIELD');
    expect(message).toMatch(/^areas\[0\] must be a string, not a number; .*; and 980 more$/);
  });
});

describe('Fields that contradict each other are refused', () => {
  const oneScope = 'needs either release or until, and not both';
  test.each([
    ['ExemptionGranted', { until: '2024-06-01T00:00:00Z' }, oneScope],
    ['ExemptionWithdrawn', { release: null }, oneScope],
    ['FeatureRenamed', { to: 'version-contexts' }, 'needs a new name in to that differs from feature'],
    ['ReleaseRenamed', { to: 'server-2024-04' }, 'needs a new name in to that differs from release'],
  ])('in %s: %j', (type, fields, message) => {
    expect(because(sampleWith(type, fields))).toEqual(['BAD_FIELD', `${type} ${message}`]);
  });

  const misfit = 'categories[0] needs a check when its policy is check, and only then';
  const category = { category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'Published.' };
  test.each([
    [[category, category], 'categories must name each category once'],
    [[], 'categories must have at least 1 entries'],
    [[{ ...category, policy: 'check' }], misfit],
    [[{ ...category, check: 'true' }], misfit],
    [
      [{ ...category, expiresAfter: '90 days' }],
      'categories[0].expiresAfter is not an ISO 8601 duration like P90D',
    ],
  ])('in RubricPublished: %j', (categories, message) => {
    expect(because(sampleWith('RubricPublished', { categories }))).toEqual(['BAD_FIELD', message]);
  });

  test('but not milestones in a wrong order', () => {
    expect(readFact(sampleWith('ReleaseScheduled', { branchCutAt: '2024-01-01T00:00:00Z' })).ok).toBe(true);
  });
});

describe('A fact is refused', () => {
  test('when it is nested deeper than 32 levels', () => {
    expect(merged({ extra: nested(32) })).toEqual(['TOO_DEEP', 'detail is nested deeper than 32 levels']);
    expect(readFact(sampleWith('ChangeMerged', { extra: nested(31) })).ok).toBe(true);
  });

  test.each([5_000, 100_000])('when it is nested %i levels deep', (depth) => {
    const result = refused(sampleWith('ChangeMerged', { extra: nested(depth) }));
    expect(result).toMatchObject({ refusal: 'TOO_DEEP', digest: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(result.excerpt.length).toBeLessThanOrEqual(4000);
  });

  test('when it contains itself', () => {
    const extra: unknown[] = [];
    extra.push(extra);
    expect(merged({ extra })[0]).toBe('TOO_DEEP');
  });

  test('when it has more than 200 KB, counted in UTF-8', () => {
    const [refusal, message] = merged({ extra: 'é'.repeat(102_400) });
    expect(refusal).toBe('TOO_LARGE');
    expect(message).toMatch(/^detail has 205,\d{3} bytes, the most is 204,800$/);
    expect(readFact(sampleWith('ChangeMerged', { extra: 'é'.repeat(102_000) })).ok).toBe(true);
  });

  test('when it is too large after normalisation', () => {
    // U+1D160 takes 4 bytes as it is and 12 in its normal form.
    const priorities = Array(200).fill('\u{1D160}'.repeat(250));
    expect(because(sampleWith('TeamRegistered', { priorities }))[0]).toBe('TOO_LARGE');
  });
});

describe('A refusal', () => {
  test('has the same digest for the same entry, and another for another', () => {
    const [bad, same, other] = [
      { title: 1, project: 2 },
      { project: 2, title: 1 },
      { title: 1, project: 3 },
    ].map((fields) => refused(sampleWith('ChangeMerged', fields)));
    expect(same?.digest).toBe(bad?.digest);
    expect(other?.digest).not.toBe(bad?.digest);
  });

  test('tells two deep entries apart', () => {
    const [one, other] = [5_000, 5_001].map((depth) => refused([nested(depth)]));
    expect(one?.digest).not.toBe(other?.digest);
  });

  test('shows the start of the entry, 4,000 characters at most', () => {
    expect(refused({ note: 'short' }).excerpt).toBe('{"note":"short"}');
    const { excerpt } = refused({ note: '🚢'.repeat(5_000) });
    expect(excerpt).toHaveLength(4000);
    expect(excerpt.isWellFormed()).toBe(true);
    expect(excerpt.endsWith('…')).toBe(true);
  });
});
