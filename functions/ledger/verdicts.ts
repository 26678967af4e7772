/** Verdicts as they are kept, under their release. */
import * as z from 'zod';
import { type Verdict, verdict, verdictWord } from '../domain/verdict.ts';
import { all, type Range, type Store, startingWith } from '../kernel/store/store.ts';
import { verdictsOf } from './keys.ts';

const verdictItem = z.object({ content: verdict.optional() });

function within(table: Store, release: string, range: Pick<Range, 'only'> = {}) {
  const { pk, prefix } = verdictsOf(release);
  return table.query(pk, { ...startingWith(prefix), ...range });
}

/** The verdicts of a release that hold, by project id. */
export async function readVerdicts(table: Store, release: string): Promise<Verdict[]> {
  const items = await all(within(table, release));
  return items.flatMap((item) => verdictItem.parse(item).content ?? []);
}

const headline = z.object({ project: z.string(), team: z.string(), verdict: verdictWord });
export type Headline = z.output<typeof headline>;

/** What is kept beside a verdict for those who want no evidence. */
export const headlineOf = ({ project, team, verdict: word }: Verdict): Headline => ({
  project,
  team,
  verdict: word,
});

const headlineItem = z.object({ headline: headline.optional() });

/** Whose verdicts a release holds, and what they are, without their evidence; page by page. */
export async function* headlines(table: Store, release: string): AsyncGenerator<readonly Headline[]> {
  for await (const page of within(table, release, { only: ['headline'] }))
    yield page.flatMap((item) => headlineItem.parse(item).headline ?? []);
}

/** Whether a release holds any verdict that still stands. */
export async function holdsVerdicts(table: Store, release: string): Promise<boolean> {
  for await (const page of headlines(table, release)) if (page.length > 0) return true;
  return false;
}
