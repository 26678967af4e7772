/** Judging a release of 100 to 100,000 projects: does the time grow with the projects and no more, and the memory not at all? */
import { join } from 'node:path';
import { openSqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { check } from '../../functions/verdicts/check/handler.ts';
import { checkRequested } from '../../functions/verdicts/model/verdict-announcements.ts';
import { calendar, change, cut, type Entry, fill, monthly, RELEASES, started } from './entries.ts';
import { type Cost, costOf, inFreshProcess, memory, withDirectory } from './measure.ts';
import { pipelineOn } from './pipeline.ts';
import type { Benchmark } from './run.ts';
import { digits, growthRow, megabytes, type Row, seconds } from './table.ts';

const SIZES = [100, 1_000, 10_000, 100_000];
const QUICK_SIZES = [100, 400];
const TEAM_SIZE = 50;
/** Of the small sizes the cheapest of several runs is taken: what else the machine does would weigh too much. */
const RUNS = 3;
const SMALL = 1_000;
const WARM_UP = 500;
const JUDGED = monthly(RELEASES).release;
const CAUSE = { id: 'bench', occurredAt: '2022-01-01T00:00:00.000Z' };

const teamOf = (at: number): string => `team-${Math.floor(at / TEAM_SIZE)}`;

/** Of ten projects one ships nothing, one ships behind its team's feature flag, and eight merge a plain change. */
function* projects(count: number): Generator<Entry> {
  for (let at = 0; at < count; at += 1) {
    const project = `project-${at}`;
    yield started(project, '2020-01-02T00:00:00Z', teamOf(at));
    if (at % 10 > 0) yield change(project, '2021-12-15T09:00:00Z', at % 10 === 1 ? { flag: teamOf(at) } : {});
  }
}

/** A train with its projects, whose last release is cut and not judged yet. */
async function make(file: string, count: number): Promise<void> {
  const store = openSqliteStore(file, { durable: false });
  await pipelineOn(store)([...calendar(), cut(RELEASES)]);
  await fill(store, projects(count));
  store.close();
}

interface Judged {
  readonly first: Cost;
  /** Once more, with nothing to change. */
  readonly again: Cost;
  /** Bytes: resident after the warm-up, and at the most. */
  readonly before: number;
  readonly peak: number;
  readonly flagged: number;
}

interface Task {
  readonly file: string;
  readonly warm: string;
  readonly count: number;
}

const judged = inFreshProcess(import.meta.url, async ({ file, warm, count }: Task): Promise<Judged> => {
  await judgeAll(warm, WARM_UP);
  const { now: before } = memory();
  const first = await judgeAll(file, count);
  const again = await judgeAll(file, count);
  return { first, again, before, peak: memory().peak, flagged: first.flagged };
});

/** Team by team, as a cut asks for it. */
async function judgeAll(file: string, count: number): Promise<Cost & { readonly flagged: number }> {
  const store = openSqliteStore(file, { durable: false });
  let flagged = 0;
  const announce: Parameters<typeof check>[0]['announce'] = async (told) => {
    flagged += told.filter(({ type }) => type === 'ProjectFlagged').length;
  };
  const cost = await costOf(async () => {
    for (let at = 0; at < count; at += TEAM_SIZE) {
      const { type, detail } = checkRequested(JUDGED, teamOf(at), CAUSE.id, CAUSE.occurredAt);
      await check({ table: store, announce }, [{ 'detail-type': type, detail }]);
    }
  });
  store.close();
  return { ...cost, flagged };
}

interface Point extends Judged {
  readonly count: number;
}

const cheapestAt = (count: number): Promise<Point> =>
  withDirectory(async (directory) => {
    let cheapest: Judged | undefined;
    for (let run = 0; run < (count <= SMALL ? RUNS : 1); run += 1) {
      const task = {
        file: join(directory, `${run}.sqlite`),
        warm: join(directory, `warm-${run}.sqlite`),
        count,
      };
      await make(task.warm, WARM_UP);
      await make(task.file, count);
      const next = await judged(task);
      if (cheapest === undefined || next.first.cpu < cheapest.first.cpu) cheapest = next;
    }
    if (cheapest === undefined) throw new TypeError('Nothing was judged.');
    return { count, ...cheapest };
  });

function rowOf({ count, first, again, before, peak, flagged }: Point): Row {
  const each = (cost: Cost) => `${digits(cost.cpu / count)} ms`;
  return {
    what: `${digits(count)} projects`,
    measured:
      `${seconds(first.cpu)} of CPU, ${each(first)} a project, again ${each(again)}; ` +
      `memory at most ${megabytes(peak)}, ${megabytes(before)} before; ${digits(flagged)} flagged`,
  };
}

export const benchmark: Benchmark = async function* (quick) {
  const points: Point[] = [];
  for (const size of quick ? QUICK_SIZES : SIZES) points.push(await cheapestAt(size));
  const sized = points.map(({ count, first }) => ({ size: count, cost: first.cpu }));
  yield {
    title: `A release judged in teams of ${TEAM_SIZE}, on disk`,
    rows: [...points.map(rowOf), growthRow(sized, 'exponent at most 1.05, memory flat')],
  };
};
