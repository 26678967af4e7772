/** What says something of a release: a publication, a tag, and a milestone, which stands for a release cycle. */
import * as z from 'zod';
import { id, webAddress } from '../../../../events/fields.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import type { Released } from '../../model/normalized-event.ts';
import { isDeletion, laterOf, maybe, numericId, pushedTag, sentMoment, TAGS } from '../fields.ts';
import { type GithubEvent, happened, milestoneParts, normalized } from '../repository.ts';
import { ignored, type ParseResult, reading, refused } from '../source.ts';

const was = <Value extends z.ZodType>(value: Value) => maybe(z.object({ from: value }));

const releaseEvent = lazy(() =>
  z.object({
    release: z.object({
      id: numericId(),
      tag_name: id(),
      draft: z.boolean().nullable(),
      prerelease: z.boolean().nullable(),
      published_at: maybe(sentMoment()),
      updated_at: maybe(sentMoment()),
      html_url: maybe(webAddress()),
    }),
    changes: maybe(z.object({ tag_name: was(id()), draft: was(z.boolean()), prerelease: was(z.boolean()) })),
  }),
);
type ReleaseEvent = Output<typeof releaseEvent>;
type Release = ReleaseEvent['release'];

const PRERELEASE = 'a prerelease does not count';

export const readRelease = (event: string, said: GithubEvent, payload: unknown): ParseResult =>
  reading(event, releaseEvent, payload, (edit) => {
    const { release } = edit;
    const becomes = (kind: Released['kind']) => releaseSaid(event, said, release, [[kind, release.tag_name]]);
    switch (said.action) {
      // The first two come for one publication; whichever comes, it is one event.
      case 'published':
      case 'released':
      case 'deleted':
        if (!counts(release)) return uncounted(event, release);
        return becomes(said.action === 'deleted' ? 'release-withdrawn' : 'released');
      // It is a draft again.
      case 'unpublished':
        return release.prerelease ? ignored(event, PRERELEASE) : becomes('release-withdrawn');
      case 'edited':
        return readEdit(event, said, edit);
      // Forgejo and Gitea call an edit so, and do not say what it changed: a release that counts is the same event again.
      case 'updated':
        return counts(release) ? becomes('released') : uncounted(event, release);
      case 'prereleased':
        return ignored(event, PRERELEASE);
      default:
        return ignored(event, 'neither published nor taken back');
    }
  });

const uncounted = (event: string, { draft }: Release) =>
  ignored(event, draft ? 'a draft does not count' : PRERELEASE);

const counts = ({ draft, prerelease }: Partial<Pick<Release, 'draft' | 'prerelease'>>) =>
  draft !== true && prerelease !== true;

/** Of an edit only a change of state counts: it became a release, ceased to be one, or is the release of another tag. */
function readEdit(event: string, said: GithubEvent, { release, changes = {} }: ReleaseEvent): ParseResult {
  const before = {
    tag: changes.tag_name?.from ?? release.tag_name,
    draft: changes.draft?.from ?? release.draft,
    prerelease: changes.prerelease?.from ?? release.prerelease,
  };
  const isMoved = before.tag !== release.tag_name;
  const steps: Step[] = [];
  if (counts(before) && (isMoved || !counts(release))) steps.push(['release-withdrawn', before.tag]);
  if (counts(release) && (isMoved || !counts(before))) steps.push(['released', release.tag_name]);
  if (steps.length === 0) return ignored(event, 'the edit changes neither its tag nor whether it counts');
  return releaseSaid(event, said, release, steps);
}

type Step = readonly [kind: Released['kind'], tag: string];

/**
 * Of a withdrawal GitHub does not say when; its last change is the latest moment that was signed, and never before the
 * publication. What a moment does not order, the facts' ids do.
 */
