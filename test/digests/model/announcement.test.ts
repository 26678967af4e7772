import { describe, expect, test } from '@jest/globals';
import { DigestReady } from '../../../events/announcements/digest.ts';
import { digestReady } from '../../../functions/digests/model/excerpts.ts';
import { aDigest } from './a-digest.ts';

const ready = (more: Partial<typeof aDigest> = {}) => digestReady({ ...aDigest, ...more }).detail;

describe('The announcement of a digest', () => {
  test('is one that its contract takes, with the moment at which it was made', () => {
    expect(DigestReady.read(ready()).detail).toMatchObject({
      occurredAt: aDigest.madeAt,
      actor: 'system:clock',
      period: '2024-03',
      audience: 'team:search',
      team: 'search',
      zone: 'Europe/Berlin',
    });
  });

  test('is the same event each time, and another one for another period, zone or audience', () => {
    expect(ready()).toEqual(ready());
    const others = [
      ready(),
      ready({ period: '2024-04' }),
      ready({ zone: 'UTC' }),
      ready({ audience: 'team:code' }),
      ready({ audience: 'all' }),
    ];
    expect(new Set(others.map(({ id }) => id)).size).toBe(others.length);
  });

  test('names no team where it is of many', () => {
    expect(ready({ audience: 'all' })).not.toHaveProperty('team');
    expect(ready({ audience: 'org:team:search' })).not.toHaveProperty('team');
  });

  test('says that it goes to the manager, too, and says nothing of it otherwise', () => {
    expect(ready({ escalates: true })).toMatchObject({ escalates: true });
    expect(ready({ escalates: false })).not.toHaveProperty('escalates');
  });
});
