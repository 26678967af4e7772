/** A rubric changed: every feature is graded again, each team's share on its own. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { FEATURES, UNREGISTERED } from '../../catalog/model/summary.ts';
import { gradeRequested } from '../../kernel/model/announcements.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { inList } from '../../kernel/store/lists.ts';
import type { Cause, Working } from '../../kernel/working.ts';
import { gradeFeatures } from './grade-feature.ts';

const listed = lazy(() =>
  z.object({
    card: z.object({ kind: z.string(), id: z.string(), team: z.string().optional() }),
  }),
);
type Card = Output<typeof listed>['card'];

/** Asks for the share of every team that has a feature, registered or not, and for the features that no team has yet. */
export async function askTeams({ table, announce }: Working, { id, occurredAt }: Cause): Promise<void> {
  const teams = new Set<string>();
  for await (const page of inList(table, FEATURES))
    for (const { team } of page.map(cardOf)) if (team !== undefined) teams.add(team);
  const unowned: string[] = [];
  for await (const page of inList(table, UNREGISTERED))
    unowned.push(...page.map(cardOf).flatMap((card) => (card.kind === 'feature' ? [card.id] : [])));
  const shares = [
    ...distinct(teams).map((team) => ({ team })),
    ...distinct(unowned).map((feature) => ({ feature })),
  ];
  await announce(shares.map((share) => gradeRequested(share, id, occurredAt)));
}

const cardOf = (item: unknown): Card => listed.parse(item).card;

/** Grades the features of one team, page by page. */
export async function gradeTeam(working: Working, team: string, cause: Cause): Promise<void> {
  for await (const page of inList(working.table, FEATURES, ownedBy(team)))
    await gradeFeatures(
      working,
      page.map(cardOf).map(({ id }) => ({ feature: id, cause })),
    );
}
