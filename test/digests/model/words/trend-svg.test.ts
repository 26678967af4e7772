import { describe, expect, test } from '@jest/globals';
import { trendSvg } from '../../../../functions/digests/model/words/trend.ts';
import { aDigest } from '../a-digest.ts';

const point = (shipped: number, silent: number, done: number, of: number) => ({
  period: '2024-03',
  shipped,
  silent,
  completion: { done, of },
});

describe('The picture of a trend', () => {
  test('draws one line for what shipped and a dashed one for what is done, from nothing to everything', () => {
    const svg = trendSvg([point(0, 2, 4, 4), point(2, 0, 0, 4)]);
    expect(svg).toContain('<polyline points="4,52 316,4"/>');
    expect(svg).toContain('<polyline points="4,4 316,52" stroke-dasharray="2 4"/>');
  });

  test('says in words what it shows, for those who do not see it', () => {
    const svg = trendSvg(aDigest.trend);
    expect(svg).toMatch(
      /^<svg [^>]*role="img"[^>]*><title>Share of projects that shipped \(solid\) and of steps done \(dashed\), October 2023 to March 2024<\/title>/,
    );
    expect(svg).toContain('December 2023: no project judged, 6 of 6 steps done');
  });

  test('is a dot where there is a single period', () => {
    expect(trendSvg([point(1, 1, 0, 0)]).match(/<(?:circle|polyline)[^>]*>/g)).toEqual([
      '<circle cx="4" cy="28" r="3"/>',
    ]);
  });

  test('is interrupted where there was nothing to share', () => {
    expect(
      trendSvg([point(1, 1, 0, 0), point(0, 0, 0, 0), point(1, 1, 0, 0)]).match(/<circle/g),
    ).toHaveLength(2);
  });
});
