/** Grades: made again when stars, recorded facts or the rubric change, and when time runs out. */
import * as z from 'zod';
import { GradeRequested } from '../../../events/announcements/grade-requested.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { FEATURES, UNREGISTERED } from '../../catalog/model/summary.ts';
import { queueHandler } from '../../kernel/bus/queue.ts';
import { ownedBy } from '../../kernel/keys.ts';
import { inList } from '../../kernel/listed.ts';
import { logger } from '../../kernel/log/logger.ts';
import { gradeRequested } from '../../kernel/model/announcements.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { type Cause, type Working, working } from '../../kernel/working.ts';
import { type Asked, gradeFeatures } from './grade-feature.ts';

const entryOf = lazy(() => z.object({ 'detail-type': z.string(), detail: z.unknown() }));

/** Does what several announcements ask for, once where they ask for the same. */
export async function grade(around: Working, entries: readonly unknown[]): Promise<void> {
  const asked = new Map<string, Asked>();
  for (const entry of entries) {
    const { 'detail-type': type, detail } = entryOf.parse(entry);
    if (type !== GradeRequested.type) {
      logger.warn('An announcement that nobody here reacts to was dropped.', { type });
      continue;
    }
    const { feature, team, id, occurredAt } = GradeRequested.read(detail).detail;
    const cause = { id, occurredAt };
    if (feature != null) asked.set(feature, { feature, cause });
    else if (team != null) await gradeTeam(around, team, cause);
    else await askTeams(around, cause);
  }
  await gradeFeatures(around, [...asked.values()]);
}

export const handler = queueHandler((entries) => grade(working(), entries));

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
