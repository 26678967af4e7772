import { describe, expect, test } from '@jest/globals';
import { exemptionsIn, foldProject, lifeOf, projectState } from '../../../functions/catalog/model/project.ts';
import {
  exempted,
  exemptionRequested,
  exemptionWithdrawn,
  merged,
  on,
  ordered,
  projectEnded,
  projectPaused,
  projectResumed,
  projectStarted,
} from '../../support/ledger-facts.ts';

const started = projectStarted('01-01', {});
const status = (...facts: Parameters<typeof ordered>[0]) => lifeOf(ordered(facts))?.status;

describe('The life of a project', () => {
  test('has not begun while nobody started it, whatever else is told of it', () => {
    expect(lifeOf(ordered([merged('01-01', {}), projectPaused('01-02', {})]))).toBeUndefined();
  });

  test('begins with its start', () => {
    expect(lifeOf([started])).toEqual({
      status: 'active',
      since: on('01-01'),
      team: 'search',
      train: 'server',
      title: 'Ranking',
    });
  });

  test('begins at the very moment of its start, and not before', () => {
    expect(lifeOf([started], on('01-01'))?.status).toBe('active');
    expect(lifeOf([started], '2023-12-31T23:59:59.999Z')).toBeUndefined();
  });

  test('rests while it is paused, and goes on when it is resumed', () => {
    const facts = ordered([projectResumed('03-01', {}), projectPaused('02-01', {}), started]);
    expect(lifeOf(facts, on('01-31T23:59'))?.status).toBe('active');
    expect(lifeOf(facts, on('02-01'))).toMatchObject({ status: 'paused', since: on('02-01') });
    expect(lifeOf(facts, on('03-01'))).toMatchObject({ status: 'active', since: on('03-01') });
  });

  test('ends', () => {
    expect(lifeOf([started, projectEnded('02-01', {})])).toMatchObject({
      status: 'ended',
      since: on('02-01'),
    });
  });

  test('begins again when it is started after it ended', () => {
    expect(status(started, projectEnded('02-01', {}), projectStarted('03-01', {}))).toBe('active');
  });

  test('stays paused when its start is told again with another team', () => {
    const moved = projectStarted('03-01', { team: 'graph', title: 'Order' });
    const life = lifeOf([started, projectPaused('02-01', {}), moved]);
    expect(life).toMatchObject({ status: 'paused', team: 'graph', title: 'Order', since: on('02-01') });
  });

  test('has the team and train of the moment that is asked for', () => {
    const facts = [started, projectStarted('03-01', { team: 'graph', train: 'extension' })];
    expect(lifeOf(facts, on('02-29T23:59'))).toMatchObject({ team: 'search', train: 'server' });
    expect(lifeOf(facts, on('03-01'))).toMatchObject({ team: 'graph', train: 'extension' });
  });

  test.each([
    ['active', on('01-01'), [projectStarted('02-01', { team: 'graph' }), projectResumed('03-01', {})]],
    ['paused', on('02-01'), [projectPaused('02-01', {}), projectPaused('03-01', {})]],
    ['ended', on('02-01'), [projectEnded('02-01', {}), projectEnded('03-01', {})]],
  ])('is %s since it first was, also when that is told again', (status, since, facts) => {
    expect(lifeOf([started, ...facts])).toMatchObject({ status, since });
  });
});

describe('A project that ended', () => {
  test.each([
    ['a pause', projectPaused('03-01', {})],
    ['a resumption', projectResumed('03-01', {})],
  ])('stays ended after %s, until it is started again', (_what, fact) => {
    const facts = [started, projectEnded('02-01', {}), fact];
    expect(lifeOf(facts)).toMatchObject({ status: 'ended', since: on('02-01') });
    expect(lifeOf([...facts, projectStarted('04-01', {})])).toMatchObject({
      status: 'active',
      since: on('04-01'),
    });
  });
});

describe('A project', () => {
  test('is unregistered, its status unknown, while nobody started it', () => {
    const state = foldProject('rank', [merged('01-01', {})]);
    expect(state).toEqual({
      project: 'rank',
      registered: false,
      trains: [],
      status: 'unknown',
      plans: [],
      plansOmitted: 0,
      exemptions: [],
      fields: {},
    });
  });

  test('is as its last start says, and remembers its first one and every train', () => {
    const facts = [
      projectStarted('03-01', { team: 'graph', train: 'extension', title: 'Order' }),
      started,
      projectPaused('04-01', {}),
    ];
    const state = foldProject('rank', ordered(facts));
    expect(state).toEqual({
      project: 'rank',
      registered: true,
      title: 'Order',
      team: 'graph',
      train: 'extension',
      trains: ['extension', 'server'],
      status: 'paused',
      startedAt: on('01-01'),
      registration: { at: on('03-01'), isFromFiles: false },
      plans: [],
      plansOmitted: 0,
      exemptions: [],
      fields: {
        title: { changedAt: on('03-01') },
        team: { changedAt: on('03-01') },
        train: { changedAt: on('03-01') },
      },
    });
    expect(projectState.parse(state)).toEqual(state);
  });
});

describe('The exemptions of a project', () => {
  const scope = { release: '2.0' };
  const asked = exemptionRequested('02-01', scope);
  const granted = exempted('02-02', { ...scope, approver: 'person:ben' });
  const taken = exemptionWithdrawn('02-03', scope);

  test('wait from when they are asked for until another person approves them', () => {
    expect(exemptionsIn([asked])).toMatchObject([{ release: '2.0', reason: 'a rewrite' }]);
    expect(exemptionsIn([asked])[0]?.approver).toBeUndefined();
    expect(exemptionsIn([asked, granted])).toMatchObject([{ release: '2.0', approver: 'person:ben' }]);
  });

  test('are gone once they are withdrawn, and a wish for one that is held changes nothing', () => {
    expect(exemptionsIn([asked, granted, taken])).toEqual([]);
    expect(exemptionsIn([asked, taken])).toEqual([]);
    expect(exemptionsIn([granted, asked])).toMatchObject([{ approver: 'person:ben' }]);
  });
});
