import { describe, expect, test } from '@jest/globals';
import type { Section } from '../../../../functions/catalog/model/import/problem.ts';
import { readSection, readSections } from '../../../../functions/catalog/model/import/read-section.ts';

const read = (fields: object) => {
  const { catalog, problems } = readSection('releases', {
    'server-1.35': { train: 'server', kind: 'minor', ...fields },
  });
  return { record: catalog.releases?.get('server-1.35'), problems };
};

describe('A date without a time, in releases.yml', () => {
  test('is a day of UTC: what opens does so when it begins, a deadline is when it ends', () => {
    const { record } = read({ opensAt: '2025-10-16', branchCutAt: '2025-10-16', publishedAt: '2025-10-17' });
    expect(record).toMatchObject({
      opensAt: '2025-10-16T00:00:00.000Z',
      branchCutAt: '2025-10-16T23:59:59.999Z',
      publishedAt: '2025-10-17T23:59:59.999Z',
    });
  });

  test.each([
    ['AoE', '2025-10-17T12:00:00.000Z', '2025-10-16T12:00:00.000Z'],
    ['Etc/GMT+12', '2025-10-17T12:00:00.000Z', '2025-10-16T12:00:00.000Z'],
    ['Europe/Berlin', '2025-10-16T22:00:00.000Z', '2025-10-15T22:00:00.000Z'],
  ])('is a day of the time zone %s of its release', (timeZone, featureFreezeAt, opensAt) => {
    const { record, problems } = read({ timeZone, featureFreezeAt: '2025-10-16', opensAt: '2025-10-16' });
    expect(record).toMatchObject({ featureFreezeAt, opensAt });
    expect(problems).toEqual([]);
  });

  test('is a day of the time zone that the file says once for its train, unless the release has its own', () => {
    const release = { train: 'server', kind: 'minor', opensAt: '2025-10-16' };
    const { catalog, problems } = readSection('releases', {
      trains: { server: { timeZone: 'Europe/Berlin' }, web: { timeZone: 'AoE' } },
      a: release,
      b: { ...release, train: 'web' },
      c: { ...release, timeZone: 'Asia/Tokyo' },
      d: { ...release, train: 'app' },
    });
    expect(problems).toEqual([]);
    expect([...(catalog.releases ?? [])].map(([id, { opensAt }]) => [id, opensAt])).toEqual([
      ['a', '2025-10-15T22:00:00.000Z'],
      ['b', '2025-10-16T12:00:00.000Z'],
      ['c', '2025-10-15T15:00:00.000Z'],
      ['d', '2025-10-16T00:00:00.000Z'],
    ]);
  });

  test.each([
    [{ server: { timeZone: 'Berlin' } }, ['trains', 'server', 'timeZone']],
    [{ server: { timezone: 'Europe/Berlin' } }, ['trains', 'server', 'timezone']],
    [['server'], ['trains']],
  ])('is refused in its place where %j says no zone', (trains, path) => {
    const { problems } = readSection('releases', { trains });
    expect(problems).toMatchObject([{ place: { section: 'releases', path } }]);
  });

  test('leaves moments as they are; null takes back what was reported', () => {
    const { record } = read({ timeZone: 'AoE', branchCutAt: '2025-10-16T10:00:00+02:00', cutAt: null });
    expect(record).toMatchObject({ branchCutAt: '2025-10-16T08:00:00.000Z', cutAt: null });
  });

  test('is a day where projects, flags and exemptions have moments, too', () => {
    const { catalog, problems } = readSections(
      new Map<Section, unknown>([
        ['projects', { rank: { title: 'Rank', team: 'search', train: 'server', startedAt: '2025-10-16' } }],
        ['flags', { sort: { title: 'Sort', team: 'search', since: '2025-10-16' } }],
        ['exemptions', { rank: [{ until: '2025-10-16', reason: 'a rewrite', approver: 'person:grace' }] }],
      ]),
    );
    expect(problems).toEqual([]);
    expect(catalog.projects?.get('rank')?.startedAt).toBe('2025-10-16T00:00:00.000Z');
    expect(catalog.flags?.get('sort')?.since).toBe('2025-10-16T00:00:00.000Z');
    expect(catalog.exemptions?.get('rank')?.[0]?.until).toBe('2025-10-16T23:59:59.999Z');
  });

  test('that does not exist is refused, as a time zone is', () => {
    expect(read({ branchCutAt: '2025-02-30' }).problems).toHaveLength(1);
    expect(read({ timeZone: 'Berlin', branchCutAt: '2025-02-03' }).problems.length).toBeGreaterThan(0);
  });
});
