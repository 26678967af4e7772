/** Releases, and the tags that they are made of. GitLab has neither drafts nor prereleases. */
import * as z from 'zod';
import { id, moment, webAddress } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { rubyMoment } from '../reading/moments.ts';
import { numericId } from '../reading/names.ts';
import { eventName, ignored, reading, refused } from '../reading/parse-result.ts';
import type { ParseResult } from '../source.ts';
import { actorOf, type DeliveryRecord, idAt, occurred } from './delivered.ts';

const released = lazy(() =>
  z.object({
    id: numericId(),
    action: z.string(),
    tag: id(),
    released_at: rubyMoment(),
    url: webAddress().optional(),
  }),
);

/**
 * An update is the publication told again: the same occurrence, unless the moment was moved. Of a deletion GitLab does
 * not say when it was; at the moment of the publication the facts' ids put it after.
 */
export const readRelease = (kind: string, said: DeliveryRecord, payload: unknown): ParseResult =>
  reading(kind, released, payload, ({ id: release, action, tag, released_at: at, url }) => {
    const event = `${kind} ${eventName(action)}`;
    if (!['create', 'update', 'delete'].includes(action))
      return ignored(event, 'neither published nor taken back');
    const isOut = action !== 'delete';
    return occurred(event, said, {
      kind: isOut ? 'released' : 'release-withdrawn',
      id: idAt(said, ['release', release, tag, isOut ? 'released' : 'withdrawn'], at),
      at,
      actor: actorOf(said),
      url,
      tag,
    });
  });

const TAGS = 'refs/tags/';
/** What a ref that is no more points to. */
const NOTHING = /^0+$/;

const pushed = lazy(() =>
  z.object({
    ref: z.string().startsWith(TAGS),
    after: z.string(),
    checkout_sha: z.string().nullish(),
    commits: z.array(z.object({ id: z.string(), timestamp: moment() })).nullish(),
  }),
);

const tagName = lazy(() =>
  z.object({
    ref: z
      .string()
      .transform((ref) => ref.slice(TAGS.length))
      .pipe(id()),
  }),
);

/** The moment is its commit's, because GitLab does not say when a tag was pushed. */
export const readTag = (event: string, said: DeliveryRecord, payload: unknown): ParseResult =>
  reading(event, pushed, payload, ({ after, checkout_sha, commits }) => {
    if (NOTHING.test(after)) return ignored(event, 'a tag that is deleted takes no release back');
    const all = commits ?? [];
    const at = (all.find((commit) => commit.id === checkout_sha) ?? all.at(-1))?.timestamp;
    if (at === undefined) return refused(event, 'BAD_TIME', 'commits, which tell the moment, are missing');
    return reading(event, tagName, payload, ({ ref: tag }) =>
      occurred(event, said, {
        kind: 'tagged',
        id: idAt(said, ['tag', tag], at),
        at,
        actor: actorOf(said),
        tag,
      }),
    );
  });
