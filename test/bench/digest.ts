/** The digests of a month over 100 to 100,000 features: does the time grow with the features and no more, and the memory not at all? */
import { join } from 'node:path';
import { makeDigests } from '../../functions/digests/digest/make-digests.ts';
import { openSqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { type Entry, entry, fill } from './entries.ts';
import { type Cost, costOf, inFreshProcess, memory, withDirectory } from './measure.ts';
import type { Benchmark } from './run.ts';
import { digits, growthRow, megabytes, type Row, seconds } from './table.ts';

const SIZES = [100, 1_000, 10_000, 100_000];
const QUICK_SIZES = [100, 400];
const TEAM_FEATURES = 100;
const WARM_UP = 500;
/** After the month of the digest, which is March. */
const NOW = '2024-04-01T07:00:00.000Z';

const CATEGORIES = ['docs', 'security', 'support', 'sales', 'design', 'testing'];

const rubric = (): Entry =>
  entry('RubricPublished', '2023-01-01T00:00:00Z', {
    rubricVersion: '1',
    categories: CATEGORIES.map((category) => ({
      category,
      title: category,
      team: category,
      policy: 'either',
      criteria: 'It is there, and somebody used it.',
    })),
    cadence: [{ step: 'product-data', every: 'month', title: 'Product data', confirms: 'features' }],
  });

const star = (feature: string, category: string, at: string): Entry =>
  entry('StarGranted', at, { feature, category, side: 'team', rubricVersion: '1' });

/** Of ten features one was verified in the month, one got a star, one is new; the others are as they were. */
function* features(count: number): Generator<Entry> {
  yield rubric();
  for (let at = 0; at < count; at += 1) {
    const team = `team-${Math.floor(at / TEAM_FEATURES)}`;
    const feature = `feature-${at}`;
    if (at % TEAM_FEATURES === 0)
      yield entry('TeamRegistered', '2023-01-01T00:00:00Z', { team, title: team });
    const begun = at % 10 === 2 ? '2024-03-05T00:00:00Z' : '2023-02-01T00:00:00Z';
    yield entry('FeatureRegistered', begun, { feature, title: `Feature ${at}`, team, maturity: 'beta' });
    yield star(feature, 'docs', '2023-06-01T00:00:00Z');
    yield star(feature, 'design', '2023-07-01T00:00:00Z');
    if (at % 10 === 0)
      yield entry('RecordVerified', '2024-03-12T00:00:00Z', { entity: `feature:${feature}` });
    if (at % 10 === 1) yield star(feature, 'security', '2024-03-20T00:00:00Z');
  }
}

async function make(file: string, count: number): Promise<void> {
  const store = openSqliteStore(file, { durable: false });
  await fill(store, features(count));
  store.close();
}

interface Made extends Cost {
  readonly digests: number;
  /** Bytes: resident after the warm-up, and at the most. */
  readonly before: number;
  readonly peak: number;
}

const made = inFreshProcess(
  import.meta.url,
  async ({ warm, file }: { readonly warm: string; readonly file: string }): Promise<Made> => {
    await makeAll(warm);
    const { now: before } = memory();
    const all = await makeAll(file);
    return { ...all, before, peak: memory().peak };
  },
);

async function makeAll(file: string): Promise<Cost & { readonly digests: number }> {
  const table = openSqliteStore(file, { durable: false });
  let digests = 0;
  const cost = await costOf(async () => {
    digests = await makeDigests({ table, announce: async () => {}, now: NOW }, { everies: ['month'] });
  });
  table.close();
  return { ...cost, digests };
}

interface Point extends Made {
  readonly count: number;
}

const madeOf = (count: number): Promise<Point> =>
  withDirectory(async (directory) => {
    const task = { warm: join(directory, 'warm.sqlite'), file: join(directory, 'bench.sqlite') };
    await make(task.warm, WARM_UP);
    await make(task.file, count);
    return { count, ...(await made(task)) };
  });

const rowOf = ({ count, cpu, wall, digests, before, peak }: Point): Row => ({
  what: `${digits(count)} features`,
  measured:
    `${digits(digests)} digests in ${seconds(wall)}, ${seconds(cpu)} of CPU, ${digits(cpu / count)} ms a feature; ` +
    `memory at most ${megabytes(peak)}, ${megabytes(before)} before`,
});

export const benchmark: Benchmark = async function* (quick) {
  const points: Point[] = [];
  for (const size of quick ? QUICK_SIZES : SIZES) points.push(await madeOf(size));
  const sized = points.map(({ count, cpu }) => ({ size: count, cost: cpu }));
  yield {
    title: `The digests of a month: of every team of ${TEAM_FEATURES} features, and of everybody`,
    rows: [...points.map(rowOf), growthRow(sized, 'linear, memory flat')],
  };
};
