import { describe, expect, test } from '@jest/globals';
import { launchdarkly } from '../../../functions/webhooks/sources/launchdarkly.ts';
import type { ParseResult, Source } from '../../../functions/webhooks/sources/source.ts';
import { givenBy, strategies } from '../../../functions/webhooks/sources/strategies.ts';
import { unleash } from '../../../functions/webhooks/sources/unleash.ts';
import { launchdarklyContext, launchdarklyPayload, unleashPayload } from '../../support/flag-payloads.ts';
import { eventsIn } from './events-in.ts';

const body = Buffer.alloc(0);
const read = (source: Source, payload: unknown): ParseResult => source.read({ headers: {}, body }, payload);

describe('an entry of LaunchDarkly’s audit log', () => {
  test('says that a flag was turned on, in one environment', () => {
    expect(read(launchdarkly, launchdarklyPayload)).toEqual({
      kind: 'events',
      event: 'flag updateOn',
      origin: 'launchdarkly:web/production',
      events: [
        {
          kind: 'flag-turned',
          id: 'launchdarkly:5e38bf6706121d8aaf15392a',
          at: '2024-03-26T09:00:00.123Z',
          actor: 'launchdarkly:569f514183f2164430000002',
          url: 'https://app.launchdarkly.com/web/production/features/new-ranking',
          flag: 'new-ranking',
          isOn: true,
        },
      ],
    });
  });

  const [yes, no] = [{ value: true }, { value: false }];
  const rollout = (...weights: number[]) => ({
    rollout: { variations: weights.map((weight, variation) => ({ variation, weight })) },
  });
  const isOn = (variations: unknown, production: unknown) => {
    const currentVersion = { variations, environments: { production } };
    const told = read(launchdarkly, { ...launchdarklyPayload, currentVersion, previousVersion: undefined });
    const [first] = eventsIn(told);
    return first?.kind === 'flag-turned' ? first.isOn : told.kind;
  };
  const shareIn = (variations: unknown, production: unknown) => {
    const currentVersion = { variations, environments: { production } };
    const told = read(launchdarkly, { ...launchdarklyPayload, currentVersion, previousVersion: undefined });
    const [first] = eventsIn(told);
    return first?.kind === 'flag-turned' ? first.share : told.kind;
  };
  test.each([
    ['a quarter', { fallthrough: rollout(25_000, 75_000) }, { percent: 25 }],
    ['nobody', { fallthrough: rollout(0, 100_000) }, undefined],
    ['everybody', { fallthrough: rollout(100_000, 0) }, undefined],
    [
      'a rule and single users',
      {
        fallthrough: { variation: 1 },
        rules: [{ variation: 0, description: 'beta' }],
        targets: [{ variation: 0 }],
      },
      { segments: ['beta', 'single users'] },
    ],
    ['a rule that gives nothing', { fallthrough: { variation: 1 }, rules: [{ variation: 1 }] }, undefined],
  ])('is on for %s', (_to, production, share) => {
    expect(shareIn([yes, no], { on: true, offVariation: 1, ...production })).toEqual(share);
    expect(shareIn([yes, no], { on: false, offVariation: 1, ...production })).toBeUndefined();
  });
  test('tells another share, and not the same one again', () => {
    const version = (weight: number) => ({
      variations: [yes, no],
      environments: { production: { on: true, fallthrough: rollout(weight, 100 - weight) } },
    });
    const changed = (before: number, after: number) =>
      read(launchdarkly, {
        ...launchdarklyPayload,
        currentVersion: version(after),
        previousVersion: version(before),
      });
    expect(eventsIn(changed(25, 50))).toMatchObject([{ isOn: false, share: { percent: 50 } }]);
    expect(changed(25, 25).kind).toBe('ignored');
  });

  test.each([
    ['on, and serves true', [yes, no], { on: true, fallthrough: { variation: 0 } }, true],
    ['on, and serves false', [yes, no], { on: true, fallthrough: { variation: 1 } }, false],
    ['off', [yes, no], { on: false, fallthrough: { variation: 0 }, offVariation: 1 }, false],
    ['off, and serves true then', [yes, no], { on: false, offVariation: 0 }, true],
    ['off, and serves nothing then', [yes, no], { on: false, offVariation: null }, false],
    ['rolled out to all', [yes, no], { on: true, fallthrough: rollout(100_000, 0) }, true],
    ['rolled out to a half', [yes, no], { on: true, fallthrough: rollout(50_000, 50_000) }, false],
    ['on, and nothing more is told', [yes, no], { on: true }, true],
    ['on, of values that are not told', undefined, { on: true, fallthrough: { variation: 0 } }, true],
    [
      'on, of texts',
      [{ value: 'a' }, { value: 'b' }],
      { on: true, fallthrough: { variation: 0 }, offVariation: 1 },
      true,
    ],
    [
      'on, and serves the text it serves when off',
      [{ value: 'a' }],
      { on: true, fallthrough: { variation: 0 }, offVariation: 0 },
      false,
    ],
    ['on, of a variation that is not there', [yes, no], { on: true, fallthrough: { variation: 7 } }, false],
  ])('of a flag that is %s', (_name, variations, production, expected) => {
    expect(isOn(variations, production)).toBe(expected);
  });

  test('that leaves the default as it was is ignored', () => {
    const same = { ...launchdarklyPayload, previousVersion: launchdarklyPayload.currentVersion };
    expect(read(launchdarkly, same)).toMatchObject({ kind: 'ignored', because: 'the default stays on' });
  });
  test('without the flag says by its words whether it was turned on or off', () => {
    const bare = { ...launchdarklyPayload, currentVersion: undefined, previousVersion: undefined };
    expect(eventsIn(read(launchdarkly, bare))).toMatchObject([{ isOn: true }]);
    const off = { ...bare, titleVerb: 'turned off the flag' };
    expect(eventsIn(read(launchdarkly, off))).toMatchObject([{ isOn: false }]);
    expect(read(launchdarkly, { ...bare, titleVerb: 'renamed' })).toMatchObject({ kind: 'ignored' });
  });
  test('about another environment than its flag tells of is ignored', () => {
    const environments = { test: { on: true } };
    const told = { ...launchdarklyPayload, titleVerb: 'x', currentVersion: { environments } };
    expect(read(launchdarkly, told)).toMatchObject({ kind: 'ignored' });
  });
  test('about all environments is ignored, about two it is refused', () => {
    const about = (...names: string[]) => ({
      ...launchdarklyPayload,
      accesses: names.map((name) => ({
        action: 'updateOn',
        resource: `proj/web:env/${name}:flag/new-ranking`,
      })),
    });
    expect(read(launchdarkly, about('*'))).toMatchObject({ kind: 'ignored' });
    expect(read(launchdarkly, about('production', 'test'))).toMatchObject({ refusal: 'BAD_FIELD' });
  });
  test('about something else than a flag is ignored', () => {
    expect(read(launchdarkly, { ...launchdarklyPayload, kind: 'segment' })).toMatchObject({
      kind: 'ignored',
    });
  });
  test.each(['__proto__', 'constructor'])('of the environment %s reaches into no prototype', (name) => {
    const accesses = [{ action: 'x', resource: `proj/web:env/${name}:flag/new-ranking` }];
    const told = { ...launchdarklyPayload, accesses, previousVersion: undefined };
    expect(read(launchdarkly, told)).toMatchObject({
      kind: 'ignored',
      because: 'it does not say what users get by default',
    });
  });
});

