/** Merge requests, of which a merge counts, and GitLab's own feature flags. */
import * as z from 'zod';
import { id, webAddress } from '../../../../events/fields.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import type { Words } from '../../model/normalized-event.ts';
import { maybe, maybeAll, numericId, sentMoment } from '../fields.ts';
import { type GitlabEvent, happened, happenedOnce, normalized } from '../repository.ts';
import { namedInText } from '../reverts.ts';
import {
  type Delivery,
  eventName,
  ignored,
  otherBranch,
  type ParseResult,
  reading,
  refused,
} from '../source.ts';
import { givenBy, strategies } from '../strategies.ts';

const acted = lazy(() =>
  z.object({
    object_attributes: z.object({
      action: maybe(z.string()),
      state: maybe(z.string()),
      target_branch: maybe(z.string()),
      merged_at: maybe(sentMoment()),
    }),
    project: maybe(z.object({ default_branch: maybe(z.string()) })),
  }),
);

const labels = lazy(() => maybeAll(z.object({ title: maybe(z.string()) })));

const titlesOf = (all: Output<typeof labels>) => (all ?? []).flatMap(({ title }) => title ?? []);

const merged = lazy(() =>
  z.object({
    object_attributes: z.object({
      id: numericId(),
      iid: maybe(z.int()),
      title: z.string().min(1),
      url: webAddress(),
      merged_at: maybe(sentMoment()).describe('newer versions'),
      updated_at: sentMoment(),
      milestone: maybe(z.object({ title: maybe(z.string()) })),
      labels: labels(),
      description: maybe(z.string()),
      merge_commit_sha: maybe(z.string()),
      squash_commit_sha: maybe(z.string()),
      source_branch: maybe(z.string()),
    }),
    labels: labels(),
    changes: maybe(
      z.object({
        labels: maybe(z.object({ previous: labels() })),
        title: maybe(z.object({ previous: maybe(z.string()) })),
        milestone_id: maybe(z.unknown()),
      }),
    ),
  }),
);
type MergeRequest = z.output<ReturnType<typeof merged>>;

/** Events of a merge, and those that tell of one that is merged already: what is said of it later comes as an update. */
const TELL: ReadonlySet<string | undefined> = new Set(['merge', 'update', 'close', undefined]);

/** The moment of the merge decides. Without one, a merge whose state says otherwise waits: it is never taken for none. */
export const readMergeRequest = (kind: string, said: GitlabEvent, payload: unknown): ParseResult =>
  reading(kind, acted, payload, ({ object_attributes, project }) => {
    const { action, state, target_branch: target, merged_at } = object_attributes;
    const event = `${kind} ${eventName(action)}`;
    if (!TELL.has(action) || (action !== 'merge' && state !== 'merged' && merged_at === undefined))
      return ignored(event, 'only a merge counts');
    if (state !== undefined && state !== 'merged' && merged_at === undefined)
      return readUndecided(event, said, payload, otherBranch(target, project?.default_branch));
    const as = action === 'merge' ? 'merge' : 'update';
    return readMerged(event, said, payload, as, otherBranch(target, project?.default_branch));
  });

const readUndecided = (
  event: string,
  said: GitlabEvent,
  payload: unknown,
  branch: string | undefined,
): ParseResult =>
  reading(event, merged, payload, (merge) => {
    const { id, iid, url, updated_at, source_branch: from } = merge.object_attributes;
    return normalized(event, said, {
      kind: 'undecided',
      ...happenedOnce(said, ['merge-request', id, 'undecided'], updated_at),
      ...wordsOf(merge),
      url,
      from,
      branch,
      number: iid ?? Number(/\d+$/.exec(url)?.[0] ?? 0),
    });
  });

const wordsOf = ({ object_attributes: { title, labels, milestone }, labels: all }: MergeRequest) => ({
  title,
  labels: titlesOf(all ?? labels),
  milestone: milestone?.title,
});

const readMerged = (
  event: string,
  said: GitlabEvent,
  payload: unknown,
  action: 'merge' | 'update',
  branch: string | undefined,
): ParseResult =>
  reading(event, merged, payload, (merge) => {
    const change = merge.object_attributes;
    if (action === 'update' && change.merged_at === undefined)
      return ignored(event, 'it does not say when it was merged');
    const words = wordsOf(merge);
    return normalized(event, said, {
      kind: 'merged',
      ...happenedOnce(said, ['merge-request', change.id, 'merged'], change.merged_at ?? change.updated_at),
      ...words,
      url: change.url,
      from: change.source_branch,
      commit: change.squash_commit_sha ?? change.merge_commit_sha,
      reverts: namedInText(change.description ?? '', change.url),
      later: action === 'update' ? { at: change.updated_at, before: wordsBefore(merge, words) } : undefined,
      branch,
    });
  });

/** What was said before an update. Of a milestone only its id is repeated, so that is not known. */
function wordsBefore({ changes }: MergeRequest, words: Words): Words | undefined {
  if (changes === undefined || changes.milestone_id !== undefined) return undefined;
  return {
    ...words,
    title: changes.title?.previous ?? words.title,
    labels: changes.labels?.previous === undefined ? words.labels : titlesOf(changes.labels.previous),
  };
}

const flagged = lazy(() =>
  z.object({
    object_attributes: z.object({
      id: numericId(),
      name: id(),
      active: z.boolean(),
      strategies: maybe(strategies()).catch(undefined),
    }),
  }),
);

const UNTIMED = 'it has no moment: set up a signing token, with which GitLab sends webhook-timestamp';

/**
 * `active` switches the flag as a whole; GitLab sends its strategies only in some versions, and not when it was switched. The moment is that of
 * sending, which is signed where a signing token is set up; without one it is refused.
 */
export function readFeatureFlag(
  event: string,
  said: GitlabEvent,
  payload: unknown,
  { headers }: Delivery,
): ParseResult {
  const sentAt = sentMoment.safeParse(Number(headers['webhook-timestamp'] ?? 'none'));
  if (!sentAt.success) return refused(event, 'BAD_TIME', UNTIMED);
  return reading(event, flagged, payload, ({ object_attributes: changed }) =>
    normalized(event, said, {
      kind: 'flag-turned',
      ...happened(said, ['flag', changed.id, changed.active ? 'on' : 'off'], sentAt.data),
      flag: changed.name,
      ...(changed.active ? givenBy(changed.strategies) : { isOn: false }),
    }),
  );
}
