/** What a letter says, in the words that all channels share. Only senders need it, so it is loaded with them. */
import type { Notice } from '../../../events/notices.ts';
import { digestLinks, noLinks } from '../../digests/model/confirm-link.ts';
import { publicDigest } from '../../digests/model/excerpts.ts';
import type { Digest } from '../../digests/model/model.ts';
import { announcementOutline } from '../../digests/model/words/announcement-words.ts';
import { outlineOf } from '../../digests/model/words/outline.ts';
import { readAbout } from '../../digests/store/about.ts';
import { dueAddress, releaseAddress } from '../../kernel/model/addresses.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Outline } from '../../outline/shape.ts';
import type { Letter } from '../notify/letter.ts';

export interface Pages {
  /** What addresses begin with; undefined where the host has no public address, and then nothing is a link. */
  readonly base: string | undefined;
  /** What confirm links are signed with. */
  readonly key: string | undefined;
}

export interface Rendering {
  readonly table: Store;
  readonly pages: () => Promise<Pages>;
}

/** For internal users: with links that confirm. */
export const outlineInside = async (rendering: Rendering, letter: Letter): Promise<Outline> =>
  outline(rendering.table, letter.digest, letter.notice, await rendering.pages());

/** For everyone: without people, and without links that confirm. */
export async function outlineForAll(
  { table, pages }: Rendering,
  { digest, notice }: Letter,
): Promise<Outline> {
  const { base } = await pages();
  return outline(
    table,
    digest && publicDigest(digest),
    notice,
    { base, key: undefined },
    publicTitle(notice),
  );
}

/** What is reviewed may not be known outside yet, so a review goes by its id. */
const publicTitle = ({ detail }: Notice): { readonly title?: string } =>
  'review' in detail ? { title: `The review ${detail.review}` } : {};

async function outline(
  table: Store,
  digest: Digest | undefined,
  notice: Notice,
  { base, key }: Pages,
  instead: { readonly title?: string } = {},
): Promise<Outline> {
  if (digest !== undefined)
    return outlineOf(digest, base === undefined ? noLinks : digestLinks(digest, base, key));
  if (notice.type === 'DigestReady') throw new TypeError('A letter about a digest lacks the digest.');
  const page = base === undefined ? '' : pageOf(notice, base);
  return announcementOutline(
    notice,
    { ...noLinks, page },
    { ...(await readAbout(table, notice.detail)), ...instead },
  );
}

function pageOf({ detail }: Notice, base: string): string {
  if ('release' in detail) return `${base}${releaseAddress(detail.release)}`;
  return 'review' in detail && detail.team != null ? `${base}${dueAddress(detail.team)}` : '';
}
