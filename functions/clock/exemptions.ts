/** An exemption until a moment ends by itself: the project is expected to ship again, and is told so once. */
import { project as projectEntity } from '../../events/contract.ts';
import { projectWarned } from '../domain/announcements.ts';
import { endedBy, foldExemptions } from '../domain/exemption.ts';
import { lifeOf } from '../domain/project.ts';
import { dueIn } from '../ledger/keys.ts';
import { readLedger } from '../ledger/ledger.ts';
import { markTold, wasTold } from '../ledger/told.ts';
import { readCalendar, readLinkedProjects } from '../ledger/trains.ts';
import { monthsUpTo } from './months.ts';
import type { Ticking } from './ticking.ts';

/** Tells of the exemptions that ended this month or the one before: a clock that was down for long catches up. */
export async function tellEndedExemptions(ticking: Ticking): Promise<void> {
  for (const month of monthsUpTo(ticking.now, 2)) {
    for (const project of await readLinkedProjects(ticking.table, dueIn(month)))
      await tellEnded(ticking, project);
  }
}

async function tellEnded({ table, announce, now }: Ticking, project: string): Promise<void> {
  const about = projectEntity(project);
  const { facts } = await readLedger(table, about);
  const life = lifeOf(facts, now);
  const ended = endedBy(foldExemptions(facts), now);
  if (life?.status !== 'active' || ended.length === 0) return;
  const { planned } = await readCalendar(table, life.train);
  const next = planned.find(({ until }) => until > now);
  // No release to ship in yet: told when there is one.
  if (next === undefined) return;
  for (const { event, until } of ended) {
    const what = `EXEMPTION-ENDED#${until}`;
    if (await wasTold(table, about, what)) continue;
    await announce([projectWarned(next, { project, team: life.team }, 'exemption-ended', now, event)]);
    await markTold(table, about, what, now);
  }
}