describe('an integration’s context', () => {
  test('is the same event as the entry it was made of', () => {
    const [entry] = eventsIn(read(launchdarkly, launchdarklyPayload));
    expect(eventsIn(read(launchdarkly, launchdarklyContext))).toEqual([{ ...entry, url: undefined }]);
  });
  test('of anything but turning the flag on or off is ignored', () => {
    const rules = { ...launchdarklyContext, verbKind: 'updateRules', titleVerb: 'updated the flag' };
    expect(read(launchdarkly, rules)).toMatchObject({ kind: 'ignored', event: 'flag updateRules' });
  });
});

describe('an event of Unleash', () => {
  test('says that a flag was turned on, in one environment', () => {
    expect(read(unleash, unleashPayload)).toEqual({
      kind: 'events',
      event: 'feature-environment-enabled',
      origin: 'unleash:default/production',
      events: [
        {
          kind: 'flag-turned',
          id: 'unleash:default:production:new-ranking:on:2024-03-26T09:00:00.123Z',
          at: '2024-03-26T09:00:00.123Z',
          actor: 'unleash:ada',
          flag: 'new-ranking',
          isOn: true,
        },
      ],
    });
  });
  test('without who did it, or with an e-mail address for it, has no actor', () => {
    const [unknown] = eventsIn(read(unleash, { ...unleashPayload, createdBy: 'ada@example.invalid' }));
    expect(unknown).toHaveProperty('actor', undefined);
  });
  test('says that a flag was turned off', () => {
    const disabled = { ...unleashPayload, type: 'feature-environment-disabled' };
    expect(eventsIn(read(unleash, disabled))).toMatchObject([{ isOn: false }]);
  });
  test('of another type is ignored by its name', () => {
    expect(read(unleash, { type: 'feature-created' })).toMatchObject({
      kind: 'ignored',
      event: 'feature-created',
    });
  });
  test('is another one each time a flag is turned within a second', () => {
    const at = (milliseconds: string, type = unleashPayload.type) =>
      read(unleash, { ...unleashPayload, type, createdAt: `2024-03-26T09:00:00.${milliseconds}Z` });
    const told = [at('100'), at('200', 'feature-environment-disabled'), at('300')].flatMap(eventsIn);
    expect(told.map((each) => each.kind === 'flag-turned' && each.isOn)).toEqual([true, false, true]);
    expect(new Set(told.map((each) => 'id' in each && each.id)).size).toBe(3);
  });
});

