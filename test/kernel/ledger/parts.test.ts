import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import { readFact } from '../../../events/read.ts';
import {
  ACCOUNTS,
  LIFE,
  ofRelease,
  PLANS,
  placesOf,
  RECORD,
  STARS,
  WORK,
} from '../../../functions/kernel/ledger/parts.ts';
import { accepted, change, fact, moment, registered, scheduled, started } from '../../support/facts.ts';

const placesIn = (entry: Parameters<typeof accepted>[0]) => {
  const { fact: read, entities } = accepted(entry);
  return placesOf(read, entities);
};
/** `kind:id` of each place, with its part. */
const partsIn = (entry: Parameters<typeof accepted>[0]) =>
  placesIn(entry).map(({ entity: { kind, id }, part }) => [`${kind}:${id}`, part]);
/** What each ledger mentions. */
const mentionsIn = (entry: Parameters<typeof accepted>[0]) =>
  placesIn(entry).flatMap(({ entity: { kind, id }, mentions }) =>
    mentions.map((mention) => [`${kind}:${id}`, mention.kind, mention.names, mention.since]),
  );
const day = '2024-01-02';
const star = { feature: 'sort', category: 'docs', side: 'team' as const, rubricVersion: '1' };

describe('The part of a ledger that a fact is appended to', () => {
  it.each<[string, string, Parameters<typeof accepted>[0]]>([
    ['the life of a project for its start', LIFE, started('rank')],
    ['the life of a project for a pause', LIFE, fact('ProjectPaused', day, { project: 'rank' })],
    [
      'the life of a project for an exemption',
      LIFE,
      fact('ExemptionGranted', day, {
        project: 'rank',
        release: '1.0',
        reason: 'a rewrite',
        approver: 'person:ada',
      }),
    ],
    ['its work for a change', WORK, change('rank', day)],
    ['its work for a change that says it is in no release', WORK, change('rank', day, { release: null })],
    [
      'what it says of a release for a change that names it',
      ofRelease('1.0'),
      change('rank', day, { release: '1.0' }),
    ],
    [
      'what it says of a release for a shipment',
      ofRelease('1.0'),
      fact('FeatureShipped', day, {
        project: 'rank',
        feature: 'sort',
        release: '1.0',
        exposure: 'on-by-default',
      }),
    ],
    [
      'what it says of a release for a withdrawal',
      ofRelease('1.0'),
      fact('ShipmentWithdrawn', day, {
        project: 'rank',
        feature: 'sort',
        release: '1.0',
        reason: 'it broke',
      }),
    ],
    ['what it plans for a plan', PLANS, fact('ShipmentPlanned', day, { project: 'rank', release: '1.0' })],
    [
      'what it plans for a plan taken back',
      PLANS,
      fact('ShipmentUnplanned', day, { project: 'rank', release: '1.0' }),
    ],
    ['who looked at its record for a look', RECORD, fact('RecordVerified', day, { entity: 'project:rank' })],
    ['the life of a feature for its registration', LIFE, registered('sort', day)],
    [
      'the life of a feature for a rename',
      LIFE,
      fact('FeatureRenamed', day, { feature: 'sort', to: 'order' }),
    ],
    ['the stars of a feature for a grant', STARS, fact('StarGranted', day, star)],
    [
      'the stars of a feature for what was measured',
      STARS,
      fact('FactRecorded', day, { feature: 'sort', key: 'coverage', value: 1 }),
    ],
    [
      'its accounts for one that joined',
      ACCOUNTS,
      fact('AccountEnrolled', day, { feature: 'sort', stage: 'beta', account: 'acme' }),
    ],
    [
      'who looked at its record for a snooze',
      RECORD,
      fact('EntitySnoozed', day, { entity: 'feature:sort', until: moment('2024-02-01') }),
    ],
    ['the life of a release for its schedule', LIFE, scheduled('1.0', '2024-02-01')],
    [
      'the life of a feature flag for its turn',
      LIFE,
      fact('FeatureFlagChanged', day, { flag: 'new-sort', enabledByDefault: true }),
    ],
    [
      'the life of a team for a look at its record',
      LIFE,
      fact('RecordVerified', day, { entity: 'team:search' }),
    ],
  ])('is %s', (_name, part, entry) => expect(partsIn(entry)[0]?.[1]).toBe(part));

  it('is another one for each release', () => {
    expect(ofRelease('1.0')).not.toBe(ofRelease('1.1'));
    expect(ofRelease('1#0')).not.toBe(ofRelease('1%230'));
  });

  it('is there for every fact, in the ledger that it is about first', () => {
    const samples = readdirSync('events/samples').map((file): unknown =>
      JSON.parse(readFileSync(`events/samples/${file}`, 'utf8')),
    );
    const types: Fact['type'][] = [];
    for (const sample of samples) {
      const read = readFact(sample);
      if (!read.ok) continue;
      types.push(read.fact.type);
      const [first, ...others] = placesOf(read.fact, read.entities);
      expect(first).toMatchObject({ entity: read.entities[0], part: expect.any(String) });
      for (const { part, mentions } of others) expect(part !== undefined || mentions.length > 0).toBe(true);
    }
    expect(types.length).toBeGreaterThan(40);
  });
});

