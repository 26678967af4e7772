/** What a channel carries of a digest: all of it, or the sections of the topics that it is about. */

import { only } from '../../digests/model/excerpts.ts';
import type { Digest, SectionName } from '../../digests/model/model.ts';
import type { ChannelRecord } from './subscribed.ts';

/** @returns the digest as the channel carries it; quiet when there is nothing in it for the channel */
export function excerptFor(digest: Digest, about: ChannelRecord['about']): Digest {
  if (about.includes('digest')) return digest;
  const wanted: SectionName[] = [
    ...(about.includes('features') ? (['features'] as const) : []),
    ...(about.includes('launches') ? (['upcoming'] as const) : []),
  ];
  const launches = digest.upcoming.items.filter(({ kind }) => kind === 'launch');
  // What comes up beyond the items that a digest keeps is of any kind, so only those that are kept are counted.
  return only({ ...digest, upcoming: { items: launches, total: launches.length } }, wanted);
}
