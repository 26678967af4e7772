import { describe, expect, test } from '@jest/globals';
import { configcat } from '../../../functions/webhooks/sources/configcat.ts';
import { posthog } from '../../../functions/webhooks/sources/posthog.ts';
import { good, isTaken, withHeaders } from '../../support/deliveries.ts';
import { eventsIn } from './events-in.ts';

const body = Buffer.alloc(0);
const timestamp = '2024-03-26T09:00:00Z';

describe('a flag of PostHog', () => {
  const given = (flag: object) => {
    const payload = { timestamp, project: { id: 7, url: 'https://us.posthog.com/project/7' }, flag };
    const answer = posthog.read({ headers: {}, body }, { ...payload, flag: { key: 'rank', ...flag } });
    const [first] = eventsIn(answer);
    return first?.kind === 'flag-turned' ? [first.isOn, first.share] : answer.kind;
  };
  const groups = (...all: object[]) => ({ active: true, filters: { groups: all } });
  test.each([
    ['on for all', groups({ properties: [], rollout_percentage: 100 }), [true, undefined]],
    ['on for all, in other words', groups({ rollout_percentage: null }), [true, undefined]],
    ['on for a quarter', groups({ rollout_percentage: 25 }), [false, { percent: 25 }]],
    [
      'on for some',
      groups({ properties: [{ key: 'email' }], rollout_percentage: 100 }),
      [false, { segments: ['targeting conditions'] }],
    ],
    [
      'on for a quarter and some',
      groups({ properties: [{ key: 'email' }] }, { rollout_percentage: 25 }),
      [false, { percent: 25, segments: ['targeting conditions'] }],
    ],
    ['not active', { ...groups({ rollout_percentage: 100 }), active: false }, [false, undefined]],
    [
      'fully rolled out under conditions',
      { rollout: { effectively_full_rollout: true, has_targeting_conditions: true } },
      [false, { segments: ['targeting conditions'] }],
    ],
    ['active, and nothing more is told', { active: true }, 'ignored'],
  ])('is %s', (_what, flag, expected) => {
    expect(given(flag)).toEqual(expected);
  });
});

describe('a change of ConfigCat', () => {
  const read = (details: string, more: object = { configId: 'web', environmentId: 'production' }) =>
    configcat.read(
      { headers: { 'x-configcat-webhook-timestamp': '1711443600' }, body },
      { ...more, details: [{ settingKey: 'rank', event: 'changed', details }] },
    );
  test.each([
    ['\r\nrank: false ➔ true', true],
    ['rank: true -> false', false],
    ['rank: Off ➔ On\r\n', true],
  ])('%j is read', (details, isOn) => {
    expect(read(details)).toMatchObject({
      origin: 'configcat:web/production',
      events: [{ flag: 'rank', isOn, at: '2024-03-26T09:00:00.000Z' }],
    });
  });
  test.each([
    'rank: false ➔ true ➔ false',
    'other: false ➔ true',
    'rank: false ➔ true\r\nIF email CONTAINS x THEN false',
    'rank: 1 ➔ 2',
    'rank is true now',
    '',
  ])('%j is quarantined', (details) => {
    expect(read(details)).toMatchObject({ kind: 'refused', refusal: 'BAD_FIELD' });
  });
  test('is signed: by one of the keys, at about this moment', () => {
    const signature = good('configcat').headers['x-configcat-webhook-signature-v1'];
    const name = 'x-configcat-webhook-signature-v1';
    expect(isTaken('configcat', good('configcat'))).toBe(true);
    expect(isTaken('configcat', withHeaders('configcat', { [name]: `other,${signature}` }))).toBe(true);
    for (const headers of [
      { [name]: 'other' },
      { [name]: undefined },
      { 'x-configcat-webhook-id': 'call-2' },
      { 'x-configcat-webhook-timestamp': '1711443900' },
    ])
      expect(isTaken('configcat', withHeaders('configcat', headers))).toBe(false);
    expect(isTaken('configcat', good('configcat'), undefined, '2024-03-26T09:05:01.000Z')).toBe(false);
  });
});
