/** The digests of a month over 100 to 100,000 features: does the time grow with the features and no more, and the memory not at all? */
import { createTable } from '../../lib/local/create-table.ts';
import { TABLE_NAME } from './databases.ts';
import { type Made, WARM_FEATURES, WARM_TABLE } from './digest-process.ts';
import { seedFeatures, TEAM_FEATURES } from './digest-seed.ts';
import { exponentOf } from './growth.ts';
import { inProcesses } from './in-processes.ts';
import { purposes, total } from './meter.ts';
import type { Benchmark } from './run.ts';
import { digits, megabytes, type Row } from './table.ts';

const SIZES = [100, 1_000, 10_000, 100_000];

interface Point extends Made {
  readonly features: number;
}

async function madeAt(features: number): Promise<Point> {
  const made = await inProcesses<Made>(async (documents) => {
    await createTable(documents, WARM_TABLE);
    await seedFeatures({ documents, name: WARM_TABLE }, WARM_FEATURES);
    await seedFeatures({ documents, name: TABLE_NAME }, features);
  }, 'digest-process.ts');
  return { features, ...made };
}

const growthOf = (points: readonly Point[]): number =>
  exponentOf(points.map(({ features: size, seconds }) => ({ size, seconds })));

function rowOf({ features, seconds, count, memory, digests }: Point): Row {
  const calls = purposes.filter((each) => count.calls[each] > 0);
  const each = calls.map((purpose) => `${digits(count.calls[purpose] / features)} ${purpose}`).join(', ');
  const grown = `${megabytes(memory.peak - memory.before)} over ${megabytes(memory.before)}, ${megabytes(memory.kept)} kept`;
  return {
    what: `${features.toLocaleString('en')} features`,
    measured: `${digits(seconds)} s, ${digests} digests: ${digits((seconds * 1000) / features)} ms and ${digits(total(count) / features)} calls a feature (${each}); ${digits(count.reads / features)} RRU; memory ${grown}`,
  };
}

export const benchmark: Benchmark = async function* () {
  const points: Point[] = [];
  for (const features of SIZES) points.push(await madeAt(features));
  const steps = points.slice(1).map((_, at) => digits(growthOf(points.slice(at, at + 2)), 3));
  yield {
    title: `Digest: a month of every team of ${TEAM_FEATURES} features, and of the whole`,
    rows: [
      ...points.map(rowOf),
      {
        what: 'growth',
        measured: `exponent ${digits(growthOf(points), 3)} (step by step ${steps.join(', ')})`,
        goal: 'memory flat',
      },
    ],
  };
};
