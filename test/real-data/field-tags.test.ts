/** The tags of ../shared/data/field, each as the people who met it expected; skipped where the folder is missing. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { readTag } from '../../functions/catalog/model/tags/read-tag.ts';

const FILE = new URL('../../../shared/data/field/T-tags.json', import.meta.url);
const cases = z.object({ tags: z.array(z.object({ tag: z.string(), expect: z.string() })) });
const read = () => cases.parse(JSON.parse(readFileSync(FILE, 'utf8'))).tags;

/** What each is without templates; the source is on a train. */
const expected: Record<string, object> = {
  'v1.31.0': { kind: 'release', release: 't-1.31', isJudged: true },
  'v1.31.0-rc.1': { kind: 'ignored' },
  '24.04.1': { kind: 'release', isJudged: false, of: '24.04' },
  '24.10': { kind: 'release', isJudged: true },
  'v22.0.0': { kind: 'release', isJudged: true },
  '120': { kind: 'release', release: 't-120', isJudged: true },
  '2024.06.01': { kind: 'release', isJudged: false },
  '2024.6.0': { kind: 'release', release: 't-2024.6', isJudged: true },
  '2026.3.0b1': { kind: 'ignored' },
  '2023.12.20260817.0': { kind: 'release', isJudged: false, of: '2023.12' },
  '4.4.0-20250919': { kind: 'ignored', because: expect.stringMatching(/build .* 4\.4\.0/) },
  'csa-auth/v0.0.3': { kind: 'unplaced', because: expect.stringMatching(/csa-auth/) },
  '@wrc/package1@0.7.0': { kind: 'unplaced', because: expect.stringMatching(/"@wrc\/package1"/) },
  'v0.48.1': { kind: 'release', isJudged: false },
  v4: { kind: 'ignored' },
  'v4.2': { kind: 'release' },
  nightly: { kind: 'ignored' },
};

(existsSync(FILE) ? describe : describe.skip)('The tags of the field', () => {
  test('are each what the people who met them expected', () => {
    for (const { tag } of read())
      expect({ tag, ...readTag(tag, { train: 't' }) }).toMatchObject({ tag, ...expected[tag] });
  });
});
