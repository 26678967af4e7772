import { describe, expect, test } from '@jest/globals';
import { launchdarkly } from '../../../functions/webhooks/sources/launchdarkly.ts';
import type { ParseResult, Source } from '../../../functions/webhooks/sources/source.ts';
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
