import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import type { Cycle } from '../../../functions/domain/calendar.ts';
import { judge } from '../../../functions/domain/judge.ts';
import { reachOf } from '../../../functions/domain/touches.ts';
import {
  accepted,
  anyFacts,
  anyFactWith,
  cycle,
  exempted,
  exemptionWithdrawn,
  featureRegistered,
  featureRenamed,
  featureRetired,
  flagChanged,
  merged,
  on,
  planned,
  projectEnded,
  projectPaused,
  projectResumed,
  projectStarted,
  releaseCancelled,
  releaseCut,
  releasePublished,
  releaseRenamed,
  releaseScheduled,
  shipped,
  teamRegistered,
  withdrawn,
  workOf,
} from './facts.ts';

const ALWAYS = '2000-01-01T00:00:00.000Z';
const r = { release: '5.2' };

describe('How far back a fact reaches', () => {
  test.each<[string, Fact]>([
    ['the registration of a feature', featureRegistered('03-01', { feature: 'sort' })],
    ['the rename of a feature', featureRenamed('03-01', { feature: 'sort', to: 'order' })],
    ['the start of a project', projectStarted('03-01', {})],
    ['the scheduling of a release', releaseScheduled('03-01', r)],
    ['the rename of a release', releaseRenamed('03-01', { ...r, to: '6.0' })],
    ['the cut of a release', releaseCut('03-01', r)],
    ['the publication of a release', releasePublished('03-01', r)],
    ['the cancellation of a release', releaseCancelled('03-01', r)],
  ])('is to all verdicts for %s', (_name, fact) => {
    const [first] = accepted(fact).entities;
    expect(reachOf(first?.kind ?? 'team', fact, false)).toEqual({ since: ALWAYS });
  });

  test.each<[string, Fact]>([
    ['a pause', projectPaused('03-01', {})],
    ['a resumption', projectResumed('03-01', {})],
    ['an end', projectEnded('03-01', {})],
    ['a change', merged('03-01', {})],
    ['a change that says it is in no release', merged('03-01', { release: null })],
    ['the turn of a feature flag', flagChanged('03-01', { enabledByDefault: true })],
    ['an exemption until a moment', exempted('03-01', { until: on('05-01') })],
    ['the withdrawal of one', exemptionWithdrawn('03-01', { until: on('05-01') })],
  ])('is to the cuts from its moment on for %s', (_name, fact) => {
    expect(reachOf('project', fact, false)).toEqual({ since: on('03-01') });
  });

  test.each<[string, Fact]>([
    ['a change', merged('03-01', r)],
    ['a declared shipment', shipped('03-01', {})],
    ['its withdrawal', withdrawn('03-01', {})],
    ['an exemption', exempted('03-01', r)],
    ['the withdrawal of one', exemptionWithdrawn('03-01', r)],
  ])('is also to the release that it names, for %s in a release', (_name, fact) => {
    expect(reachOf('project', fact, false)).toEqual({ since: on('03-01'), release: '5.2' });
  });

  test('is to no verdict for a plan, a retirement or a team', () => {
    expect(reachOf('project', planned('03-01', {}), false)).toBeUndefined();
    expect(reachOf('feature', featureRetired('03-01', { feature: 'sort' }), false)).toBeUndefined();
    expect(reachOf('team', teamRegistered('03-01', {}), false)).toBeUndefined();
  });

  test('is to no verdict in the ledger of a train, whose releases tell for themselves', () => {
    expect(reachOf('train', releaseScheduled('03-01', r), false)).toBeUndefined();
    expect(reachOf('train', releaseScheduled('03-01', r), true)).toBeUndefined();
  });

  test('is to all verdicts for any fact that displaces another content of its id', () => {
    expect(reachOf('project', planned('03-01', {}), true)).toEqual({ since: ALWAYS });
    expect(reachOf('project', merged('03-01', r), true)).toEqual({ since: ALWAYS });
  });
});

describe('A verdict', () => {
  const cycles: readonly Cycle[] = [
    {
      ...cycle,
      release: '5.1',
      names: ['5.1'],
      predecessor: undefined,
      after: undefined,
      until: on('03-01'),
    },
    cycle,
    { ...cycle, release: '5.3', names: ['5.3'], predecessor: '5.2', after: on('04-01'), until: on('05-01') },
  ];

  function isReached(fact: Fact, { until, names }: Cycle): boolean {
    return accepted(fact).entities.some(({ kind }) => {
      const reach = reachOf(kind, fact, false);
      if (reach === undefined) return false;
      return until >= reach.since || (reach.release !== undefined && names.includes(reach.release));
    });
  }

  test('is not changed by a fact that does not reach it', () => {
    fc.assert(
      fc.property(anyFacts, anyFactWith(fc.constant('late')), (facts, late) => {
        const known = [projectStarted('02-20', { id: 'start' }), ...facts];
        for (const each of cycles.filter((one) => !isReached(late, one)))
          expect(judge(workOf([...known, late]), each)).toEqual(judge(workOf(known), each));
      }),
      { numRuns: 300 },
    );
  });
});