describe('The names that a fact leaves in ledgers', () => {
  it('are the feature and the feature flag of a change, since it was merged', () => {
    const at = moment(day);
    expect(mentionsIn(change('rank', day, { feature: 'sort', flag: 'new-sort' }))).toEqual([
      ['project:rank', 'CLAIMED', ['sort'], at],
      ['project:rank', 'BEHIND', ['new-sort', 'sort'], at],
    ]);
    expect(mentionsIn(change('rank', day, { flag: 'new-sort' }))).toEqual([
      ['project:rank', 'BEHIND', ['new-sort'], at],
    ]);
    expect(mentionsIn(change('rank', day))).toEqual([]);
  });

  it('are, for all time, the features that a project starts with, and the project in each of their ledgers', () => {
    expect(mentionsIn(started('rank', day, { features: ['sort', 'order', 'sort'] }))).toEqual([
      ['project:rank', 'TRAIN', ['server'], ''],
      ['project:rank', 'CLAIMED', ['sort'], ''],
      ['project:rank', 'CLAIMED', ['order'], ''],
      ['feature:sort', 'WORKED', ['rank'], ''],
      ['feature:order', 'WORKED', ['rank'], ''],
      ['train:server', 'MEMBER', ['search', 'rank'], ''],
    ]);
  });

  it('are, for all time, the train of a project, the project and team of a train, and its releases', () => {
    expect(mentionsIn(started('rank'))).toEqual([
      ['project:rank', 'TRAIN', ['server'], ''],
      ['train:server', 'MEMBER', ['search', 'rank'], ''],
    ]);
    expect(mentionsIn(scheduled('1.0', '2024-02-01'))).toEqual([['train:server', 'RELEASE', ['1.0'], '']]);
  });

  it('are, for all time, a feature in the ledgers of the project and the feature flag that it names', () => {
    expect(mentionsIn(registered('sort', day, { project: 'rank', flag: 'new-sort' }))).toEqual([
      ['project:rank', 'OWNED', ['sort'], ''],
      ['flag:new-sort', 'OWNED', ['sort'], ''],
    ]);
  });

  it('are not facts there: the ledgers of others do not grow with them', () => {
    const others = placesIn(registered('sort', day, { project: 'rank', flag: 'new-sort' })).slice(1);
    expect(others.map(({ part }) => part)).toEqual([undefined, undefined]);
  });
});

describe('When an entity is to be looked at again', () => {
  it('is at the end of an exemption until a moment, and never for one in a release', () => {
    const granted = (scope: { until?: string; release?: string }) =>
      placesIn(
        fact('ExemptionGranted', day, {
          project: 'rank',
          reason: 'a rewrite',
          approver: 'person:ada',
          ...scope,
        }),
      )[0]?.due;
    expect(granted({ until: moment('2024-05-01') })).toBe(moment('2024-05-01'));
    expect(granted({ release: '1.0' })).toBeUndefined();
    expect(placesIn(change('rank', day))[0]?.due).toBeUndefined();
  });
});
