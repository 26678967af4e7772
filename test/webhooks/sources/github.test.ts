import { describe, expect, test } from '@jest/globals';
import { githubPayloads } from '../../support/payloads.ts';
import { eventsIn, githubWith, idsIn, readGithub } from './events-in.ts';

const releaseWith = (action: string, fields: Record<string, unknown> = {}, changes?: unknown) =>
  githubWith('release', { action, release: { ...githubPayloads.release.release, ...fields }, changes });

const ofRelease = {
  at: '2024-03-26T09:00:00.000Z',
  actor: 'github:octocat',
  url: 'https://github.com/acme/app/releases/tag/v1.4.0',
  tag: 'v1.4.0',
};
const withdrawn = {
  ...ofRelease,
  kind: 'release-withdrawn',
  id: 'github:1296269:release:11:v1.4.0:withdrawn:2024-03-26T09:00:00.000Z',
};
const released = {
  ...ofRelease,
  kind: 'released',
  id: 'github:1296269:release:11:v1.4.0:released:2024-03-26T09:00:00.000Z',
};

describe('a release', () => {
  test('that is published is released, at the place it is of', () => {
    expect(readGithub('release', releaseWith('published'))).toEqual({
      kind: 'events',
      event: 'release published',
      origin: 'github:acme/app',
      originId: 'github#1296269',
      events: [released],
    });
  });
  test('is one event, told by published or by released', () => {
    expect(idsIn(readGithub('release', releaseWith('released')))).toEqual([released.id]);
  });
  test('that is published anew later is another event', () => {
    const again = releaseWith('published', { published_at: '2024-04-02T09:00:00Z' });
    expect(idsIn(readGithub('release', again))).not.toEqual([released.id]);
  });
  test.each([
    ['published', { draft: true }, 'a draft does not count'],
    ['released', { prerelease: true }, 'a prerelease does not count'],
    ['prereleased', { prerelease: true }, 'a prerelease does not count'],
    ['deleted', { draft: true, published_at: null }, 'a draft does not count'],
    ['unpublished', { draft: true, prerelease: true }, 'a prerelease does not count'],
    ['created', {}, 'neither published nor taken back'],
    ['edited', {}, 'the edit changes neither its tag nor whether it counts'],
  ])('%s with %p is ignored', (action, fields, because) => {
    expect(readGithub('release', releaseWith(action, fields))).toEqual({
      kind: 'ignored',
      event: `release ${action}`,
      because,
    });
  });
  test('that is deleted or unpublished is withdrawn, never before it came out', () => {
    expect(eventsIn(readGithub('release', releaseWith('deleted')))).toEqual([withdrawn]);
    expect(eventsIn(readGithub('release', releaseWith('unpublished', { draft: true })))).toEqual([withdrawn]);
    const updated = { draft: true, updated_at: '2024-03-28T10:00:00Z' };
    expect(eventsIn(readGithub('release', releaseWith('unpublished', updated)))).toMatchObject([
      { kind: 'release-withdrawn', at: '2024-03-28T10:00:00.000Z' },
    ]);
  });
  test('that tells no moment is refused', () => {
    const timeless = releaseWith('unpublished', { draft: true, published_at: null });
    expect(readGithub('release', timeless)).toMatchObject({ kind: 'refused', refusal: 'BAD_TIME' });
  });
  test.each([
    ['becomes a release', {}, { prerelease: { from: true } }, [released]],
    ['becomes a prerelease', { prerelease: true }, { prerelease: { from: false } }, [withdrawn]],
    ['becomes a draft', { draft: true }, { draft: { from: false } }, [withdrawn]],
    ['has another name and text', {}, { name: { from: 'x' }, body: { from: '' } }, []],
  ])('that by an edit %s', (_name, fields, changes, expected) => {
    expect(eventsIn(readGithub('release', releaseWith('edited', fields, changes)))).toEqual(expected);
  });
  test('that by an edit is of another tag is withdrawn under the one and released under the other', () => {
    const moved = releaseWith('edited', { tag_name: 'v1.4.1' }, { tag_name: { from: 'v1.4.0' } });
    expect(eventsIn(readGithub('release', moved))).toMatchObject([
      { kind: 'release-withdrawn', tag: 'v1.4.0' },
      { kind: 'released', tag: 'v1.4.1' },
    ]);
  });
});

describe('a pull request', () => {
  test('that is merged is a merge, with what attributes it', () => {
    expect(readGithub('pull_request', githubPayloads.pull_request)).toMatchObject({
      event: 'pull_request closed',
      events: [
        {
          kind: 'merged',
          id: 'github:1296269:pull:21:merged',
          at: '2024-03-20T12:00:00.000Z',
          actor: 'github:octocat',
          title: 'feat(search): rank by recency',
          url: 'https://github.com/acme/app/pull/21',
          labels: ['feature/search'],
          milestone: '1.4',
        },
      ],
    });
  });
  test.each([
    ['opened', true],
    ['closed', false],
  ])('%s, merged: %p, is ignored', (action, merged) => {
    const { pull_request } = githubPayloads.pull_request;
    const payload = githubWith('pull_request', {
      action,
      pull_request: { ...pull_request, merged, ...(merged ? {} : { merged_at: null }) },
    });
    expect(readGithub('pull_request', payload)).toMatchObject({ kind: 'ignored' });
  });
});

describe('a tag', () => {
  const pushed = eventsIn(readGithub('push', githubPayloads.push));
  test('is one event, told by its push or by its creation', () => {
    expect(pushed).toEqual([
      {
        kind: 'tagged',
        id: 'github:1296269:tag:v1.4.0:2024-03-26T09:00:00.000Z',
        at: '2024-03-26T09:00:00.000Z',
        actor: 'github:octocat',
        url: 'https://github.com/acme/app/tree/v1.4.0',
        tag: 'v1.4.0',
      },
    ]);
    const repository = { ...githubPayloads.create.repository, pushed_at: '2024-03-26T09:00:00Z' };
    expect(eventsIn(readGithub('create', githubWith('create', { repository })))).toEqual(pushed);
  });
  test('of a push that does not say when has the moment of its commit', () => {
    const { pushed_at: _, ...repository } = githubPayloads.push.repository;
    expect(eventsIn(readGithub('push', githubWith('push', { repository })))).toMatchObject([
      { at: '2024-03-01T08:00:00.000Z' },
    ]);
    expect(readGithub('push', githubWith('push', { repository, head_commit: null }))).toMatchObject({
      refusal: 'BAD_TIME',
    });
  });
  test.each([
    ['push', { ref: 'refs/heads/main' }],
    ['push', { deleted: true }],
    ['push', { after: '0'.repeat(40) }],
    ['create', { ref_type: 'branch' }],
  ] as const)('%s with %p is none', (event, fields) => {
    expect(readGithub(event, githubWith(event, fields))).toMatchObject({ kind: 'ignored' });
  });
  test('may have slashes and signs in its name, and has an address all the same', () => {
    expect(eventsIn(readGithub('push', githubWith('push', { ref: 'refs/tags/app/v1#2?3' })))).toMatchObject([
      { tag: 'app/v1#2?3', url: 'https://github.com/acme/app/tree/app/v1%232%3F3' },
    ]);
  });
});
