import { describe, expect, test } from '@jest/globals';
import { SourceRegistered } from '../../../events/facts/source.ts';
import { foldSource } from '../../../functions/catalog/model/registered.ts';
import { kindOfVersion } from '../../../functions/catalog/model/release.ts';
import { readTag, readTitle } from '../../../functions/catalog/model/tags/read-tag.ts';
import { releaseCalled } from '../../../functions/webhooks/model/release-facts.ts';
import { source } from '../../catalog/model/import/catalogs.ts';
import { on, ordered } from '../../support/ledger-facts.ts';

type Releases = Parameters<typeof readTag>[1]['releases'];
const onTrain = (releases: Releases, train = 'server') => ({ train, releases });
const versionIn = (read: ReturnType<typeof readTag>) => (read.kind === 'release' ? read.version : undefined);
const versionOfTag = (tag: string, releases: Releases) => versionIn(readTag(tag, onTrain(releases)));
const versionOfMilestone = (title: string, releases: Releases) =>
  versionIn(readTitle(title, onTrain(releases)));
function releaseOf(version: string, train: string, releases: Releases) {
  const read = readTitle(version, onTrain(releases, train));
  return read.kind === 'release' ? { version: read.version, release: read.release } : undefined;
}

describe('A tag', () => {
  test.each([
    ['v5.4.0', '5.4.0'],
    ['V5.4', '5.4'],
    ['5.4', '5.4'],
    ['2024.03.01.2', '2024.03.01.2'],
    ['5', '5'],
    ['v5', undefined],
    ['v', undefined],
    ['', undefined],
    ['1.2.3.4.5', undefined],
    ['v1.2.0-rc.1', undefined],
    ['v1.2.0+build', undefined],
    ['nightly', undefined],
    ['app@1.2.0', undefined],
    ['v1..2', undefined],
    [' v1.2', undefined],
    ['1.12345678901', undefined],
    ['١.٢', undefined],
  ])('%j names the version %j', (tag, version) => expect(versionOfTag(tag, undefined)).toBe(version));

  test('names a version as the template of its source has it, and no otherwise', () => {
    const templates = { tag: 'app@{version}-final' };
    expect(versionOfTag('app@1.2.0-final', templates)).toBe('1.2.0');
    for (const other of [
      'v1.2.0',
      '1.2.0',
      'lib@1.2.0-final',
      'app@-final',
      'app@1.2.0',
      'app@1.2.0-rc-final',
      'app@1.2.0-other',
    ])
      expect(versionOfTag(other, templates)).toBeUndefined();
    expect(versionOfTag('1.2', { tag: '{version}' })).toBe('1.2');
    // What stands before and after may not share characters.
    expect(versionOfTag('aa', { tag: 'aa{version}aa' })).toBeUndefined();
  });
});

test('A milestone names a version as tags do, or plainly', () => {
  const templates = { tag: 'app@{version}' };
  for (const title of ['app@5.4', ' 5.4 ', 'v5.4']) expect(versionOfMilestone(title, templates)).toBe('5.4');
  for (const title of ['lib@5.4', 'Backlog', 'Release 5.4'])
    expect(versionOfMilestone(title, templates)).toBeUndefined();
});

describe('A release', () => {
  test.each([
    ['5.0', 'server-5.0', 'major'],
    ['5.0.0', 'server-5.0', 'major'],
    ['5.0.0.0', 'server-5.0', 'major'],
    ['1.29', 'server-1.29', 'minor'],
    ['1.29.0', 'server-1.29', 'minor'],
    ['1.30.0', 'server-1.30', 'minor'],
    ['1.29.1', 'server-1.29.1', 'patch'],
    ['1.0.1', 'server-1.0.1', 'patch'],
    ['1.0.0.1', 'server-1.0.0.1', 'patch'],
  ])('of version %s is %s, a %s one', (version, release, kind) =>
    expect({ ...releaseOf(version, 'server', undefined), kind: kindOfVersion(version) }).toEqual({
      version,
      release,
      kind,
    }),
  );

  test('is called as the template of its source has it', () => {
    expect(releaseOf('5.4.0', 'a$&b', { release: '{version} of {train}' })?.release).toBe('5.4.0 of a$&b');
    expect(releaseOf('5.4.0', 'server', { tag: 'v{version}', release: null })?.release).toBe('server-5.4');
  });

  test('is meant by its version or its id, where its source is on a train', () => {
    const record = source({ train: 'server' });
    for (const word of ['5.4', 'v5.4.0', 'server-5.4', 'server-5.4.0'])
      expect(releaseCalled(word, record)?.release).toBe('server-5.4');
    for (const word of ['infrastructure', 'server', 'server-', 'client-5.4', '5'])
      expect(releaseCalled(word, record)).toBeUndefined();
    expect(releaseCalled('5.4', source({}))).toBeUndefined();
    const other = source({ train: 'server', releases: { release: '{train} {version} (server)' } });
    expect(releaseCalled('server 5.4.0 (server)', other)?.release).toBe('server 5.4.0 (server)');
  });
});

describe('A source', () => {
  const common = { version: 1, source: 'github:acme/app' };
  const read = (id: string, releases: unknown) =>
    SourceRegistered.read({ ...common, id, occurredAt: on('01-01'), releases });

  test('keeps its templates as they were last said', () => {
    const facts = [read('a', { tag: 'app@{version}' }), read('b', undefined)];
    expect(foldSource('github:acme/app', ordered(facts)).record.releases).toEqual({ tag: 'app@{version}' });
    expect(
      foldSource('github:acme/app', ordered([...facts, read('c', null)])).record.releases,
    ).toBeUndefined();
  });

  test.each([
    { tag: 'latest' },
    { tag: '{version}-{version}' },
    { release: '{train}' },
    { release: '{version}-{short}' },
  ])('is refused with the template %j, in which no version stands, or more than one', (releases) => {
    expect(() => read('a', releases)).toThrow(/must hold/);
  });
});
