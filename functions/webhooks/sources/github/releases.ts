/** What says something of a release: a publication, a tag, and a milestone, which stands for a release cycle. */
import * as z from 'zod';
import { canonicalJson, digestOf } from '../../../../events/canonical-json.ts';
import { id, moment, webAddress } from '../../../../events/fields.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import type { Milestone, Released } from '../../model/normalized-event.ts';
import { isDeletion, laterOf, numericId, pushedTag, secondsOrMoment, TAGS } from '../fields.ts';
import { ignored, type ParseResult, reading, refused } from '../source.ts';
import { actorOf, idAt, normalized, type RepositoryEvent } from './repository-event.ts';

const was = <Value extends z.ZodType>(value: Value) => z.object({ from: value }).optional();

const releaseEvent = lazy(() =>
  z.object({
    release: z.object({
      id: numericId(),
      tag_name: id(),
      draft: z.boolean(),
      prerelease: z.boolean(),
      published_at: moment().nullish(),
      updated_at: moment().nullish(),
      html_url: webAddress().optional(),
    }),
    changes: z
      .object({ tag_name: was(id()), draft: was(z.boolean()), prerelease: was(z.boolean()) })
      .optional(),
  }),
);
type ReleaseEvent = Output<typeof releaseEvent>;
type Release = ReleaseEvent['release'];

const PRERELEASE = 'a prerelease does not count';

export const readRelease = (event: string, said: RepositoryEvent, payload: unknown): ParseResult =>
  reading(event, releaseEvent, payload, (edit) => {
    const { release } = edit;
    switch (said.action) {
      // Both come for one publication; whichever comes, it is one event.
      case 'published':
      case 'released':
        return counts(release)
          ? releaseSaid(event, said, release, [['released', release.tag_name]])
          : unready(event, release);
      case 'edited':
        return readEdit(event, said, edit);
      // It is a draft again.
      case 'unpublished':
        return release.prerelease ? ignored(event, PRERELEASE) : withdraw(event, said, release);
      case 'deleted':
        return counts(release) ? withdraw(event, said, release) : unready(event, release);
      case 'prereleased':
        return ignored(event, PRERELEASE);
      default:
        return ignored(event, 'neither published nor taken back');
    }
  });

type State = Pick<Release, 'draft' | 'prerelease'>;
const counts = ({ draft, prerelease }: State) => !draft && !prerelease;
const unready = (event: string, { draft }: State) =>
  ignored(event, draft ? 'a draft does not count' : PRERELEASE);

