import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SourceRegistered } from '../../../../events/facts/source.ts';
import { readTag } from '../../../../functions/catalog/model/tags/read-tag.ts';
import { on } from '../../../support/ledger-facts.ts';

type Source = Parameters<typeof readTag>[1];
type Templates = NonNullable<NonNullable<Source['releases']>['tags']>;

const server: Source = { train: 'server' };
const by = (...tags: Templates): Source => ({ train: 'server', releases: { tags } });
const summary = (tag: string, source: Source = server) => {
  const read = readTag(tag, source);
  if (read.kind !== 'release') return read.kind;
  return `${read.release}${read.isJudged ? '' : ` (of ${read.of})`}`;
};

describe('Without templates a tag', () => {
  test.each([
    ['v1.31.0', 'server-1.31'],
    ['24.10', 'server-24.10'],
    ['24.04.1', 'server-24.04.1 (of 24.04)'],
    ['v22.0.0', 'server-22.0'],
    ['120', 'server-120'],
    ['2024.6.0', 'server-2024.6'],
    ['2024.06.01', 'server-2024.06.01 (of 2024.06)'],
    ['2023.12.20260817.0', 'server-2023.12.20260817 (of 2023.12)'],
    ['1.2.3.4', 'server-1.2.3.4 (of 1.2)'],
    ['2.0.0.Final', 'server-2.0'],
    ['5.3.1.RELEASE', 'server-5.3.1 (of 5.3)'],
  ])('%s is the release %s', (tag, release) => expect(summary(tag)).toBe(release));

  test.each([
    ['v1.31.0-rc.1', /prerelease of 1\.31\.0/],
    ['2026.3.0b1', /prerelease of 2026\.3\.0/],
    ['v1.0.0-alpha', /prerelease/],
    ['5.0.0.M1', /prerelease/],
    ['4.4.0-20250919', /build or patch of 4\.4\.0/],
    ['v1.0.0+build.5', /build or patch of 1\.0\.0/],
    ['v1.2.3-hotfix.1', /build or patch of 1\.2\.3/],
    ['1.2.3.post1', /build or patch of 1\.2\.3/],
    ['v4', /moved to each release/],
    ['nightly', /moved from build to build/],
    ['latest', /moved from build to build/],
    ['nightly-2024-06-01', /moved from build to build/],
    ['clerk_auth-v0.0.18-beta', /prerelease of 0\.0\.18/],
    ['deploy', /is no version/],
    ['R2024a', /is no version/],
    ['20240601123456', /is no version/],
    ['1.2.3.4.5', /is no version/],
  ])('%s is ignored, with its reason', (tag, because) => {
    expect(readTag(tag, server)).toEqual({ kind: 'ignored', because: expect.stringMatching(because) });
  });

  test.each([
    ['csa-auth/v0.0.3', '    - { tag: "csa-auth/v{version}", train: <train> }'],
    ['@wrc/package1@0.7.0', '    - { tag: "@wrc/package1@{version}", train: <train> }'],
    ['app-1.2.3', '    - { tag: "app-{version}", train: <train> }'],
    ['atlas-chip-query/v1.0.2', '    - { tag: "atlas-chip-query/v{version}", train: <train> }'],
    ['release-2024.06', '    - { tag: "release-{version}" }'],
    ['2024-06-01', '    - { tag: "{date}" }'],
    ['2024w23', '    - { tag: "{date}" }'],
  ])('%s waits, with the lines that place it', (tag, line) => {
    const read = readTag(tag, server);
    expect(read).toMatchObject({ kind: 'unplaced', lines: expect.arrayContaining([line]) });
  });

  test('of a source on no train waits for one', () => {
    expect(readTag('v1.2.0', {})).toMatchObject({ kind: 'unplaced', lines: ['train: <train>'] });
  });
});

