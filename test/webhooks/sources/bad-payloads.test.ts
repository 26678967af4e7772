import { describe, expect, test } from '@jest/globals';
import type { ParseResult } from '../../../functions/webhooks/sources/source.ts';
import { sources } from '../../../functions/webhooks/sources/sources.ts';
import { launchdarklyPayload, unleashPayload } from '../../support/flag-payloads.ts';
import { changed, githubPayloads, gitlabPayloads } from '../../support/payloads.ts';

/** What every sender's most usual deliveries look like, with the headers that name them. */
const usual: readonly (readonly [source: string, headers: Record<string, string>, payload: object])[] = [
  ...Object.entries(githubPayloads)
    .filter(([event]) => event !== 'ping')
    .map(([event, payload]) => ['github', { 'x-github-event': event }, payload] as const),
  ...Object.values(gitlabPayloads).map(
    (payload) => ['gitlab', { 'webhook-timestamp': '1711443600' }, payload] as const,
  ),
  ['launchdarkly', {}, launchdarklyPayload],
  ['unleash', {}, unleashPayload],
];

const body = Buffer.alloc(0);
function read(source: string, headers: Record<string, string>, payload: unknown): ParseResult {
  const found = sources.find(({ name }) => name === source);
  if (found === undefined) throw new Error(`no source is called ${source}`);
  return found.read({ headers, body }, payload);
}

