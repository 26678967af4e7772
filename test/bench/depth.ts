/** One more change, in ledgers that hold ever more of them: it must cost the same. */

import { join } from 'node:path';
import { openSqliteStore, type SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { Entry } from '../support/facts.ts';
import { calendar, change, fill, monthly, RELEASES, started } from './entries.ts';
import { costOf, withDirectory } from './measure.ts';
import { pipelineOn } from './pipeline.ts';
import type { Benchmark } from './run.ts';
import { digits, median, type Row, times } from './table.ts';

const DEPTHS = [1, 100, 10_000];
const QUICK_DEPTHS = [1, 100];
/** Changes in all the ledgers of one depth: the shorter they are, the more there are, so that none grows much. */
const MAX_CHANGES = 20_000;
const MAX_PROJECTS = 50;
/** Taken in turns, so that what else the machine does is everybody's. */
const ROUNDS = 20;
const CHANGES_A_ROUND = 20;

/** The windows of the second year are empty. */
const FULL_WINDOWS = RELEASES / 2;
const FROM = Date.parse(monthly(0).cutAt);
const TO = Date.parse(monthly(FULL_WINDOWS).cutAt);
/** In the middle of the window before the `n`th cut. */
const within = (month: number): string => new Date(Date.UTC(2020, month - 1, 15)).toISOString();

interface Kind {
  readonly name: string;
  /** Windows that the changes fall into, one after the other. */
  readonly windows: readonly number[];
  readonly goal?: string;
}

const inRow = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);
const kinds: readonly Kind[] = [
  { name: 'in the window that is open', windows: [RELEASES + 1], goal: 'the same, 1 ms' },
  {
    name: 'late, in windows that were judged and hold next to nothing',
    windows: inRow(FULL_WINDOWS + 1, FULL_WINDOWS - 1),
  },
  {
    name: `late, in windows that were judged and each hold a share of ${FULL_WINDOWS}`,
    windows: inRow(1, FULL_WINDOWS),
  },
];

const projectsOf = (depth: number): string[] =>
  Array.from(
    { length: Math.min(MAX_PROJECTS, Math.max(2, MAX_CHANGES / depth)) },
    (_, at) => `deep-${depth}-${at}`,
  );

/** Changes of a year, evenly: each window of it has its share. */
function* earlier(depth: number): Generator<Entry> {
  for (const project of projectsOf(depth)) {
    yield started(project, '2019-12-01T00:00:00Z', 'search');
    for (let at = 1; at <= depth; at += 1)
      yield change(project, new Date(FROM + ((TO - FROM) * at) / (depth + 1)).toISOString());
  }
}

interface Point {
  readonly depth: number;
  /** Milliseconds of CPU a change, of each round. */
  readonly costs: number[];
}

async function measured(store: SqliteStore, depths: readonly number[], { windows }: Kind): Promise<Point[]> {
  const settle = pipelineOn(store);
  const points = depths.map((depth): Point => ({ depth, costs: [] }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { depth, costs } of points) {
      const projects = projectsOf(depth);
      const { cpu } = await costOf(async () => {
        for (let made = 0; made < CHANGES_A_ROUND; made += 1) {
          const window = windows[(round + made) % windows.length] ?? RELEASES;
          await settle([change(projects[made % projects.length] ?? '', within(window))]);
        }
      });
      // The first round is to warm up.
      if (round > 0) costs.push(cpu / CHANGES_A_ROUND);
    }
  }
  return points;
}

function rowsOf(points: readonly Point[], goal: string | undefined): Row[] {
  const shortest = median(points[0]?.costs ?? []);
  return points.map(({ depth, costs }) => ({
    what: `into ledgers of ${digits(depth)}`,
    measured: `${digits(median(costs), 3)} ms of CPU, ${times(median(costs), shortest)} the first`,
    ...(goal === undefined ? {} : { goal }),
  }));
}

export const benchmark: Benchmark = async function* (quick) {
  const depths = quick ? QUICK_DEPTHS : DEPTHS;
  const tables = await withDirectory(async (directory) => {
    // Like the thread of the queues: after a loss of power, its queues still have what it lost.
    const store = openSqliteStore(join(directory, 'bench.sqlite'), { durable: false });
    const settle = pipelineOn(store);
    for (const depth of depths) await fill(store, earlier(depth));
    // Each cut has everybody judged.
    await settle(calendar());
    const tables = [];
    for (const kind of kinds) {
      const rows = rowsOf(await measured(store, depths, kind), kind.goal);
      tables.push({ title: `One more change, handed over by itself: ${kind.name}`, rows });
    }
    store.close();
    return tables;
  });
  yield* tables;
};
