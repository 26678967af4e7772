/** Digests as they were made: one for a period and audience, and never changed. */
import * as z from 'zod';
import { type Every, everyOf } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { change } from '../../kernel/store/change.ts';
import { fitted } from '../../kernel/store/fitted.ts';
import { digestKey, digestsOf } from '../../kernel/store/keys.ts';
import { all, type Range, type Store, startingWith } from '../../kernel/store/store.ts';
import { type DigestHeadline, headline } from '../model/digests-report.ts';
import { type Digest, digest } from '../model/model.ts';

const storedDigest = lazy(() => z.object({ digest: digest(), isAnnounced: z.boolean().default(false) }));
export type StoredDigest = Output<typeof storedDigest>;

/** The grades in a team's digest grow with its features: what does not fit into an item is left out and counted. */
const MAX_DIGEST_BYTES = 350 * 1024;

/** Stores a digest unless there is one for its period and audience. @returns the one that is stored */
export async function storeDigest(table: Store, made: Digest): Promise<StoredDigest> {
  const { audience, every, period } = made;
  const { value, omitted } = fitted(made, MAX_DIGEST_BYTES);
  const item = {
    ...digestKey(audience, every, period),
    digest: value,
    omitted,
    headline: headline().parse(made),
    revision: 1,
  };
  if ((await table.put(item, 'ifAbsent')) === 'written') return { digest: value, isAnnounced: false };
  const first = await readStoredDigest(table, audience, period);
  if (first === undefined) throw new TypeError(`The digest of ${audience} for ${period} came and went.`);
  return first;
}

/** Called after the announcement: a crash between the two announces it again, under the same id. */
export async function markDigestAnnounced(table: Store, { audience, every, period }: Digest): Promise<void> {
  await change(table, digestKey(audience, every, period), (item) =>
    item === undefined ? undefined : { ...item, isAnnounced: true },
  );
}

/** Digests of one period by audience, strongly consistent; those that were not made are absent. */
export async function readDigestsOf(
  table: Store,
  period: string,
  audiences: readonly string[],
): Promise<StoredDigest[]> {
  const keys = audiences.map((audience) => digestKey(audience, everyOf(period), period));
  return (await table.get(keys)).map((item) => storedDigest.parse(item));
}

export const readStoredDigest = async (
  table: Store,
  audience: string,
  period: string,
): Promise<StoredDigest | undefined> => (await readDigestsOf(table, period, [audience]))[0];

/** @returns `undefined` when none was made */
export const readDigest = async (
  table: Store,
  audience: string,
  period: string,
): Promise<Digest | undefined> => (await readStoredDigest(table, audience, period))?.digest;

const headlineItem = lazy(() => z.object({ headline: headline() }));

/** The digests of an audience without what they say, newest first. */
export async function digestHeadlines(
  table: Store,
  audience: string,
  every: Every,
  range: Pick<Range, 'limit'> = {},
): Promise<DigestHeadline[]> {
  const { pk, prefix } = digestsOf(audience, every);
  const query = { ...startingWith(prefix), ...range, reverse: true, only: ['headline'] };
  return (await all(table.query(pk, query))).map((item) => headlineItem.parse(item).headline);
}

/** The last period that an audience has a digest of; `undefined` when it has none. */
export const lastDigestPeriod = async (
  table: Store,
  audience: string,
  every: Every,
): Promise<string | undefined> => (await digestHeadlines(table, audience, every, { limit: 1 }))[0]?.period;
