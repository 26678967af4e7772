import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Digest, digest as model } from '../../functions/digests/model/model.ts';
import { buildDigest } from '../../functions/digests/store/build.ts';
import { readDigest } from '../../functions/digests/store/digests.ts';
import { readDigestSources } from '../../functions/digests/store/sources.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { chanceFrom } from '../faults/chance.ts';
import { newTable } from '../support/calls.ts';
import { type Digests, digestsOn } from '../support/digests.ts';
import { allOf, keptDigests, textOf } from './kept-digests.ts';
import { demoWithDigests, digestSamples, SAMPLES } from './make-digest-samples.ts';
import { monthsBetween, morningAfter } from './months.ts';
import { available, sourcegraphData } from './shared-data.ts';
import { expectedDigests, MONTHS, presentIn, withoutChange } from './sourcegraph-digests.ts';
import { sourcegraphLedger } from './sourcegraph-ledger.ts';

const isThere = available();
if (!isThere) process.stderr.write('Digests of real data are skipped: the shared data is not here.\n');
const whereData = isThere ? describe : describe.skip;

/** The fires of these came much later, and the later month's first. */
const LATE = ['2023-09', '2023-04'];
const MUCH_LATER = '2026-01-01T00:00:00.000Z';

const nameOf = ({ audience, period }: Pick<Digest, 'audience' | 'period'>) => `${audience} ${period}`;

/** What a digest names, as `feature:search` or `team:search`. */
const namedIn = ({ features, grades, upcoming, unverified, cadence, actions }: Digest): string[] => [
  ...[...features.items, ...grades.items, ...upcoming.items].map(({ feature }) => `feature:${feature}`),
  ...[...features.items, ...grades.items, ...upcoming.items, ...unverified.items, ...cadence.items].map(
    ({ team }) => `team:${team}`,
  ),
  ...unverified.items.map(({ entity }) => entity),
  ...actions.flatMap(({ entity }) => entity ?? []),
];

whereData('The history of Sourcegraph, month by month', () => {
  let table: WholeStore;
  let digests: Digests;
  let kept: readonly unknown[];

  beforeAll(async () => {
    table = newTable();
    digests = digestsOn(table);
    const ledger = await sourcegraphLedger(table);
    for (const month of MONTHS) {
      await ledger.importUntil(month.until);
      if (!LATE.includes(month.name)) await digests.fire({ period: month.name }, morningAfter(month));
    }
    await ledger.close();
    for (const period of LATE) await digests.fire({ period }, MUCH_LATER);
    kept = await keptDigests(table);
  }, 600_000);

  const every = (): Digest[] => kept.map((one) => model.parse(one));

  it('has one digest of each team that there was when a month ended, and one of all, from 2021-11 to 2024-08', () => {
    expect(every().map(nameOf).toSorted()).toEqual(expectedDigests(MONTHS).toSorted());
  });

  it('is told of once, while it is news', () => {
    const inTime = MONTHS.filter(({ name }) => !LATE.includes(name));
    expect(digests.ready.map(nameOf).toSorted()).toEqual(expectedDigests(inTime).toSorted());
  });

  it('has no second digest of any month, in whatever order its schedule fires again', async () => {
    const told = digests.ready.length;
    for (const { name } of chanceFrom(2024).shuffled(MONTHS).slice(0, 12))
      expect(await digests.fire({ period: name }, MUCH_LATER)).toBe(0);
    expect(digests.ready).toHaveLength(told);
    expect(await keptDigests(table)).toEqual(kept);
  });

  it('says that nobody verified, and never nothing, where a month changed nothing in features.yml', async () => {
    expect(withoutChange(monthsBetween('2021-10', '2024-06'))).toHaveLength(33 - 16);
    const months = withoutChange(MONTHS);
    expect(months).toHaveLength(19);
    for (const { name } of months) {
      const digest = await allOf(table, name);
      expect(digest.isQuiet).toBe(false);
      expect(textOf(digest)).toMatch(/ nobody verified \d+ records.* Nobody verified \d+ records in /);
      expect(textOf(digest)).not.toContain('Nothing happened');
    }
  });

  it('counts as unverified, where no file changed at all, everything that there was', async () => {
    for (const name of ['2022-09', '2023-01', '2024-05']) {
      const month = MONTHS.find((one) => one.name === name);
      expect((await allOf(table, name)).unverified.total).toBe(month && presentIn(month).size);
    }
  });

  it('names no feature and no team that was retired or renamed by the end of the month', () => {
    for (const digest of every()) {
      const month = MONTHS.find(({ name }) => name === digest.period);
      const present = month === undefined ? new Set() : presentIn(month);
      expect(namedIn(digest).filter((name) => !present.has(name))).toEqual([]);
    }
  });

  it('holds nothing but what a digest says, and none of the notes that teams keep for themselves', () => {
    const plain = (digests: unknown) => JSON.parse(JSON.stringify(digests));
    expect(plain(every())).toEqual(plain(kept));
    const notes = sourcegraphData.features().flatMap((row) => ('note' in row ? (row.note ?? []) : []));
    expect(notes.length).toBeGreaterThan(0);
    const said = JSON.stringify(kept);
    for (const note of notes) expect(said).not.toContain(JSON.stringify(note).slice(1, -1));
  });

  it('says the same in a digest that is made years late as in one that was made in time', async () => {
    const sources = await readDigestSources(table, MUCH_LATER);
    const month = MONTHS.find(({ name }) => name === '2022-11');
    if (month === undefined) throw new TypeError('There is no such month.');
    for (const audience of sources.audiences) {
      const inTime = await readDigest(table, audience.id, month.name);
      const late = await buildDigest(sources, audience, month, MUCH_LATER);
      expect(late && { ...late, madeAt: inTime?.madeAt }).toEqual(inTime);
    }
  });

  it('and the demo look as their samples in the documentation do', async () => {
    const demo = newTable();
    await demoWithDigests(demo);
    const made = await digestSamples({ sourcegraph: table, kubernetes: demo });
    expect(made.size).toBe(4);
    for (const [file, text] of made) expect(text).toBe(readFileSync(join(SAMPLES, file), 'utf8'));
  });
});