describe('strategies', () => {
  test.each([
    ['none', [], { isOn: true }],
    ['one for all', [{ name: 'default' }], { isOn: true }],
    ['a full rollout', [{ name: 'flexibleRollout', parameters: { rollout: '100' } }], { isOn: true }],
    [
      'a quarter',
      [{ name: 'flexibleRollout', parameters: { rollout: '25' }, constraints: [], segments: null }],
      { isOn: false, share: { percent: 25 } },
    ],
    [
      'a quarter in the words of GitLab',
      [{ name: 'gradualRolloutUserId', parameters: { percentage: '25' } }],
      { isOn: false, share: { percent: 25 } },
    ],
    [
      'some users',
      [{ name: 'userWithId' }, { name: 'flexibleRollout', segments: [3], parameters: { rollout: 100 } }],
      { isOn: false, share: { segments: ['userWithId', 'flexibleRollout'] } },
    ],
    ['nobody', [{ name: 'flexibleRollout', parameters: { rollout: 0 } }], { isOn: false }],
    ['one that is disabled', [{ name: 'userWithId', disabled: true }], { isOn: true }],
  ])('of %s', (_which, all, given) => {
    expect(givenBy(strategies.parse(all))).toEqual(given);
  });
  test('of Unleash are read where it sends them', () => {
    const data = { strategies: [{ name: 'flexibleRollout', parameters: { rollout: '25' } }] };
    expect(eventsIn(read(unleash, { ...unleashPayload, data }))).toMatchObject([
      { isOn: false, share: { percent: 25 } },
    ]);
    expect(eventsIn(read(unleash, { ...unleashPayload, data: 'of another shape' }))).toMatchObject([
      { isOn: true },
    ]);
  });
});
