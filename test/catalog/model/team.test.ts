import { describe, expect, test } from '@jest/globals';
import { foldTeam, teamState } from '../../../functions/catalog/model/team.ts';
import { on, ordered, projectStarted, teamRegistered } from '../../support/ledger-facts.ts';

describe('A team', () => {
  test('is unregistered while nobody registered it', () => {
    const state = foldTeam('search', [projectStarted('01-01', {})]);
    expect(state).toEqual({ team: 'search', registered: false, fields: {} });
  });

  test('is as it was last said, field by field', () => {
    const facts = [
      teamRegistered('01-02', { title: 'Search and find', areas: ['search'], email: null }),
      teamRegistered('01-01', { title: 'Search', department: 'product', email: 'search@example.com' }),
    ];
    expect(foldTeam('search', ordered(facts))).toEqual({
      team: 'search',
      registered: true,
      title: 'Search and find',
      department: 'product',
      areas: ['search'],
      registration: { at: on('01-02'), isFromFiles: false },
      fields: {
        title: { changedAt: on('01-02') },
        areas: { changedAt: on('01-02') },
        department: { changedAt: on('01-01') },
        email: { changedAt: on('01-02') },
      },
    });
  });

  test('keeps everything that a registration can say of it', () => {
    const said = {
      title: 'Search',
      department: 'product',
      org: 'code-graph',
      strategyUrl: '/strategy/search',
      areas: ['search'],
      priorities: ['People cannot find code'],
      labels: ['team/search'],
      contacts: { pm: 'Ada', em: null },
      channel: '#search',
      email: 'search@example.com',
      timeZone: 'Europe/Berlin',
      calendar: 'germany',
    };
    const state = foldTeam('search', ordered([teamRegistered('01-01', said)]));
    expect(state).toEqual({
      team: 'search',
      registered: true,
      registration: { at: on('01-01'), isFromFiles: false },
      ...said,
      fields: Object.fromEntries(Object.keys(said).map((field) => [field, { changedAt: on('01-01') }])),
    });
    expect(teamState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });
});
