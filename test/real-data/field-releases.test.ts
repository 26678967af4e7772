/** Releases and tags of the field, as the people who met them expected; skipped where the folder is missing. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { trainCalendar } from '../../functions/catalog/model/calendar.ts';
import { readSection } from '../../functions/catalog/model/import/read-section.ts';
import { readTag } from '../../functions/catalog/model/tags/read-tag.ts';
import { releaseCancelled, releaseCut, releaseScheduled, releasesOf } from '../support/ledger-facts.ts';

const folder = join(
  resolve(process.env.SHIPSHAPE_REAL_DATA ?? join(process.cwd(), '../shared/data')),
  'field',
);
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');

(existsSync(folder) ? describe : describe.skip)('of the cases from the field', () => {
  test('C01: a deadline anywhere on Earth ends when that day has ended everywhere', () => {
    const { code_freeze: freeze } = parse(textOf('C01-kubernetes-aoe.yml'));
    const record = { train: 'kubernetes', kind: 'minor', timeZone: 'AoE', featureFreezeAt: '2025-11-06' };
    const { catalog, problems } = readSection('releases', { 'kubernetes-1.35': record });
    expect(problems).toEqual([]);
    expect(catalog.releases?.get('kubernetes-1.35')?.featureFreezeAt).toBe(
      new Date(freeze.instant).toISOString(),
    );
  });

  test('C03: releases are in the order of their dates, and a skipped one is nobody’s predecessor', () => {
    const facts = parse(textOf('C03-chrome-gaps.yml')).flatMap(
      ({ release, stable, reason }: { release: string; stable?: string; reason?: string }) => {
        const scheduled = releaseScheduled('01-01', { release, kind: 'major' });
        if (reason !== undefined) return [scheduled, releaseCancelled('01-02', { release, reason })];
        if (stable === undefined) return [scheduled];
        const [, month, day] = stable.split('-');
        return [scheduled, releaseCut(`${month}-${day}`, { release })];
      },
    );
    const { judged, releases } = trainCalendar('server', releasesOf(facts));
    expect(judged).toMatchObject([
      { release: 'chrome-81' },
      { release: 'chrome-83', predecessor: 'chrome-81' },
    ]);
    expect(releases.find(({ release }) => release === 'chrome-82')).toMatchObject({
      cancelledReason: 'skipped',
    });
  });

  test('W05: of four tags that were pushed at once, each is ignored or waits with the lines that place it', () => {
    const { tags_pushed_at_once: pushes } = JSON.parse(textOf('W05-github-four-tags-no-delivery.json'));
    const read = pushes.map((tags: string[]) => tags.map((tag) => readTag(tag, { train: 'app' }).kind));
    expect(read).toEqual([
      ['ignored', 'ignored', 'ignored', 'ignored'],
      ['unplaced', 'unplaced', 'unplaced', 'unplaced'],
    ]);
    const placed = { releases: { tags: [{ tag: '{component}/v{version}', train: '{component}' }] } };
    expect(readTag('csa-auth/v0.0.3', placed)).toMatchObject({ kind: 'release', train: 'csa-auth' });
  });
});
