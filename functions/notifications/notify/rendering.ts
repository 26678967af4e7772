/** Letters in the words that all channels share. */

import { digestLinks, noLinks } from '../../digests/model/confirm-link.ts';
import { publicDigest } from '../../digests/model/excerpts.ts';
import type { Digest } from '../../digests/model/model.ts';
import { announcementOutline } from '../../digests/model/words/announcement-words.ts';
import { outlineOf } from '../../digests/model/words/outline.ts';
import { readAbout } from '../../digests/store/about.ts';
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
  if (digest !== undefined)
    return outlineOf(digest, base === undefined ? noLinks : digestLinks(digest, base, key));
  if (told.type === 'DigestReady') throw new TypeError('A letter about a digest is without it.');
  const page = base === undefined ? '' : pageOf(told, base);
  return announcementOutline(told, { ...noLinks, page }, await readAbout(table, told.detail));
}

function pageOf({ detail }: Told, base: string): string {
  if ('release' in detail) return `${base}${releaseAddress(detail.release)}`;
  return 'review' in detail && detail.team != null ? `${base}${dueAddress(detail.team)}` : '';
}