describe.each(usual)('of %s with %p', (source, headers, payload) => {
  test('the payload is understood', () => {
    expect(read(source, headers, payload)).toMatchObject({ kind: 'events' });
  });
  test.each([null, [], [{}], 'text', 7, true])('a body of %p is no event', (other) => {
    expect(read(source, headers, other)).toMatchObject({ kind: 'refused', refusal: 'NOT_AN_EVENT' });
  });
  test('fields that nobody knows change nothing', () => {
    const more = { ...payload, unheard_of: { deep: [{ er: null }] } };
    expect(read(source, headers, more)).toEqual(read(source, headers, payload));
  });
  test('keys that reach into prototypes change nothing', () => {
    const json = JSON.stringify(payload).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    );
    const before = Object.getOwnPropertyNames(Object.prototype);
    expect(read(source, headers, JSON.parse(json))).toEqual(read(source, headers, payload));
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

const moments: readonly (readonly [name: string, value: unknown])[] = [
  ['a day that is none', '2026-02-30T00:00:00Z'],
  ['the year 10000', '+010000-01-01T00:00:00Z'],
  ['the moment that clocks begin at', '1970-01-01T00:00:00Z'],
  ['no zone', '2024-03-26T09:00:00'],
  ['words', 'tomorrow'],
];
const momentFields: readonly (readonly [source: string, event: string, path: string])[] = [
  ['github', 'release', 'release.published_at'],
  ['github', 'pull_request', 'pull_request.merged_at'],
  ['github', 'create', 'repository.pushed_at'],
  ['github', 'push', 'repository.pushed_at'],
  ['github', 'milestone', 'milestone.updated_at'],
  ['github', 'milestone', 'milestone.due_on'],
  ['github', 'issue_comment', 'comment.created_at'],
  ['gitlab', 'release', 'released_at'],
  ['gitlab', 'merge_request', 'object_attributes.updated_at'],
  ['gitlab', 'tag_push', 'commits.0.timestamp'],
  ['launchdarkly', '', 'date'],
  ['unleash', '', 'createdAt'],
];

const payloads: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  github: githubPayloads,
  gitlab: gitlabPayloads,
  launchdarkly: { '': launchdarklyPayload },
  unleash: { '': unleashPayload },
};
const readWith = (source: string, event: string, path: string, value: unknown) =>
  read(source, { 'x-github-event': event }, changed(payloads[source]?.[event], { [path]: value }));

describe.each(momentFields)('of %s %s, %s', (source, event, path) => {
  test.each(moments)('with %s is refused for its time', (_name, value) => {
    expect(readWith(source, event, path, value)).toMatchObject({ kind: 'refused', refusal: 'BAD_TIME' });
  });
  test.each([{}, [], true])('with %p is refused for its type', (value) => {
    const answer = readWith(source, event, path, value);
    expect(answer).toMatchObject({ kind: 'refused', refusal: 'BAD_FIELD' });
    expect(answer).toHaveProperty('message', expect.stringContaining(path.split('.').at(-1) ?? ''));
  });
});

test.each([
  ['github', 'push', 'repository.pushed_at', 0],
  ['github', 'push', 'repository.pushed_at', 1e300],
  ['github', 'push', 'repository.pushed_at', 8_000_000_000],
  ['launchdarkly', '', 'date', 0],
  ['launchdarkly', '', 'date', -1],
  ['launchdarkly', '', 'date', 1_711_443_600],
])('of %s %s, %s is not the moment %p', (source, event, path, value) => {
  expect(readWith(source, event, path, value)).toMatchObject({ kind: 'refused', refusal: 'BAD_TIME' });
});

const idFields: readonly (readonly [source: string, event: string, path: string])[] = [
  ['github', 'release', 'repository.id'],
  ['github', 'release', 'release.id'],
  ['github', 'pull_request', 'pull_request.id'],
  ['github', 'milestone', 'milestone.id'],
  ['github', 'issue_comment', 'comment.id'],
  ['gitlab', 'release', 'project.id'],
  ['gitlab', 'release', 'id'],
  ['gitlab', 'merge_request', 'object_attributes.id'],
];
describe.each(idFields)('of %s %s, %s', (source, event, path) => {
  test.each([2 ** 53, 2 ** 53 + 2, -1, 1.5, '', 'seven', null, {}, undefined])('is not %p', (value) => {
    expect(readWith(source, event, path, value)).toMatchObject({ kind: 'refused', refusal: 'BAD_ID' });
  });
  test('may be too large for a number where it comes as text', () => {
    const [one, other] = ['9007199254740993', '9007199254740992'].map((value) =>
      readWith(source, event, path, value),
    );
    expect(one).toMatchObject({ kind: 'events' });
    expect(one).not.toEqual(other);
  });
});

test.each([
  ['github', 'release', 'release.tag_name', '', 'BAD_ID'],
  ['github', 'release', 'release.tag_name', 'v1\u0000', 'BAD_ID'],
  ['github', 'release', 'release.tag_name', 'v'.repeat(257), 'BAD_ID'],
  ['github', 'release', 'release.tag_name', '\ud800', 'BAD_ID'],
  ['github', 'push', 'ref', 'refs/tags/', 'BAD_ID'],
  ['github', 'release', 'repository.full_name', 'acme', 'BAD_ID'],
  ['github', 'release', 'repository.full_name', '../../etc/passwd\n', 'BAD_ID'],
  ['github', 'release', 'repository', undefined, 'BAD_FIELD'],
  ['github', 'release', 'repository', 'acme/app', 'BAD_FIELD'],
  ['github', 'release', 'release', 'v1', 'BAD_FIELD'],
  ['github', 'release', 'release.draft', 'no', 'BAD_FIELD'],
  ['github', 'release', 'sender.login', 'a b', 'BAD_ID'],
  ['github', 'pull_request', 'pull_request.title', '', 'BAD_FIELD'],
  ['github', 'pull_request', 'pull_request.html_url', 'javascript:alert(1)', 'BAD_FIELD'],
  ['github', 'pull_request', 'pull_request.labels', 'feature/x', 'BAD_FIELD'],
  ['github', 'pull_request', 'pull_request.merged', 'yes', 'BAD_FIELD'],
  ['github', 'issue_comment', 'sender', undefined, 'BAD_FIELD'],
  ['gitlab', 'release', 'project.path_with_namespace', 'app', 'BAD_ID'],
  ['gitlab', 'release', 'project', null, 'BAD_FIELD'],
  ['gitlab', 'tag_push', 'ref', 'refs/heads/main', 'BAD_FIELD'],
  ['launchdarkly', '', '_id', 'a:b', 'BAD_ID'],
  ['launchdarkly', '', 'accesses', {}, 'BAD_FIELD'],
  ['launchdarkly', '', 'currentVersion', 'v2', 'BAD_FIELD'],
  ['unleash', '', 'featureName', '', 'BAD_ID'],
  ['unleash', '', 'environment', 'a/b', 'BAD_ID'],
  ['unleash', '', 'project', undefined, 'BAD_FIELD'],
])('of %s %s, %s is not %p', (source, event, path, value, refusal) => {
  expect(readWith(source, event, path, value)).toMatchObject({ kind: 'refused', refusal });
});

test('text is handed on as it was written', () => {
  const title = '<script>\u202e\r\n{"level":"error"} 👩‍👩‍👧 \ud800';
  expect(readWith('github', 'pull_request', 'pull_request.title', title)).toMatchObject({
    events: [{ title }],
  });
});

test('an event’s name that is not one is not shown', () => {
  expect(read('github', { 'x-github-event': 'star\r\n{"level":"error"}' }, {})).toHaveProperty(
    'event',
    'unknown',
  );
  expect(read('unleash', {}, { type: 'x'.repeat(1000) })).toHaveProperty('event', 'unknown');
});

test('a repository that is renamed or transferred keeps the ids of what happened in it', () => {
  const renamed = readWith('github', 'release', 'repository.full_name', 'other/name');
  const before = read('github', { 'x-github-event': 'release' }, githubPayloads.release);
  expect(renamed).toMatchObject({ origin: 'github:other/name', originId: 'github#1296269' });
  expect(renamed).toHaveProperty('events', before.kind === 'events' ? before.events : []);
});
