/** Early warnings before a cut, team by team: each stage is looked at once, by the team's own calendar. */
import { release as releaseEntity } from '../../../events/contract.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { lifeOf } from '../../catalog/model/project.ts';
import { readBusinessCalendars } from '../../catalog/store/business-calendars.ts';
import { type Member, readMembers } from '../../catalog/store/trains.ts';
import { markNotified, wasNotified } from '../../kernel/bus/notified.ts';
import { readerOf, remembering } from '../../kernel/derived/reader.ts';
import { PLANS } from '../../kernel/ledger/parts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Working } from '../../kernel/working.ts';
import { projectWarned } from '../model/verdict-announcements.ts';
import { type Warning, wantsWarning, warningStage } from '../model/warning.ts';
import { gatherWork } from '../store/judging-input.ts';

/** Projects read at once. */
const CHUNK = 50;

/** Warns the projects of a cycle that it is time to warn. */
export async function warn(working: Working, cycle: Cycle): Promise<void> {
  if (cycle.until <= working.now) return;
  const members = Map.groupBy(await readMembers(working.table, cycle.train), ({ team }) => team);
  const calendars = await readBusinessCalendars(working.table, members.keys());
  for (const [team, projects] of members) {
    const calendar = calendars.get(team);
    const stage = calendar && warningStage(cycle, working.now, calendar);
    if (stage !== undefined) await warnTeam(working, cycle, stage, team, projects);
  }
}

async function warnTeam(
  { table, announce, now }: Working,
  cycle: Cycle,
  stage: Warning,
  team: string,
  members: readonly Member[],
): Promise<void> {
  const about = releaseEntity(cycle.release);
  const what = `WARNED#${stage}#${team}`;
  if (await wasNotified(table, about, what)) return;
  for (let from = 0; from < members.length; from += CHUNK) {
    const reader = remembering(readerOf(table));
    const works = await inParallel(members.slice(from, from + CHUNK), ({ project }) =>
      gatherWork(reader, project, cycle, [PLANS]),
    );
    const own = works.filter(({ facts }) => lifeOf(facts, now)?.team === team);
    const late = own.filter((work) => wantsWarning(stage, work, cycle, now));
    await announce(late.map(({ project }) => projectWarned(cycle, { project, team }, stage, now)));
  }
  await markNotified(table, about, what, now);
}
