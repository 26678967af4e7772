import { describe, expect, test } from '@jest/globals';
import { foldRelease } from '../../../functions/catalog/model/release.ts';
import { attribute } from '../../../functions/webhooks/model/attribute.ts';
import { on, ordered } from '../../support/ledger-facts.ts';
import {
  becauseOf,
  factsOf,
  milestone,
  originOf,
  PLACE,
  released,
  tagged,
  toOf,
  turned,
  unmapped,
} from './events.ts';

const train = originOf({ train: 'server' });
const noon = on('03-01T12:00');

describe('A tag or milestone of a source on a train', () => {
  test.each([
    [tagged('v5.4.0'), { version: '5.4.0', cutAt: noon }],
    [released('v5.4.0'), { version: '5.4.0', publishedAt: noon }],
    [milestone('v5.4'), { version: '5.4', branchCutAt: on('04-01'), cutAt: undefined }],
    [milestone('5.4', 'milestone-set', null), { branchCutAt: undefined }],
  ])('tells of its release: %j', (happened, state) => {
    const answer = attribute(happened, train);
    expect(answer).toMatchObject({ to: ['release:server-5.4'] });
    expect(foldRelease('server-5.4', ordered(factsOf(answer)))).toMatchObject({
      registered: true,
      train: 'server',
      ...state,
    });
    expect(factsOf(answer)[0]?.detail).toMatchObject({ occurredAt: noon, evidence: 'https://example.com/5' });
  });

  test('takes the due date of a milestone back when it has none any more', () => {
    const facts = factsOf(attribute(milestone('5.4', 'milestone-set', null), train));
    expect(facts).toMatchObject([{ type: 'ReleaseScheduled', detail: { branchCutAt: null } }]);
  });

  test('cuts a release when its milestone is closed, and brings back none that was cancelled', () => {
    const closed = attribute(milestone('5.4', 'milestone-closed'), train);
    expect(factsOf(closed)).toMatchObject([{ type: 'ReleaseCut', detail: { release: 'server-5.4' } }]);
  });

  test('that is no version concerns nobody', () => {
    expect(becauseOf(attribute(tagged('nightly'), train))).toBe(
      'the tag "nightly" is moved from build to build',
    );
    expect(becauseOf(attribute(tagged('deploy'), train))).toBe(
      'the tag "deploy" is no version, as "v1.2.3" is one there',
    );
    const named = originOf({ train: 'server', releases: { tag: 'app@{version}' } });
    expect(becauseOf(attribute(tagged('v5.4.0'), named))).toMatch(/as "app@1\.2\.3" is one there$/);
    for (const happened of [tagged('v1.2.0-rc.1'), released('latest'), milestone('Backlog')])
      expect(toOf(happened, train)).toBe('ignored');
  });
});

describe('At one moment', () => {
  const all = [
    attribute({ ...released('v5.4.0', 'release-withdrawn'), id: 'github:1:release:5:deleted' }, train),
    attribute({ ...released('v5.4.0'), id: 'github:1:release:5:published' }, train),
    attribute({ ...tagged('v5.4.0'), id: 'github:1:tag:v5.4.0' }, train),
  ];

  test('a release is scheduled before it is cut or published, and cancelled last, whoever tells of it', () => {
    const types = ordered(all.flatMap(factsOf)).map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['ReleaseScheduled', 'ReleaseScheduled']);
    expect(types.at(-1)).toBe('ReleaseCancelled');
    expect(types).toHaveLength(5);
    expect(foldRelease('server-5.4', ordered(all.flatMap(factsOf))).cancelledAt).toBe(noon);
  });
});

describe('Nobody knows whose it is', () => {
  test('while the place is not mapped', () => {
    for (const happened of [tagged('nightly'), released('v1.2'), milestone('5.4'), turned('sort')])
      expect(becauseOf(attribute(happened, unmapped))).toBe('the catalog has no source of this name');
  });

  test('while its source is on no train', () => {
    expect(attribute(tagged('v5.4.0'), originOf({ project: 'rank' }))).toEqual({
      kind: 'unattributed',
      because: 'the tag "v5.4.0" is a release, and its source is on no train',
      solution: `"${PLACE}":\n  train: <train>`,
    });
    expect(toOf(tagged('nightly'), originOf({}))).toBe('ignored');
  });

  test('while the train makes ids that are too long', () => {
    expect(toOf(tagged('v5.4.0'), originOf({ train: 'x'.repeat(256) }))).toBe('unattributed');
  });
});

describe('The default of a feature flag', () => {
  test.each([true, false])('is turned to %s', (isOn) => {
    const answer = attribute(turned('new-sort', isOn), originOf({}));
    expect(answer).toMatchObject({ to: ['flag:new-sort'] });
    expect(factsOf(answer)).toMatchObject([
      { type: 'FeatureFlagChanged', detail: { flag: 'new-sort', enabledByDefault: isOn, occurredAt: noon } },
    ]);
  });

  test('is of the flag that a rule for its key names', () => {
    const place = originOf({
      rules: [
        { when: { flag: 'new-sort', label: 'x' }, flag: 'never' },
        { when: { label: 'x' }, flag: 'never' },
        { when: { flag: 'new-sort' }, flag: 'sort' },
        { when: { flag: 'plain' }, feature: 'plain' },
      ],
    });
    expect(toOf(turned('new-sort'), place)).toEqual(['flag:sort']);
    expect(toOf(turned('New-Sort'), place)).toEqual(['flag:New-Sort']);
    expect(toOf(turned('plain'), place)).toEqual(['flag:plain']);
  });

  test('is of nobody where its key is no id', () => {
    for (const key of ['', ' ', 'x'.repeat(257), 'a\u0007'])
      expect(toOf(turned(key), originOf({}))).toBe('unattributed');
  });
});
