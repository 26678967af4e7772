/** Judging a release of 100 to 100,000 projects: does the time grow with the projects and no more, and the memory not at all? */

import type { Announce } from '../../functions/kernel/bus/publish.ts';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { check } from '../../functions/verdicts/check/handler.ts';
import { checkRequested } from '../../functions/verdicts/model/verdict-announcements.ts';
import type { Entry } from '../support/facts.ts';
import { calendar, change, cut, fill, monthly, RELEASES, started } from './entries.ts';
import { growth, type Measured, passesOver, type Task } from './growth.ts';
import { type Cost, inFreshProcess } from './measure.ts';
import { pipelineOn } from './pipeline.ts';
import type { Benchmark } from './run.ts';
import { digits, seconds } from './table.ts';

const TEAM_SIZE = 50;
/** Of the small sizes the cheapest of several runs is taken: what else the machine does would weigh too much. */
const RUNS = 3;
const SMALL = 1_000;
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
async function make(store: SqliteStore, count: number): Promise<void> {
  await pipelineOn(store)([...calendar(), cut(RELEASES)]);
  await fill(store, projects(count));
}

interface Judged {
  readonly flagged: number;
}

/** Team by team, as a cut asks for it. */
async function judgeAll(table: SqliteStore, count: number): Promise<Judged> {
  let flagged = 0;
  const announce: Announce = async (told) => {
    flagged += told.filter(({ type }) => type === 'ProjectFlagged').length;
  };
  for (let at = 0; at < count; at += TEAM_SIZE) {
    const { type, detail } = checkRequested(JUDGED, teamOf(at), CAUSE.id, CAUSE.occurredAt);
    await check({ table, announce, now: CAUSE.occurredAt }, [{ 'detail-type': type, detail }]);
  }
  return { flagged };
}

/** Twice: the second time there is nothing to change. */
const judged = inFreshProcess(import.meta.url, (task: Task) => passesOver(task, judgeAll, 2));

function measured(count: number, [first, again]: Measured<Judged>['passes']): string {
  const each = (cost: Cost | undefined) => `${digits((cost?.cpu ?? Number.NaN) / count)} ms`;
  return (
    `${seconds(first?.cpu ?? Number.NaN)} of CPU, ${each(first)} a project, again ${each(again)}; ` +
    `${digits(first?.flagged ?? 0)} flagged`
  );
}

export const benchmark: Benchmark = async function* (quick) {
  yield await growth(quick, {
    title: `A release judged in teams of ${TEAM_SIZE}, on disk`,
    goal: 'exponent at most 1.05, memory flat',
    fill: make,
    measure: judged,
    runsOf: (count) => (count <= SMALL ? RUNS : 1),
    what: 'projects',
    measured,
  });
};
