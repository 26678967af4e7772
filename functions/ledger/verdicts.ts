/** Verdicts as they are kept, under their release. */
import * as z from 'zod';
import { type Verdict, verdict, verdictWord } from '../domain/verdict.ts';
import { verdictsOf } from './keys.ts';
import type { LedgerTable } from './ledger-table.ts';
import { all, pages } from './query.ts';

const verdictItem = z.object({ content: verdict().optional() });

const within = (release: string) => {
  const { pk, prefix } = verdictsOf(release);
  return {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
    ConsistentRead: true,
  };
};

/** The verdicts of a release that hold, by project id. */
export async function readVerdicts(table: LedgerTable, release: string): Promise<Verdict[]> {
  const items = await all(table, within(release));
  return items.flatMap((item) => verdictItem.parse(item).content ?? []);
}

const headline = z.object({
  content: z.object({ project: z.string(), team: z.string(), verdict: verdictWord() }).optional(),
});
export type Headline = NonNullable<z.output<typeof headline>['content']>;

/** Whose verdicts a release holds, and what they are, without their evidence; page by page. */
export async function* headlines(table: LedgerTable, release: string): AsyncGenerator<readonly Headline[]> {
  const query = {
    ...within(release),
    ProjectionExpression: '#content.#project, #content.#team, #content.#verdict',
    ExpressionAttributeNames: {
      '#content': 'content',
      '#project': 'project',
      '#team': 'team',
      '#verdict': 'verdict',
    },
  };
  for await (const page of pages(table, query))
    yield page.flatMap((item) => headline.parse(item).content ?? []);
}

/** Whether a release holds any verdict that still stands. */
export async function holdsVerdicts(table: LedgerTable, release: string): Promise<boolean> {
  for await (const page of headlines(table, release)) if (page.length > 0) return true;
  return false;
}