function releaseSaid(
  event: string,
  said: GithubEvent,
  release: Release,
  steps: readonly Step[],
): ParseResult {
  const events: Released[] = [];
  for (const [kind, tag] of steps) {
    const isOut = kind === 'released';
    const at = isOut ? release.published_at : laterOf(release.published_at, release.updated_at);
    if (at == null) return refused(event, 'BAD_TIME', 'release.published_at is missing');
    const parts = ['release', release.id, tag, isOut ? 'released' : 'withdrawn'];
    events.push({ kind, ...happened(said, parts, at), url: release.html_url, tag });
  }
  return normalized(event, said, ...events);
}

/** When the push came. The commit's own moment can be months before the tag's. */
const repository = lazy(() => z.object({ pushed_at: maybe(sentMoment()) }));

const created = lazy(() => z.object({ ref: id(), ref_type: z.string(), repository: repository() }));

const pushed = lazy(() =>
  z.object({
    ref: z.string(),
    after: z.string(),
    deleted: maybe(z.boolean()),
    head_commit: maybe(z.object({ timestamp: maybe(sentMoment()) })),
    repository: repository(),
  }),
);

export const readCreated = (event: string, said: GithubEvent, payload: unknown): ParseResult =>
  reading(event, created, payload, ({ ref, ref_type, repository: { pushed_at } }) =>
    ref_type === 'tag' ? tagged(event, said, ref, pushed_at) : ignored(event, 'it is no tag'),
  );

export const readPush = (event: string, said: GithubEvent, payload: unknown): ParseResult =>
  reading(event, pushed, payload, (push) => {
    if (!push.ref.startsWith(TAGS)) return ignored(event, 'it is no tag');
    if (push.deleted === true || isDeletion(push.after))
      return ignored(event, 'a tag that is deleted takes no release back');
    const at = push.repository.pushed_at ?? push.head_commit?.timestamp;
    return reading(event, pushedTag, payload, ({ ref }) => tagged(event, said, ref, at));
  });

const UNTIMED =
  'Forgejo and Gitea do not say when a tag was made: publish a release of it, whose moment they send';

/** Everything in it is the same for `push` and `create`, so that they are one event: also the address, which neither has. */
function tagged(event: string, said: GithubEvent, name: string, at: string | null | undefined): ParseResult {
  if (at == null && said.isForgejo) return ignored(event, UNTIMED);
  if (at == null) return refused(event, 'BAD_TIME', 'repository.pushed_at is missing');
  const path = name.split('/').map(encodeURIComponent).join('/');
  const url = said.address === undefined ? undefined : `${said.address}/tree/${path}`;
  return normalized(event, said, { kind: 'tagged', ...happened(said, ['tag', name], at), url, tag: name });
}

const milestoneEvent = lazy(() =>
  z.object({
    milestone: z.object({
      id: numericId(),
      title: z.string().min(1),
      state: z.string(),
      due_on: maybe(sentMoment()),
      updated_at: sentMoment(),
      closed_at: maybe(sentMoment()),
      html_url: maybe(webAddress()),
    }),
  }),
);

export const readMilestone = (event: string, said: GithubEvent, payload: unknown): ParseResult =>
  reading(event, milestoneEvent, payload, ({ milestone }) => {
    const { id, title, html_url: url, updated_at, closed_at } = milestone;
    const set = (how: 'set' | 'unset', dueAt: string | null) =>
      normalized(event, said, {
        kind: 'milestone-set',
        // `unset` comes after `set`, also in the order of ids, which is what orders one moment.
        ...happened(said, milestoneParts(id, how, title, dueAt), updated_at),
        url,
        title,
        dueAt,
      });
    const dueAt = milestone.due_on ?? null;
    switch (said.action) {
      case 'created':
      case 'edited':
      case 'opened':
        return set('set', dueAt);
      case 'closed': {
        const at = closed_at ?? updated_at;
        const closed = happened(said, ['milestone', id, 'closed'], at);
        return normalized(event, said, { kind: 'milestone-closed', ...closed, url, title, dueAt });
      }
      // Of a cycle that is over nothing is taken back when its milestone is tidied away; of another, the plan is.
      case 'deleted':
        return milestone.state === 'closed'
          ? ignored(event, 'the milestone was closed before')
          : set('unset', null);
      default:
        return ignored(event, 'neither set nor closed');
    }
  });
