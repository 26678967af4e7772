/** Warns projects once each: that a cut is near and nothing is in its window, and that an exemption ended. */
import { project as projectEntity, release as releaseEntity } from '../../../events/contract.ts';
import type { Cycle } from '../../catalog/model/calendar.ts';
import { lifeOf } from '../../catalog/model/project.ts';
import { readBusinessCalendars } from '../../catalog/store/business-calendars.ts';
import { type Member, readCalendar, readMembers } from '../../catalog/store/trains.ts';
import { markNotified, wasNotified } from '../../kernel/bus/publish.ts';
import { readerOf, remembering } from '../../kernel/derived/reader.ts';
import { LIFE, PLANS } from '../../kernel/ledger/parts.ts';
import { entriesOf } from '../../kernel/ledger/read.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { monthsUpTo } from '../../kernel/model/period.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { dueIn, entityOf } from '../../kernel/store/keys.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import type { Working } from '../../kernel/working.ts';
import { endedBy, foldExemptions } from '../model/exemption.ts';
import { projectWarned } from '../model/verdict-announcements.ts';
import { type Warning, wantsWarning, warningStage } from '../model/warning.ts';
import { gatherWork } from '../store/judging-input.ts';

/** Projects read at once. */
const CHUNK = 50;

/** Gives the early warning that a cycle has come to, team by team: each team goes by its own calendar. */
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

/** Warns of exemptions that ended this month or the one before, so a clock that was down catches up. */
export async function warnOfEndedExemptions(working: Working): Promise<void> {
  for (const month of monthsUpTo(working.now, 2)) {
    for (const project of await projectsDueIn(working.table, month)) await warnOfEnded(working, project);
  }
}

/** The projects with an exemption that ends in the month of a moment. */
async function projectsDueIn(table: Store, month: string): Promise<string[]> {
  const items = await all(table.list('links', dueIn(month)));
  const entities = items.map(({ pk }) => entityOf(pk));
  return distinct(entities.flatMap((entity) => (entity?.kind === 'project' ? [entity.id] : [])));
}

async function warnOfEnded({ table, announce, now }: Working, project: string): Promise<void> {
  const about = projectEntity(project);
  const facts = (await entriesOf(table, about, LIFE)).map(({ fact }) => fact);
  const life = lifeOf(facts, now);
  const ended = endedBy(foldExemptions(facts), now);
  if (life?.status !== 'active' || ended.length === 0) return;
  const { planned } = await readCalendar(table, life.train);
  const next = planned.find(({ until }) => until > now);
  // The warning names the next release: it waits until there is one.
  if (next === undefined) return;
  for (const { event, until } of ended) {
    const what = `EXEMPTION-ENDED#${until}`;
    if (await wasNotified(table, about, what)) continue;
    await announce([projectWarned(next, { project, team: life.team }, 'exemption-ended', now, event)]);
    await markNotified(table, about, what, now);
  }
}
