import { describe, expect, test } from '@jest/globals';
import { COMMENT_MARK } from '../../../functions/kernel/github/client.ts';
import { githubPayloads } from '../../support/payloads.ts';
import { eventsIn, githubWith, idsIn, readGithub } from './events-in.ts';

describe('a milestone', () => {
  const milestone = githubPayloads.milestone.milestone;
  const of = (action: string, fields: Record<string, unknown> = {}) =>
    readGithub('milestone', githubWith('milestone', { action, milestone: { ...milestone, ...fields } }));
  test.each(['created', 'edited', 'opened'])('%s is set, with when it is due', (action) => {
    expect(eventsIn(of(action))).toMatchObject([
      {
        kind: 'milestone-set',
        title: '1.4',
        at: '2024-03-01T10:00:00.000Z',
        dueAt: '2024-04-01T07:00:00.000Z',
      },
    ]);
  });
  test('that is closed is closed then', () => {
    expect(eventsIn(of('closed', { closed_at: '2024-03-20T09:00:00Z' }))).toMatchObject([
      { kind: 'milestone-closed', at: '2024-03-20T09:00:00.000Z' },
    ]);
  });
  test('that is deleted is due at no time, unless it was closed', () => {
    expect(eventsIn(of('deleted'))).toMatchObject([{ kind: 'milestone-set', dueAt: null }]);
    expect(of('deleted', { state: 'closed' })).toMatchObject({ kind: 'ignored' });
  });
  test('that is edited twice within a second is two events', () => {
    expect(idsIn(of('edited', { due_on: null }))).not.toEqual(idsIn(of('edited')));
  });
});

describe('a comment', () => {
  const commented = (text: string, fields: Record<string, unknown> = {}) => {
    const comment = { ...githubPayloads.issue_comment.comment, body: text };
    return readGithub('issue_comment', githubWith('issue_comment', { comment, ...fields }));
  };
  test('with commands is what somebody commands', () => {
    expect(eventsIn(commented('Thanks!\r\n  /ship search  \n/exempt until we know more\n'))).toEqual([
      {
        kind: 'commanded',
        id: 'github:1296269:comment:41',
        at: '2024-03-21T08:00:00.000Z',
        actor: 'github:octocat',
        url: 'https://github.com/acme/app/pull/21#issuecomment-41',
        lines: ['/ship search', '/exempt until we know more'],
        title: 'Rank by recency',
        labels: ['project/search'],
        milestone: '1.4',
      },
    ]);
  });
  test.each(['I like it', '> /ship', '/usr/bin/env', '```\n/ship\n```', 'and /ship', '/', ''])(
    'of %p has none and is ignored',
    (text) => {
      expect(commented(text)).toMatchObject({ kind: 'ignored' });
    },
  );
  test('that is edited, or by a bot, commands nothing', () => {
    expect(commented('/ship', { action: 'edited' })).toMatchObject({ kind: 'ignored' });
    expect(commented('/ship', { sender: { login: 'any[bot]', type: 'Bot' } })).toMatchObject({
      kind: 'ignored',
    });
  });
  test('that we wrote ourselves, with the token of a person, commands nothing', () => {
    expect(commented(`${COMMENT_MARK}0123 2024-03-26T09:00:00.000Z -->\n/ship`)).toMatchObject({
      because: 'Shipshape wrote it itself',
    });
  });
  test('with more than twenty commands is refused', () => {
    expect(commented('/ship\n'.repeat(20))).toMatchObject({ kind: 'events' });
    expect(commented('/ship\n'.repeat(21))).toMatchObject({ refusal: 'BAD_FIELD' });
  });
});

test('a ping is a ping', () => {
  expect(readGithub('ping', githubPayloads.ping)).toEqual({ kind: 'ping', event: 'ping' });
});

test.each(['star', 'workflow_run', 'constructor', '__proto__', 'something_new'])(
  'an event that says nothing to us (%s) is ignored by its name',
  (event) => {
    expect(readGithub(event, { action: 'created' })).toMatchObject({ kind: 'ignored', event });
  },
);

describe('a body under the name of another event is refused', () => {
  const events = Object.keys(githubPayloads);
  const pairs = events.flatMap((body) => events.map((name) => [body, name] as const));
  test.each(pairs.filter(([one, other]) => one !== other))('%s as %s', (event, name) => {
    const payload = Object.entries(githubPayloads).find(([each]) => each === event)?.[1];
    expect(readGithub(name, payload)).toMatchObject({ kind: 'refused', refusal: 'SHAPE_MISMATCH' });
  });
  test('a deleted tag as a created one', () => {
    const { master_branch: _, ...deleted } = githubPayloads.create;
    expect(readGithub('create', { ...deleted, pusher_type: 'user' })).toMatchObject({
      refusal: 'SHAPE_MISMATCH',
    });
  });
  test('a review as a pull request', () => {
    const review = githubWith('pull_request', { review: {} });
    expect(readGithub('pull_request', review)).toMatchObject({ refusal: 'SHAPE_MISMATCH' });
  });
});
