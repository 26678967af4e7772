import { describe, expect, test } from '@jest/globals';
import { gitlab } from '../../../functions/webhooks/sources/gitlab.ts';
import type { ParseResult } from '../../../functions/webhooks/sources/source.ts';
import { gitlabPayloads } from '../../support/payloads.ts';
import { eventsIn } from './events-in.ts';

const body = Buffer.alloc(0);
const read = (payload: unknown, headers: Record<string, string> = {}): ParseResult =>
  gitlab.read({ headers, body }, payload);

describe('a merge request', () => {
  const payload = gitlabPayloads.merge_request;
  const withAttributes = (fields: Record<string, unknown>) =>
    read({ ...payload, object_attributes: { ...payload.object_attributes, ...fields } });
  test('that is merged is a merge, at the moment of its update where none is told', () => {
    expect(read(payload)).toEqual({
      kind: 'events',
      event: 'merge_request merge',
      origin: 'gitlab:acme/web/app',
      originId: 'gitlab#7',
      events: [
        {
          kind: 'merged',
          id: 'gitlab:7:merge-request:99:merged',
          at: '2024-03-20T12:00:00.000Z',
          actor: 'gitlab:root',
          title: 'feat: faster search',
          url: 'https://gitlab.example/acme/web/app/-/merge_requests/4',
          labels: ['feature/search'],
          milestone: undefined,
        },
      ],
    });
    expect(eventsIn(withAttributes({ merged_at: '2024-03-20 11:59:58 UTC' }))).toMatchObject([
      { at: '2024-03-20T11:59:58.000Z' },
    ]);
  });
  test.each([
    { action: 'open', state: 'opened' },
    { action: 'close', state: 'closed' },
    { action: 'update', state: 'merged' },
  ])('with %p is ignored', (fields) => {
    expect(withAttributes(fields)).toMatchObject({ kind: 'ignored' });
  });
  test.each(['opened', 'locked', 'closed'])(
    'that is a merge and yet %s is undecided without a moment',
    (state) => {
      const body = withAttributes({ action: 'merge', state });
      expect(eventsIn(body)).toMatchObject([{ kind: 'undecided', number: 4 }]);
      const timed = withAttributes({ action: 'merge', state, merged_at: '2024-03-20 11:59:58 UTC' });
      expect(eventsIn(timed)).toMatchObject([{ kind: 'merged', at: '2024-03-20T11:59:58.000Z' }]);
    },
  );
  test.each([
    { action: 'close', state: 'merged' },
    { action: null, state: 'merged' },
    { action: 'update', state: null },
  ])('with %p is merged where it has the moment of the merge', (fields) => {
    const body = withAttributes({ ...fields, merged_at: '2024-03-20 11:59:58 UTC' });
    expect(eventsIn(body)).toMatchObject([{ kind: 'merged', at: '2024-03-20T11:59:58.000Z' }]);
  });
});

describe('a release', () => {
  const payload = gitlabPayloads.release;
  test('that is created or updated is one event', () => {
    const created = read(payload);
    expect(eventsIn(created)).toMatchObject([
      { kind: 'released', tag: 'v1.4.0', at: '2024-03-26T09:00:00.000Z' },
    ]);
    expect(eventsIn(read({ ...payload, action: 'update' }))).toEqual(eventsIn(created));
  });
  test('that is deleted is withdrawn', () => {
    expect(eventsIn(read({ ...payload, action: 'delete' }))).toMatchObject([{ kind: 'release-withdrawn' }]);
  });
  test('may say its moment with an offset', () => {
    const moved = { ...payload, released_at: '2024-03-26 11:00:00 +0200' };
    expect(eventsIn(read(moved))).toEqual(eventsIn(read(payload)));
  });
});

describe('a tag', () => {
  const payload = gitlabPayloads.tag_push;
  test('has the moment of the commit that it is on', () => {
    expect(eventsIn(read(payload))).toMatchObject([
      { kind: 'tagged', tag: 'v1.4.0', at: '2024-03-25T08:00:00.000Z', actor: 'gitlab:root' },
    ]);
  });
  test('that is deleted is ignored, one without a moment refused', () => {
    expect(read({ ...payload, after: '0'.repeat(40) })).toMatchObject({ kind: 'ignored' });
    expect(read({ ...payload, commits: [] })).toMatchObject({ refusal: 'BAD_TIME' });
  });
});

describe('a milestone', () => {
  const payload = gitlabPayloads.milestone;
  test.each(['create', 'update', 'reopen'])('after %s is due until its day ends', (action) => {
    expect(eventsIn(read({ ...payload, action }))).toMatchObject([
      { kind: 'milestone-set', title: '1.4', dueAt: '2024-04-01T23:59:59.000Z' },
    ]);
  });
  test('that is closed is closed', () => {
    expect(eventsIn(read({ ...payload, action: 'close' }))).toMatchObject([{ kind: 'milestone-closed' }]);
  });
});

describe('a feature flag', () => {
  const payload = gitlabPayloads.feature_flag;
  test('has the moment of sending, where that is signed', () => {
    expect(eventsIn(read(payload, { 'webhook-timestamp': '1711443600' }))).toMatchObject([
      { kind: 'flag-turned', flag: 'new-ranking', isOn: true, at: '2024-03-26T09:00:00.000Z' },
    ]);
  });
  test.each([{}, { 'webhook-timestamp': '' }, { 'webhook-timestamp': 'soon' }])(
    'with the headers %p has none and is refused',
    (headers) => {
      expect(read(payload, headers)).toMatchObject({ kind: 'refused', refusal: 'BAD_TIME' });
    },
  );
});

test('other events are ignored by their name, and what has none is refused', () => {
  expect(read({ object_kind: 'pipeline' })).toMatchObject({ kind: 'ignored', event: 'pipeline' });
  expect(read({ event_name: 'project_create' })).toMatchObject({ refusal: 'NOT_AN_EVENT' });
});
