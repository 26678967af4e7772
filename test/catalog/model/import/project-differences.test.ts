import { describe, expect, test } from '@jest/globals';
import { on } from '../../../support/ledger-facts.ts';
import { by, knowing, known, project } from './catalogs.ts';
import { compared, stated, words } from './stating.ts';

const rank = project({});
const one = { project: 'rank', title: 'Ranking', team: 'search', train: 'server' };
const knows = (record = rank, how = {}) =>
  knowing({ projects: by({ rank: known({ ...record, startedAt: on('01-01') }, how) }) });
const wanting = (record = rank) => ({ projects: by({ rank: record }) });

describe('A project of the files', () => {
  test('starts with its import, or when it says', () => {
    expect(stated(knowing(), wanting())).toEqual([['ProjectStarted', one]]);
    expect(stated(knowing(), wanting(project({ startedAt: on('01-05') })))).toEqual([
      ['ProjectStarted', { ...one, occurredAt: on('01-05') }],
    ]);
  });

  test('is not stated when it is as it is known, though only the ledger says since when', () => {
    expect(stated(knows(), wanting())).toEqual([]);
    expect(stated(knows(), wanting(project({ startedAt: on('01-01'), status: 'active' })))).toEqual([]);
  });

  test('is stated by what differs', () => {
    const wanted = wanting(project({ title: 'Order', features: ['sort'] }));
    expect(stated(knows(), wanted)).toEqual([
      ['ProjectStarted', { ...one, title: 'Order', features: ['sort'] }],
    ]);
    expect(words(knows(), wanted)).toEqual(['project rank: features is sort; title Ranking -> Order']);
  });

  test('is paused, resumed and ended with its reason', () => {
    const paused = project({ status: 'paused', reason: 'summer' });
    expect(stated(knows(), wanting(paused))).toEqual([
      ['ProjectPaused', { project: 'rank', reason: 'summer' }],
    ]);
    expect(stated(knows(paused), wanting(paused))).toEqual([]);
    expect(stated(knows(paused), wanting())).toEqual([['ProjectResumed', { project: 'rank' }]]);
    expect(stated(knows(paused), wanting(project({ status: 'ended', reason: 'done' })))).toEqual([
      ['ProjectEnded', { project: 'rank', reason: 'done' }],
    ]);
  });

  test('is paused again when the reason differs', () => {
    const paused = project({ status: 'paused', reason: 'summer' });
    expect(stated(knows(paused), wanting(project({ status: 'paused', reason: 'a rewrite' })))).toEqual([
      ['ProjectPaused', { project: 'rank', reason: 'a rewrite' }],
    ]);
    expect(stated(knows(paused), wanting(project({ status: 'paused' })))).toEqual([
      ['ProjectPaused', { project: 'rank' }],
    ]);
  });

  test('does not rest or end before it starts', () => {
    const later = project({ startedAt: on('03-01'), status: 'paused' });
    expect(stated(knowing(), wanting(later))).toEqual([
      ['ProjectStarted', { ...one, occurredAt: on('03-01') }],
      ['ProjectPaused', { project: 'rank', occurredAt: on('03-01') }],
    ]);
    const before = project({ startedAt: on('01-05'), status: 'ended' });
    expect(stated(knowing(), wanting(before))).toEqual([
      ['ProjectStarted', { ...one, occurredAt: on('01-05') }],
      ['ProjectEnded', { project: 'rank' }],
    ]);
  });

  test('is over when it is missing and files had stated it', () => {
    const reason = 'no longer in the catalog';
    expect(stated(knows(), { projects: by({}) })).toEqual([['ProjectEnded', { project: 'rank', reason }]]);
    expect(stated(knows(rank, { isFromFiles: false }), { projects: by({}) })).toEqual([]);
    expect(stated(knows(rank, { isGone: true }), { projects: by({}) })).toEqual([]);
    expect(stated(knows(project({ status: 'ended' })), { projects: by({}) })).toEqual([]);
    expect(stated(knows(), {})).toEqual([]);
  });

  test.each([
    ['the ledger says that it is gone', knows(rank, { isGone: true })],
    ['its status says so', knows(project({ status: 'ended' }))],
  ])('that is over stays as it was, and starts again when it is wanted: %s', (_, over) => {
    expect(stated(over, wanting(project({ status: 'ended', title: 'Order' })))).toEqual([]);
    expect(stated(over, wanting())).toEqual([['ProjectStarted', one]]);
    expect(stated(over, wanting(project({ status: 'paused' }))).map(([type]) => type)).toEqual([
      'ProjectStarted',
      'ProjectPaused',
    ]);
  });

  test('can have started earlier than was known, and not later', () => {
    const earlier = wanting(project({ startedAt: on('01-01T00:00').replace('2024', '2023') }));
    expect(stated(knows(), earlier)).toEqual([
      ['ProjectStarted', { ...one, occurredAt: '2023-01-01T00:00:00.000Z' }],
    ]);
    expect(compared(knows(), wanting(project({ startedAt: on('01-02') })))).toEqual({
      changes: [],
      warnings: [
        `project rank: startedAt ${on('01-02')} cannot be recorded: it is known to have started at ${on('01-01')}`,
      ],
    });
  });
});
