/** The function `grade`: grades features again when stars, recorded facts or the rubric change, or when time runs out. */

import * as z from 'zod';
import { GradeRequested } from '../../../events/announcements/requests.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { FEATURES, UNREGISTERED } from '../../catalog/model/lists.ts';
import { on, queueHandler, reacting } from '../../kernel/bus/handlers.ts';
import { gradeRequested } from '../../kernel/model/announcements.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { inList } from '../../kernel/store/lists.ts';
import { type Cause, type Working, working } from '../../kernel/working.ts';
import { gradeFeatures, type Requested } from './grade-feature.ts';

/** Does what several announcements ask for, once where they ask for the same. */
export const grade = reacting(
  on([GradeRequested], async (around: Working, requests) => {
    const asked = new Map<string, Requested>();
    for (const { detail } of requests) {
      const { feature, team, id, occurredAt } = detail;
      const cause = { id, occurredAt };
      if (feature != null) asked.set(feature, { feature, cause });
      else if (team != null) await gradeTeam(around, team, cause);
      else await askTeams(around, cause);
    }
    await gradeFeatures(around, [...asked.values()]);
  }),
);

const listed = lazy(() =>
  z.object({
    card: z.object({ kind: z.string(), id: z.string(), team: z.string().optional() }),
  }),
);
type ListItem = Output<typeof listed>['card'];

/** After a new rubric: requests the grades of each team that has features, and of each feature that no team has yet. */
async function askTeams({ table, announce }: Working, { id, occurredAt }: Cause): Promise<void> {
  const teams = new Set<string>();
  for await (const page of inList(table, FEATURES))
    for (const { team } of page.map(itemOf)) if (team !== undefined) teams.add(team);
  const unowned: string[] = [];
  for await (const page of inList(table, UNREGISTERED))
    unowned.push(
      ...page.map(itemOf).flatMap(({ kind, id: feature }) => (kind === 'feature' ? [feature] : [])),
    );
  const shares = [
    ...distinct(teams).map((team) => ({ team })),
    ...distinct(unowned).map((feature) => ({ feature })),
  ];
  await announce(shares.map((share) => gradeRequested(share, id, occurredAt)));
}

const itemOf = (item: unknown): ListItem => listed.parse(item).card;

/** Grades the features of one team, page by page. */
async function gradeTeam(working: Working, team: string, cause: Cause): Promise<void> {
  for await (const page of inList(working.table, FEATURES, ownedBy(team)))
    await gradeFeatures(
      working,
      page.map(itemOf).map(({ id }) => ({ feature: id, cause })),
    );
}

export const handler = queueHandler((entries) => grade(working(), entries));
