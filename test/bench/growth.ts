/** How CPU grows with the size of the input; each size runs in a process of its own, whose memory is measured. */
import { join } from 'node:path';
import { openSqliteStore, type SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { type Cost, costOf, memory, withDirectory } from './measure.ts';
import { digits, growthRow, megabytes, type Row, type Table } from './table.ts';

const SIZES = [100, 1_000, 10_000, 100_000];
const QUICK_SIZES = [100, 400];
const WARM_UP = 500;

export interface Task {
  readonly file: string;
  readonly warm: string;
  readonly count: number;
}

export interface Measured<Counts> {
  /** The first pass over the file counts. */
  readonly passes: readonly (Cost & Counts)[];
  /** Resident bytes after the warm-up, and at the peak. */
  readonly before: number;
  readonly peak: number;
}

export type Pass<Counts> = (store: SqliteStore, count: number) => Promise<Counts>;

/** Runs in the fresh process: passes over the file, after one over another file that warms it up. */
export async function passesOver<Counts>(
  { file, warm, count }: Task,
  pass: Pass<Counts>,
  times: number,
): Promise<Measured<Counts>> {
  await passOver(warm, WARM_UP, pass);
  const { now: before } = memory();
  const passes = [];
  for (let time = 0; time < times; time += 1) passes.push(await passOver(file, count, pass));
  return { passes, before, peak: memory().peak };
}

async function passOver<Counts>(file: string, count: number, pass: Pass<Counts>): Promise<Cost & Counts> {
  const store = openSqliteStore(file, { durable: false });
  const { cpu, wall, result } = await costOf(() => pass(store, count));
  store.close();
  return { cpu, wall, ...result };
}

export interface Growing<Counts> {
  readonly title: string;
  readonly goal: string;
  /** Fills an empty store. */
  readonly fill: (store: SqliteStore, count: number) => Promise<unknown>;
  readonly measure: (task: Task) => Promise<Measured<Counts>>;
  /** Of several runs the cheapest is taken. */
  readonly runsOf: (count: number) => number;
  readonly what: string;
  readonly measured: (count: number, passes: Measured<Counts>['passes']) => string;
}

export async function growth<Counts>(quick: boolean, growing: Growing<Counts>): Promise<Table> {
  const { title, goal } = growing;
  const rows: Row[] = [];
  const points = [];
  for (const size of quick ? QUICK_SIZES : SIZES) {
    const { passes, before, peak } = await cheapestAt(size, growing);
    const memories = `memory at most ${megabytes(peak)}, ${megabytes(before)} before`;
    const what = `${digits(size)} ${growing.what}`;
    rows.push({ what, measured: `${growing.measured(size, passes)}; ${memories}` });
    points.push({ size, cost: firstOf(passes) });
  }
  return { title, rows: [...rows, growthRow(points, goal)] };
}

const firstOf = (passes: readonly Cost[]): number => passes[0]?.cpu ?? Number.NaN;

const cheapestAt = <Counts>(count: number, { fill, measure, runsOf }: Growing<Counts>) =>
  withDirectory(async (directory) => {
    const runs: Measured<Counts>[] = [];
    for (let run = 0; run < runsOf(count); run += 1) {
      const made = async (name: string, size: number): Promise<string> => {
        const file = join(directory, `${name}-${run}.sqlite`);
        const store = openSqliteStore(file, { durable: false });
        await fill(store, size);
        store.close();
        return file;
      };
      runs.push(
        await measure({ warm: await made('warm', WARM_UP), file: await made('bench', count), count }),
      );
    }
    const [cheapest] = runs.toSorted((a, b) => firstOf(a.passes) - firstOf(b.passes));
    if (cheapest === undefined) throw new TypeError('Nothing was measured.');
    return cheapest;
  });