describe('By the templates of its source a tag', () => {
  const monorepo = by(
    { tag: 'docs@{version}', ignore: true },
    { tag: 'nightly-{date}', ignore: true },
    { tag: 'app@{version}', train: 'app' },
    { tag: '{component}/v{version}', train: '{component}' },
    { tag: '{component}@{version}', train: 'packages', release: '{component}-{short}' },
  );

  test.each([
    ['app@1.2.0', 'app-1.2'],
    ['app@1.2.1', 'app-1.2.1 (of 1.2)'],
    ['csa-auth/v0.3.0', 'csa-auth-0.3'],
    ['@wrc/package1@0.7.0', '@wrc/package1-0.7'],
    ['docs@1.0.0', 'ignored'],
    ['nightly-2024-06-01', 'ignored'],
    ['app@1.2.0-rc.1', 'ignored'],
    ['v1.2.0', 'unplaced'],
    ['tool-v1.2.0', 'unplaced'],
  ])('%s is %s', (tag, expected) => expect(summary(tag, monorepo)).toBe(expected));

  test.each([
    ['{date}', '2024-06-01', 'server-2024-06-01'],
    ['v{date}', 'v2024.06.01', 'server-2024.06.01'],
    ['{date}', '2024w23', 'server-2024w23'],
    ['R{date}', 'R2024a', 'server-2024a'],
    ['{date}', '2024-13-01', 'ignored'],
    ['release-{version}', 'release-2024.06', 'server-2024.06'],
    ['M{number}', 'M120', 'server-120'],
    ['v{version}', 'v4', 'ignored'],
    ['{version}-final', '1.2.0-final', 'server-1.2'],
  ])('%s reads %s as %s', (template, tag, expected) =>
    expect(summary(tag, by({ tag: template }))).toBe(expected),
  );

  test('with parts: 1, has builds of one number', () => {
    const chrome = by({ tag: '{version}', parts: 1 });
    expect(summary('120', chrome)).toBe('server-120');
    expect(summary('120.0.0.0', chrome)).toBe('server-120');
    expect(summary('120.0.6099.109', chrome)).toBe('server-120.0.6099.109 (of 120)');
  });

  test('with parts: 3, has releases of three numbers that are judged', () => {
    const dated = by({ tag: '{version}', parts: 3 });
    expect(readTag('2024.06.01', dated)).toMatchObject({ isJudged: true, releaseKind: 'minor' });
    expect(readTag('2024.06.01.2', dated)).toMatchObject({ isJudged: false, of: '2024.06.01' });
  });

  test('and its twin of another edition are one release', () => {
    const metabase = by({ tag: 'v0.{version}', parts: 1 }, { tag: 'v1.{version}', parts: 1 });
    for (const tag of ['v0.48', 'v1.48.0']) expect(summary(tag, metabase)).toBe('server-48');
    for (const tag of ['v0.48.1', 'v1.48.1']) expect(summary(tag, metabase)).toBe('server-48.1 (of 48)');
  });
});

test.each([
  [{ tag: 'latest' }, /must hold \{version\}, \{number\} or \{date\}, once/],
  [{ tag: '{version}-{number}' }, /once/],
  [{ tag: '{component}-{component}-{version}' }, /\{component\} once/],
  [{ tag: '{ver}' }, /no tag has \{ver\} in it/],
])('The template %j is refused', (template, because) => {
  const said = { version: 1, id: 'a', occurredAt: on('01-01'), source: 'github:acme/app' };
  expect(() => SourceRegistered.read({ ...said, releases: { tags: [template] } })).toThrow(because);
});

test('Every tag is read, and a prerelease is never a release', () => {
  const part = fc.constantFrom(
    'v',
    '1',
    '.',
    '-',
    '@',
    '/',
    'rc',
    'app',
    '2024',
    '06',
    '+',
    ' ',
    '{version}',
  );
  const tag = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(tag, (each) => {
      const read = readTag(each, server);
      expect(['release', 'ignored', 'unplaced']).toContain(read.kind);
      if (/rc/.test(each)) expect(read.kind === 'release').toBe(false);
    }),
  );
});

test('What waits for a template says whether it is the first of its source or one more', () => {
  const linesAt = (source: Parameters<typeof readTag>[1]) => {
    const read = readTag('api/v1.2.0', source);
    return read.kind === 'unplaced' ? read.lines.join('\n') : '';
  };
  expect(linesAt({ train: 'app' })).toMatch(/tags: # once there is one, v1\.2\.3 needs its own/);
  const tags = [{ tag: 'app-{version}' }];
  expect(linesAt({ train: 'app', releases: { tags } })).toMatch(/tags: # beside those that are there/);
});

test.each([
  ['v2024-06-01', 'v{date}'],
  ['v20240601', 'v{date}'],
  ['2024-06-01', '{date}'],
])('%s is a date that waits for its template, and no floating tag', (tag, template) => {
  const read = readTag(tag, { train: 'app' });
  expect(read).toMatchObject({ kind: 'unplaced', because: expect.stringContaining('is a date') });
  expect(read.kind === 'unplaced' && read.lines.join('\n')).toContain(`"${template}"`);
  const mapped = readTag(tag, { train: 'app', releases: { tags: [{ tag: template }] } });
  expect(mapped).toMatchObject({ kind: 'release', isJudged: true });
});
