/** Judging a release of 100 to 100,000 projects: does the time grow with the projects and no more, and the memory not at all? */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createTable } from '../../lib/local/create-table.ts';
import { TABLE_NAME } from './databases.ts';
import { exponentOf } from './growth.ts';
import { inProcesses } from './in-processes.ts';
import { type Judged, WARM_PROJECTS, WARM_TABLE, type Way } from './judge-process.ts';
import { purposes, total } from './meter.ts';
import type { Benchmark } from './run.ts';
import { seed, TEAM_SIZE } from './seed.ts';
import { digits, megabytes, type Row, type Table } from './table.ts';

const SIZES = [100, 1_000, 10_000, 100_000];
/** What would take longer, by the growth that was seen, is measured with `--full` only. */
const PATIENCE_SECONDS: Readonly<Record<Way, number>> = {
  checkTeam: 420,
  judgeProjects: Number.POSITIVE_INFINITY,
};
/** Up to this size the fastest of several runs is taken: what else the machine does would weigh too much. */
const SMALL = 1_000;
const RUNS = 2;

interface Point extends Judged {
  readonly projects: number;
}

async function judgedAt(projects: number, way: Way): Promise<Point> {
  const fill = async (documents: DynamoDBDocumentClient) => {
    await createTable(documents, WARM_TABLE);
    await seed({ documents, name: WARM_TABLE }, WARM_PROJECTS);
    await seed({ documents, name: TABLE_NAME }, projects);
  };
  return { projects, ...(await inProcesses<Judged>(fill, 'judge-process.ts', String(projects), way)) };
}

async function fastestAt(projects: number, way: Way): Promise<Point> {
  let fastest = await judgedAt(projects, way);
  for (let run = 1; run < RUNS && projects <= SMALL; run += 1) {
    const again = await judgedAt(projects, way);
    if (again.seconds < fastest.seconds) fastest = again;
  }
  return fastest;
}

const growthOf = (points: readonly Point[]): number =>
  exponentOf(points.map(({ projects: size, seconds }) => ({ size, seconds })));

function rowOf({ projects, seconds, count, memory, flagged }: Point): Row {
  const calls = purposes.filter((each) => count.calls[each] > 0);
  const each = calls.map((purpose) => `${digits(count.calls[purpose] / projects)} ${purpose}`).join(', ');
  const rate = `${digits((seconds * 1000) / projects)} ms and ${digits(total(count) / projects)} calls a project (${each})`;
  const grown = `${megabytes(memory.peak - memory.before)} over ${megabytes(memory.before)}, ${megabytes(memory.kept)} kept`;
  return {
    what: `${projects.toLocaleString('en')} projects`,
    measured: `${digits(seconds)} s: ${rate}; ${digits(count.reads / projects)} RRU; memory ${grown}; ${digits(flagged)} flagged`,
  };
}

/** By the growth so far; linear as long as there is one point only. */
function expectedSeconds(points: readonly Point[], projects: number): number {
  const last = points.at(-1);
  if (last === undefined) return 0;
  const exponent = points.length < 2 ? 1 : Math.max(1, growthOf(points.slice(-2)));
  return last.seconds * (projects / last.projects) ** exponent;
}

async function measure(
  way: Way,
  full: boolean,
): Promise<{ readonly table: Table; readonly complete: boolean }> {
  const points: Point[] = [];
  const rows: Row[] = [];
  for (const projects of SIZES) {
    const expected = expectedSeconds(points, projects);
    if (expected > PATIENCE_SECONDS[way] && !full) {
      const measured = `left out: about ${digits(expected / 60)} minutes by this growth (--full measures it)`;
      rows.push({ what: `${projects.toLocaleString('en')} projects`, measured });
      continue;
    }
    points.push(await fastestAt(projects, way));
    rows.push(...points.slice(-1).map(rowOf));
  }
  const steps = points.slice(1).map((_, at) => digits(growthOf(points.slice(at, at + 2)), 3));
  const growth = `exponent ${digits(growthOf(points), 3)} (step by step ${steps.join(', ')})`;
  rows.push({ what: 'growth', measured: growth, goal: 'exponent at most 1.05, memory flat' });
  const title = `Check: a release judged in teams of ${TEAM_SIZE}, by ${way}`;
  return { table: { title, rows }, complete: points.length === SIZES.length };
}

export const benchmark: Benchmark = async function* (full) {
  const asDeployed = await measure('checkTeam', full);
  yield asDeployed.table;
  if (asDeployed.complete && !full) return;
  const { table } = await measure('judgeProjects', full);
  yield { ...table, notes: ['the judging itself, without finding out which projects are a team’s'] };
};
