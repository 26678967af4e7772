/** Verdicts as they are stored, below their release. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { verdictKey, verdictsOf } from '../../kernel/store/keys.ts';
import { all, type Range, type Store, startingWith } from '../../kernel/store/store.ts';
import { type Verdict, verdict } from '../model/verdict.ts';

const verdictItem = lazy(() => z.object({ value: verdict().optional() }));

function within(table: Store, release: string, range: Pick<Range, 'only'> = {}) {
  const { pk, prefix } = verdictsOf(release);
  return table.query(pk, { ...startingWith(prefix), ...range });
}

/** The verdicts of a release, by project id. */
export async function readVerdicts(table: Store, release: string): Promise<Verdict[]> {
  const items = await all(within(table, release));
  return items.flatMap((item) => verdictItem.parse(item).value ?? []);
}

/** Verdicts by release and project, strongly consistent; pairs without a verdict are absent. */
export async function readVerdictsOf(
  table: Store,
  wanted: readonly { readonly release: string; readonly project: string }[],
): Promise<Verdict[]> {
  const items = await table.get(wanted.map(({ release, project }) => verdictKey(release, project)));
  const found = new Map(items.map((item) => [`${item.pk}\n${item.sk}`, verdictItem.parse(item).value]));
  return wanted.flatMap(({ release, project }) => {
    const { pk, sk } = verdictKey(release, project);
    return found.get(`${pk}\n${sk}`) ?? [];
  });
}

const headline = lazy(() => verdict().pick({ project: true, team: true, verdict: true }));
type Headline = Output<typeof headline>;

/** Stored beside a verdict, for readers that need no evidence. */
export const headlineOf = ({ project, team, verdict: word }: Verdict): Headline => ({
  project,
  team,
  verdict: word,
});

const headlineItem = lazy(() => z.object({ headline: headline().optional() }));

/** The verdicts of a release without their evidence, page by page. */
export async function* headlines(table: Store, release: string): AsyncGenerator<readonly Headline[]> {
  for await (const page of within(table, release, { only: ['headline'] }))
    yield page.flatMap((item) => headlineItem.parse(item).headline ?? []);
}
