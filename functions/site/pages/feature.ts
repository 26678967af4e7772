/**
 * One feature: what grades say of it, with the releases that it appeared in and what is prepared for its launch. It is put
 * together here, because grades know neither verdicts nor digests.
 */
import * as z from 'zod';
import { feature as featureEntity } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { FEATURES } from '../../catalog/model/lists.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readLaunch } from '../../digests/store/launch.ts';
import type { FeatureView } from '../../grades/model/feature-view.ts';
import { featureView } from '../../grades/model/feature-view.ts';
import { FeaturePage } from '../../grades/pages/feature-page.tsx';
import { type ReadFeature, readFeature } from '../../grades/store/feature-view.ts';
import { namesMentioned } from '../../kernel/ledger/read.ts';
import { badgeAddress, pageAddress } from '../../kernel/model/addresses.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { readAppearances } from '../../verdicts/store/appearances.ts';
import { asOfMoment, asOfText } from '../resource/as-of.ts';
import { resource } from '../resource/resource.ts';

const query = lazy(() =>
  z.object({
    'as-of': asOfText().optional(),
    after: z
      .string()
      .regex(/^\d{1,9}$/, { error: 'is the `next` of the page before' })
      .optional()
      .describe('of the history: the `next` of the page before'),
  }),
);

export const feature = resource({
  summary:
    'One feature: its stars with what would earn the others, what it supports, where it appeared, and all that was said of it.',
  query,
  value: featureView,
  read: async ({ store, ids, query: { 'as-of': asked, after }, now, zone, publicUrl = '' }) => {
    const at = asOfMoment(asked, zone, now) ?? now;
    const read = await readFeature(store, ids.feature ?? '', { at, now, skip: Number(after ?? 0) });
    if (read === undefined) return undefined;
    const projects = await projectsOf(store, read);
    const appearances = await readAppearances(store, projects, read.names.spans, at);
    return {
      ...read.view,
      releases: appearances.map((each) => ({ ...each, exposure: each.exposure ?? null })),
      launch: await launchOf(store, read, projects, at),
      badge: badgeOf(read.view, publicUrl),
    };
  },
  known: ({ store }) => listedIds(store, FEATURES),
  page: (view, { query: asked, inside }) => FeaturePage({ view: inside ?? view, query: asked }),
});

/** The project that it names, and those that name it. */
async function projectsOf(store: Store, { state, names }: ReadFeature): Promise<string[]> {
  const all = distinct(names.spans.map(({ name }) => name));
  const mentions = await Promise.all(all.map((id) => namesMentioned(store, featureEntity(id), ['WORKED'])));
  return distinct([
    ...(state.project === undefined ? [] : [state.project]),
    ...mentions.flat().flatMap((each) => each.names),
  ]);
}

async function launchOf(
  store: Store,
  { state, names, facts, rubricFacts }: ReadFeature,
  projects: readonly string[],
  at: string,
): Promise<FeatureView['launch']> {
  const { launchTier, team } = state;
  if (launchTier === undefined) return null;
  const teams = team === undefined ? undefined : await readStates(store, 'team', [team]);
  const zone = teams?.get(team ?? '')?.timeZone ?? 'UTC';
  const launching = { launchTier, facts, projects, spans: names.spans, zone, rubricFacts };
  const { plannedAt, tasks } = await readLaunch(store, launching, at);
  return {
    tier: launchTier,
    plannedAt: plannedAt ?? null,
    tasks: tasks.map(({ text, dueAt, isDone, isOverdue }) => ({
      title: text,
      dueAt,
      done: isDone ? 'yes' : 'no',
      overdue: isOverdue ? 'yes' : 'no',
    })),
  };
}

function badgeOf({ feature: id, title }: FeatureView | ReadFeature['view'], publicUrl: string) {
  const page = `${publicUrl}${pageAddress('feature', id)}`;
  const image = `${publicUrl}${badgeAddress('feature', id)}`;
  const words = `Stars of ${title}`;
  return {
    image,
    markdown: `[![${words.replaceAll(/[\\[\]]/g, '\\$&')}](${image})](${page})`,
    html: `<a href="${page}"><img src="${image}" alt="${words.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"></a>`,
  };
}
