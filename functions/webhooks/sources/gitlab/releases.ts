/**
 * Releases, the tags that they are made of, and milestones, each of which stands for a release cycle. GitLab has neither
 * drafts nor prereleases. Milestones of a group have no project, and so no origin.
 */
import * as z from 'zod';
import { id, webAddress } from '../../../../events/fields.ts';
import { lazy } from '../../../../events/lazy.ts';
import { isDeletion, maybe, numericId, pushedTag, sentMoment, TAGS } from '../fields.ts';
import { type GitlabEvent, happened, milestoneParts, normalized } from '../repository.ts';
import { eventName, ignored, type ParseResult, reading, refused } from '../source.ts';

const released = lazy(() =>
  z.object({
    id: numericId(),
    action: z.string(),
    tag: id(),
    released_at: sentMoment(),
    url: maybe(webAddress()),
  }),
);

/**
 * An update repeats the publication: it is the same event, unless the moment was moved. Of a deletion GitLab does
 * not say when it was; at the moment of the publication the facts' ids put it after.
 */
export const readRelease = (kind: string, said: GitlabEvent, payload: unknown): ParseResult =>
  reading(kind, released, payload, ({ id: release, action, tag, released_at: at, url }) => {
    const event = `${kind} ${eventName(action)}`;
    if (!['create', 'update', 'delete'].includes(action))
      return ignored(event, 'neither published nor taken back');
    const isOut = action !== 'delete';
    return normalized(event, said, {
      kind: isOut ? 'released' : 'release-withdrawn',
      ...happened(said, ['release', release, tag, isOut ? 'released' : 'withdrawn'], at),
      url,
      tag,
    });
  });

const pushed = lazy(() =>
  z.object({
    ref: z.string().startsWith(TAGS),
    after: z.string(),
    checkout_sha: maybe(z.string()),
    commits: maybe(z.array(z.object({ id: z.string(), timestamp: sentMoment() }))),
  }),
);

/** The moment is its commit's, because GitLab does not say when a tag was pushed. */
export const readTag = (event: string, said: GitlabEvent, payload: unknown): ParseResult =>
  reading(event, pushed, payload, ({ after, checkout_sha, commits }) => {
    if (isDeletion(after)) return ignored(event, 'a tag that is deleted takes no release back');
    const all = commits ?? [];
    const at = (all.find((commit) => commit.id === checkout_sha) ?? all.at(-1))?.timestamp;
    if (at === undefined) return refused(event, 'BAD_TIME', 'commits, which tell the moment, are missing');
    return reading(event, pushedTag, payload, ({ ref: tag }) =>
      normalized(event, said, { kind: 'tagged', ...happened(said, ['tag', tag], at), tag }),
    );
  });

const DATE = /^\d{4}-\d\d-\d\d$/;

/** A date only: work is due until it ends, which for want of a zone is the end of it in UTC. */
const dueDate = lazy(() =>
  z.preprocess(
    (value) => (typeof value === 'string' && DATE.test(value) ? `${value}T23:59:59Z` : value),
    sentMoment(),
  ),
);

const milestoneEvent = lazy(() =>
  z.object({
    action: maybe(z.string()),
    object_attributes: z.object({
      id: numericId(),
      title: z.string().min(1),
      due_date: maybe(dueDate()),
      updated_at: sentMoment(),
    }),
  }),
);

export const readMilestone = (name: string, said: GitlabEvent, payload: unknown): ParseResult =>
  reading(name, milestoneEvent, payload, ({ action, object_attributes: milestone }) => {
    const event = `${name} ${eventName(action)}`;
    const { title, due_date, updated_at: at } = milestone;
    const dueAt = due_date ?? null;
    const [kind, parts] =
      action === 'close'
        ? (['milestone-closed', ['milestone', milestone.id, 'closed']] as const)
        : (['milestone-set', milestoneParts(milestone.id, 'set', title, dueAt)] as const);
    return ['close', 'create', 'reopen', 'update'].includes(action ?? '')
      ? normalized(event, said, { kind, ...happened(said, parts, at), title, dueAt })
      : ignored(event, 'neither set nor closed');
  });
