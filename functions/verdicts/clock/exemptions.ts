/** An exemption until a moment ends by itself: the project is expected to ship again, and is told so once. */
import { project as projectEntity } from '../../../events/contract.ts';
import { lifeOf } from '../../catalog/model/project.ts';
import { readCalendar } from '../../catalog/store/trains.ts';
import { markNotified, wasNotified } from '../../kernel/bus/notified.ts';
import { LIFE } from '../../kernel/ledger/parts.ts';
import { entriesOf } from '../../kernel/ledger/read.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { monthsUpTo } from '../../kernel/model/period.ts';
import { dueIn, entityOf } from '../../kernel/store/keys.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import type { Working } from '../../kernel/working.ts';
import { endedBy, foldExemptions } from '../model/exemption.ts';
import { projectWarned } from '../model/verdict-announcements.ts';

/** Tells of the exemptions that ended this month or the one before: a clock that was down for long catches up. */
export async function tellEndedExemptions(working: Working): Promise<void> {
  for (const month of monthsUpTo(working.now, 2)) {
    for (const project of await projectsDueIn(working.table, month)) await tellEnded(working, project);
  }
}

/** The projects with an exemption that ends in the month of a moment. */
async function projectsDueIn(table: Store, month: string): Promise<string[]> {
  const items = await all(table.list('links', dueIn(month)));
  const entities = items.map(({ pk }) => entityOf(pk));
  return distinct(entities.flatMap((entity) => (entity?.kind === 'project' ? [entity.id] : [])));
}

async function tellEnded({ table, announce, now }: Working, project: string): Promise<void> {
  const about = projectEntity(project);
  const facts = (await entriesOf(table, about, LIFE)).map(({ fact }) => fact);
  const life = lifeOf(facts, now);
  const ended = endedBy(foldExemptions(facts), now);
  if (life?.status !== 'active' || ended.length === 0) return;
  const { planned } = await readCalendar(table, life.train);
  const next = planned.find(({ until }) => until > now);
  // No release to ship in yet: told when there is one.
  if (next === undefined) return;
  for (const { event, until } of ended) {
    const what = `EXEMPTION-ENDED#${until}`;
    if (await wasNotified(table, about, what)) continue;
    await announce([projectWarned(next, { project, team: life.team }, 'exemption-ended', now, event)]);
    await markNotified(table, about, what, now);
  }
}
