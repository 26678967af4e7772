/** Letters in the words that all channels share. */

import { featureState } from '../../catalog/model/feature.ts';
import { projectState } from '../../catalog/model/project.ts';
import { reviewState } from '../../catalog/model/review.ts';
import { teamState } from '../../catalog/model/team.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { digestLinks } from '../../digests/model/digest-links.ts';
import { publicDigest } from '../../digests/model/excerpts.ts';
import type { Digest } from '../../digests/model/model.ts';
import { announcementOutline } from '../../digests/model/words/announcement-words.ts';
import { outlineOf } from '../../digests/model/words/outline.ts';
import type { About } from '../../digests/model/words/told-words.ts';
import { dueAddress, releaseAddress } from '../../kernel/model/addresses.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Outline } from '../../outline/shape.ts';
import type { Told } from '../model/told.ts';
import type { Letter } from './notifying.ts';

export interface Pages {
  /** What addresses begin with; undefined where people reach no page, and then nothing is a link. */
  readonly base: string | undefined;
  /** What confirm links are signed with. */
  readonly key: string | undefined;
}

export interface Rendering {
  readonly table: Store;
  readonly pages: () => Promise<Pages>;
}

/** For people inside: with links that confirm. */
export const outlineInside = async (rendering: Rendering, letter: Letter): Promise<Outline> =>
  outline(rendering.table, letter.digest, letter.told, await rendering.pages());

/** For everyone: without people, and without links that confirm. */
export async function outlineForAll({ table, pages }: Rendering, { digest, told }: Letter): Promise<Outline> {
  const { base } = await pages();
  return outline(table, digest && publicDigest(digest), told, { base, key: undefined });
}

async function outline(
  table: Store,
  digest: Digest | undefined,
  told: Told,
  { base, key }: Pages,
): Promise<Outline> {
  const nowhere = { page: '', confirm: () => undefined };
  if (digest !== undefined)
    return outlineOf(digest, base === undefined ? nowhere : digestLinks(digest, base, key));
  if (told.type === 'DigestReady') throw new TypeError('A letter about a digest is without it.');
  const page = base === undefined ? '' : pageOf(told, base);
  return announcementOutline(told, { ...nowhere, page }, await aboutOf(table, told));
}

function pageOf({ detail }: Told, base: string): string {
  if ('release' in detail) return `${base}${releaseAddress(detail.release)}`;
  return 'review' in detail && detail.team != null ? `${base}${dueAddress(detail.team)}` : '';
}

/** What people call it, and the zone of its team. */
async function aboutOf(table: Store, { detail }: Told): Promise<About> {
  const [team, title] = await Promise.all([teamOf(table, detail.team), titleOf(table, detail)]);
  return { zone: team?.timeZone ?? 'UTC', titleOf: () => title };
}

const teamOf = async (table: Store, team: string | null | undefined) =>
  team == null ? undefined : (await readStates(table, 'team', teamState, [team])).get(team);

async function titleOf(table: Store, detail: Told['detail']): Promise<string | undefined> {
  if ('project' in detail)
    return (await readStates(table, 'project', projectState, [detail.project])).get(detail.project)?.title;
  if ('review' in detail)
    return (await readStates(table, 'review', reviewState, [detail.review])).get(detail.review)?.request
      ?.subject;
  if (!('feature' in detail)) return undefined;
  return (await readStates(table, 'feature', featureState, [detail.feature])).get(detail.feature)?.title;
}