/** Of an edit only a change of state counts: it became a release, ceased to be one, or is the release of another tag. */
function readEdit(
  event: string,
  said: RepositoryEvent,
  { release, changes = {} }: ReleaseEvent,
): ParseResult {
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

const withdraw = (event: string, said: RepositoryEvent, release: Release) =>
  releaseSaid(event, said, release, [['release-withdrawn', release.tag_name]]);

/**
 * Of a withdrawal GitHub does not say when; its last change is the latest moment that was signed, and never before the
 * publication. What a moment does not order, the facts' ids do.
 */
function releaseSaid(
  event: string,
  said: RepositoryEvent,
  release: Release,
  steps: readonly Step[],
): ParseResult {
  const events: Released[] = [];
  for (const [kind, tag] of steps) {
    const isOut = kind === 'released';
    const at = isOut ? release.published_at : laterOf(release.published_at, release.updated_at);
    if (at == null) return refused(event, 'BAD_TIME', 'release.published_at is missing');
    const id = idAt(said, ['release', release.id, tag, isOut ? 'released' : 'withdrawn'], at);
    events.push({ kind, id, at, actor: actorOf(said), url: release.html_url, tag });
  }
  return normalized(event, said, events);
}

/** When the push came. The commit's own moment can be months before the tag's. */
const repository = lazy(() => z.object({ pushed_at: secondsOrMoment().nullish() }));

const created = lazy(() => z.object({ ref: id(), ref_type: z.string(), repository: repository() }));

const pushed = lazy(() =>
  z.object({
    ref: z.string(),
    after: z.string(),
    deleted: z.boolean().optional(),
    head_commit: z.object({ timestamp: moment() }).nullish(),
    repository: repository(),
  }),
);

export const readCreated = (event: string, said: RepositoryEvent, payload: unknown): ParseResult =>
  reading(event, created, payload, ({ ref, ref_type, repository: { pushed_at } }) =>
    ref_type === 'tag' ? tagged(event, said, ref, pushed_at) : ignored(event, 'it is no tag'),
  );

export const readPush = (event: string, said: RepositoryEvent, payload: unknown): ParseResult =>
  reading(event, pushed, payload, (push) => {
    if (!push.ref.startsWith(TAGS)) return ignored(event, 'it is no tag');
    if (push.deleted === true || isDeletion(push.after))
      return ignored(event, 'a tag that is deleted takes no release back');
    const at = push.repository.pushed_at ?? push.head_commit?.timestamp;
    return reading(event, pushedTag, payload, ({ ref }) => tagged(event, said, ref, at));
  });

/** Everything in it is the same for `push` and `create`, so that they are one event: also the address, which neither has. */
function tagged(
  event: string,
  said: RepositoryEvent,
  name: string,
  at: string | null | undefined,
): ParseResult {
  if (at == null) return refused(event, 'BAD_TIME', 'repository.pushed_at is missing');
  const home = said.repository.html_url;
  const url =
    home === undefined ? undefined : `${home}/tree/${name.split('/').map(encodeURIComponent).join('/')}`;
  return normalized(event, said, [
    { kind: 'tagged', id: idAt(said, ['tag', name], at), at, actor: actorOf(said), url, tag: name },
  ]);
}

const milestoneEvent = lazy(() =>
  z.object({
    milestone: z.object({
      id: numericId(),
      title: z.string().min(1),
      state: z.string(),
      due_on: moment().nullish(),
      updated_at: moment(),
      closed_at: moment().nullish(),
      html_url: webAddress().optional(),
    }),
  }),
);
type GithubMilestone = Output<typeof milestoneEvent>['milestone'];

export const readMilestone = (event: string, said: RepositoryEvent, payload: unknown): ParseResult =>
  reading(event, milestoneEvent, payload, ({ milestone }) => {
    const dueAt = milestone.due_on ?? null;
    switch (said.action) {
      case 'created':
      case 'edited':
      case 'opened':
        return set(event, said, milestone, dueAt, 'set');
      case 'closed': {
        const at = milestone.closed_at ?? milestone.updated_at;
        const id = idAt(said, ['milestone', milestone.id, 'closed'], at);
        return milestoneSaid(event, said, milestone, { kind: 'milestone-closed', id, at, dueAt });
      }
      // Of a cycle that is over nothing is taken back when its milestone is tidied away; of another, the plan is.
      case 'deleted':
        return milestone.state === 'closed'
          ? ignored(event, 'the milestone was closed before')
          : set(event, said, milestone, null, 'unset');
      default:
        return ignored(event, 'neither set nor closed');
    }
  });

/** What it says is part of its id: two edits can share a second, which is as exact as GitHub is. */
function set(
  event: string,
  said: RepositoryEvent,
  milestone: GithubMilestone,
  dueAt: string | null,
  how: 'set' | 'unset',
) {
  const content = digestOf(canonicalJson([milestone.title, dueAt])).slice(0, 12);
  const at = milestone.updated_at;
  // `unset` comes after `set`, also in the order of ids, which is what orders one moment.
  const id = idAt(said, ['milestone', milestone.id, how, content], at);
  return milestoneSaid(event, said, milestone, { kind: 'milestone-set', id, at, dueAt });
}

type Happened = Pick<Milestone, 'kind' | 'id' | 'at' | 'dueAt'>;

const milestoneSaid = (
  event: string,
  said: RepositoryEvent,
  { title, html_url: url }: GithubMilestone,
  happened: Happened,
) => normalized(event, said, [{ ...happened, actor: actorOf(said), url, title }]);
