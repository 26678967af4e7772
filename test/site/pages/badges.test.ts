import { describe, expect, it } from '@jest/globals';
import { badgeAddress } from '../../../functions/kernel/model/addresses.ts';
import { askerOf, NOW } from '../../grades/pages/asking.ts';
import { tableOn } from '../../support/databases.ts';
import { change, cut, fact, registered, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';
import type { store } from '../../support/store.ts';

const rubric = fact('RubricPublished', '2024-01-01', {
  rubricVersion: '1',
  categories: ['docs', 'safety'].map((category) => ({
    ...{ category, title: category, team: 'docs', policy: 'team' as const, criteria: 'Good.' },
  })),
});
const granted = (feature: string, category: string) =>
  fact('StarGranted', '2024-02-01', {
    ...{ feature, category, side: 'team', rubricVersion: '1', actor: 'person:canary', comment: 'canary' },
  });

describe('A badge', () => {
  const table = tableOn();
  const asked = askerOf(table);
  const tell = (...facts: Parameters<typeof store>[1]) => pipelineOn(table(), NOW).tell(...facts);
  const said = async (place: 'feature' | 'project' | 'team', id: string) => {
    const { statusCode, body } = await asked(badgeAddress(place, id, 'json'));
    const { label, message } = JSON.parse(body);
    return `${statusCode} ${label}: ${message}`;
  };

  it('counts the stars of a feature, under any name of it', async () => {
    await tell(
      rubric,
      registered('old', '2024-01-02'),
      fact('FeatureRenamed', '2024-01-03', { feature: 'old', to: 'ranking' }),
      granted('ranking', 'docs'),
    );
    expect(await said('feature', 'ranking')).toBe('200 stars: 1 of 2');
    expect(await said('feature', 'old')).toBe('200 stars: 1 of 2');
    await tell(fact('FeatureRetired', '2024-03-01', { feature: 'ranking' }));
    expect(await said('feature', 'ranking')).toBe('200 stars: retired');
  });

  it('has the last verdict of a project, and how often in a row it shipped nothing', async () => {
    await tell(
      started('rank', '2024-01-02'),
      scheduled('s-1', '2024-02-01'),
      change('rank', '2024-01-20'),
      cut('s-1', '2024-02-01'),
    );
    expect(await said('project', 'rank')).toBe('200 s-1: shipped on by default');
    await tell(scheduled('s-2', '2024-03-01'), cut('s-2', '2024-03-01'));
    expect(await said('project', 'rank')).toBe('200 s-2: shipped nothing');
    await tell(scheduled('s-3', '2024-04-01'), cut('s-3', '2024-04-01'));
    expect(await said('project', 'rank')).toBe('200 s-3: shipped nothing, 2 in a row');
  });

  it.each(['feature', 'project', 'team'] as const)(
    'of a %s that nobody knows is unknown, and is there',
    async (place) => {
      expect(await said(place, 'nobody')).toMatch(/^200 .*: unknown$/);
      const picture = await asked(badgeAddress(place, 'nobody'));
      expect(picture).toMatchObject({
        statusCode: 200,
        headers: { 'Content-Type': 'image/svg+xml; charset=utf-8', 'Cache-Control': 'no-cache' },
      });
    },
  );

  it('is a picture with a role and a title, runs no script, and is asked for again', async () => {
    await tell(rubric, registered('ranking', '2024-01-02'), granted('ranking', 'docs'));
    const { body, headers } = await asked(badgeAddress('feature', 'ranking'));
    expect(body).toMatch(/^<svg [^>]*role="img" aria-label="stars: 1 of 2"><title>stars: 1 of 2<\/title>/);
    expect(body).not.toMatch(/<script|canary|https?:(?!\/\/www\.w3\.org)/);
    expect(headers['Cross-Origin-Resource-Policy']).toBe('cross-origin');
    expect((await asked('/matrix')).headers['Cross-Origin-Resource-Policy']).toBe('same-origin');
    const again = await asked(badgeAddress('feature', 'ranking'), { 'if-none-match': headers.ETag ?? '' });
    expect(again.statusCode).toBe(304);
    await tell(granted('ranking', 'safety'));
    expect(
      (await asked(badgeAddress('feature', 'ranking'), { 'if-none-match': headers.ETag ?? '' })).body,
    ).toContain('2 of 2');
  });

  it('cannot be left by what it says', async () => {
    await tell(
      started('rank', '2024-01-02'),
      scheduled('a/<script>&"\'', '2024-02-01'),
      cut('a/<script>&"\'', '2024-02-01'),
    );
    const { body } = await asked(badgeAddress('project', 'rank'));
    expect(body).not.toContain('<script');
    expect(await said('project', 'rank')).toMatch(/shipped nothing$/);
  });

  it.each(['/badges/features/ranking', '/badges/features/ranking.png', '/badges/features/.svg'])(
    'is not at %s',
    async (address) => {
      expect((await asked(address)).statusCode).toBe(404);
    },
  );
});
