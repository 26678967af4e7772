import { describe, expect, test } from '@jest/globals';
import { standard } from '../../../functions/webhooks/sources/standard.ts';
import { changed } from '../../support/payloads.ts';
import { eventsIn, idsIn } from './events-in.ts';

const read = (payload: unknown, contentType = 'application/json') =>
  standard.read({ headers: { 'content-type': contentType }, body: Buffer.alloc(0) }, payload);

const context = {
  version: '0.4.1',
  id: 'event-7',
  source: 'https://builds.example/pipelines',
  type: 'dev.cdevents.change.merged.0.3.0',
  timestamp: '2024-03-20T14:27:05Z',
};
const merged = {
  context,
  subject: { id: 'pr-12', content: { repository: { id: 'acme/app', source: 'https://git.example' } } },
};
const approval = {
  context: { ...context, type: 'dev.cdevents.approval.closed.0.1.0' },
  subject: { id: 'www-3310', content: { responder: 'urn:user:mira', decision: 'approved' } },
};

describe('a CDEvent', () => {
  test('of a merge is a change of its repository, with a title or without', () => {
    const plain = {
      kind: 'merged',
      id: 'cdevents:git.example/acme/app:change:pr-12:merged',
      at: '2024-03-20T14:27:05.000Z',
      title: 'Change pr-12',
      url: 'https://git.example/',
      labels: [],
    };
    const answer = read(merged);
    expect(answer).toMatchObject({ origin: 'cdevents:git.example/acme/app' });
    expect(eventsIn(answer)).toEqual([plain]);
    const titled = changed(merged, { 'subject.content.description': 'feat: rank' });
    expect(eventsIn(read(titled))).toEqual([{ ...plain, title: 'feat: rank' }]);
  });
  test('is the same in every version of its type, sent again, and within a CloudEvent', () => {
    const later = changed(merged, { 'context.type': 'dev.cdevents.change.merged.1.0.0', 'context.id': 'x' });
    const cloud = { specversion: '1.0', id: 'a', source: 'b', type: context.type, data: merged };
    expect(idsIn(read(later))).toEqual(idsIn(read(merged)));
    expect(read(cloud, 'application/cloudevents+json')).toEqual(read(merged));
  });
  test('of an approval is an answer by its responder, and never more', () => {
    const answerOf = (decision: string) =>
      eventsIn(read(changed(approval, { 'subject.content.decision': decision }))).map(
        (one) => one.kind === 'stated' && one.entry,
      );
    expect(answerOf('approved')).toMatchObject([
      {
        'detail-type': 'ReviewAnswered',
        detail: { review: 'www-3310', actor: 'urn:user:mira', answer: 'approve' },
      },
    ]);
    expect(answerOf('rejected')).toMatchObject([{ detail: { answer: 'object' } }]);
    expect(answerOf('deferred')).toMatchObject([{ detail: { answer: 'comment', comment: 'deferred' } }]);
  });
  test('of another type is ignored', () => {
    expect(read(changed(merged, { 'context.type': 'dev.cdevents.change.created.0.3.0' })).kind).toBe(
      'ignored',
    );
  });
  test.each([
    ['subject.content', undefined],
    ['context.timestamp', 'yesterday'],
    ['subject.content.repository', { id: 'acme/app', source: 'no-address' }],
  ])('without a proper %s is refused', (path, value) => {
    expect(read(changed(merged, { [path]: value })).kind).toBe('refused');
  });
});
