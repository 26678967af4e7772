/** What a terminal is shown of digests: that of the demo when it was just loaded, and the newest one after that. */
import { makeDigests } from '../../functions/digests/digest/make-digests.ts';
import type { Digest } from '../../functions/digests/model/model.ts';
import { outlineOf } from '../../functions/digests/model/words/outline.ts';
import { EVERYBODY } from '../../functions/digests/store/audiences.ts';
import { lastDigestPeriod, readDigest } from '../../functions/digests/store/digests.ts';
import { digestAddress } from '../../functions/kernel/model/addresses.ts';
import { lastEnded } from '../../functions/kernel/model/period.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import type { Outline } from '../../functions/outline/shape.ts';
import { asText } from '../../functions/outline/text.ts';
import type { Host } from './running-host.ts';

/** The last month in which a release of the demo was cut: 1.31. */
export const DEMO_PERIOD = '2024-07';
/** Lines that a terminal is shown of a digest, and of each of its sections. */
const MOST_LINES = 25;
const MOST_ITEMS = 3;

type Place = Pick<Host, 'store' | 'address'>;

/**
 * Makes the digests of the demo's last month with a release, and those of the last month of all: once there is a digest,
 * the hourly schedule makes up for every month after the newest one. An example is no news: nobody is told.
 * @param now UTC instant
 */
export async function makeDemoDigests(table: Store, now = new Date().toISOString()): Promise<void> {
  const announce = async () => {};
  for (const period of [DEMO_PERIOD, lastEnded('month', now, 'UTC').name])
    await makeDigests({ table, announce, now }, { everies: ['month'], period });
}

/** The digest of all teams of the demo as lines of text; none where it was not made. */
export async function demoDigest(host: Place): Promise<string[]> {
  const digest = await readDigest(host.store, EVERYBODY, DEMO_PERIOD);
  return digest === undefined ? [] : shortText(outlineOn(host, digest));
}

/** The newest digest of all teams in a line, and its address; nothing while there is none. */
export async function newestDigest(host: Place): Promise<string[]> {
  const period = await lastDigestPeriod(host.store, EVERYBODY, 'month');
  const digest = period === undefined ? undefined : await readDigest(host.store, EVERYBODY, period);
  if (digest === undefined) return [];
  const { subject, page } = outlineOn(host, digest);
  return [`${subject}.`, `  ${page}`];
}

const outlineOn = ({ address }: Place, digest: Digest): Outline =>
  outlineOf(digest, {
    page: `${address}${digestAddress(digest.audience, digest.period)}`,
    confirm: () => undefined,
  });

/** The most important comes first: what there is no room for is at the end, and on the page. */
function shortText(outline: Outline): string[] {
  const withBlocks = (count: number) => {
    const shown = { ...outline, blocks: outline.blocks.slice(0, count), trend: { points: [], lines: [] } };
    return asText(shown, MOST_ITEMS).trimEnd().split('\n');
  };
  for (let count = outline.blocks.length; count > 0; count -= 1) {
    const lines = withBlocks(count);
    if (lines.length <= MOST_LINES) return lines;
  }
  return withBlocks(0);
}
