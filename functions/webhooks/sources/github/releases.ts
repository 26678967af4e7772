/** Releases: one counts while it is published and neither a draft nor a prerelease. */
import * as z from 'zod';
import { id, moment, webAddress } from '../../../../events/fields.ts';
import { lazy, type Output } from '../../../../events/lazy.ts';
import type { Released } from '../../model/normalized-event.ts';
import { laterOf } from '../reading/moments.ts';
import { numericId } from '../reading/names.ts';
import { ignored, reading, refused } from '../reading/parse-result.ts';
import type { ParseResult } from '../source.ts';
import { actorOf, type DeliveryRecord, idAt, occurred } from './delivered.ts';

const was = <Value extends z.ZodType>(value: Value) => z.object({ from: value }).optional();

const schema = lazy(() =>
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
type Told = Output<typeof schema>;
type Release = Told['release'];

const PRERELEASE = 'a prerelease does not count';

export const readRelease = (event: string, said: DeliveryRecord, payload: unknown): ParseResult =>
  reading(event, schema, payload, (told) => {
    const { release } = told;
    switch (said.action) {
      // Both come for one publication; whichever comes, it is one occurrence.
      case 'published':
      case 'released':
        return counts(release)
          ? tell(event, said, release, [['released', release.tag_name]])
          : unready(event, release);
      case 'edited':
        return readEdit(event, said, told);
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
function readEdit(event: string, said: DeliveryRecord, { release, changes = {} }: Told): ParseResult {
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
  return tell(event, said, release, steps);
}

type Step = readonly [kind: Released['kind'], tag: string];

const withdraw = (event: string, said: DeliveryRecord, release: Release) =>
  tell(event, said, release, [['release-withdrawn', release.tag_name]]);

/**
 * Of a withdrawal GitHub does not say when; its last change is the latest moment that was signed, and never before the
 * publication. What a moment does not order, the facts' ids do.
 */
function tell(event: string, said: DeliveryRecord, release: Release, steps: readonly Step[]): ParseResult {
  const occurrences: Released[] = [];
  for (const [kind, tag] of steps) {
    const isOut = kind === 'released';
    const at = isOut ? release.published_at : laterOf(release.published_at, release.updated_at);
    if (at == null) return refused(event, 'BAD_TIME', 'release.published_at is missing');
    const id = idAt(said, ['release', release.id, tag, isOut ? 'released' : 'withdrawn'], at);
    occurrences.push({ kind, id, at, actor: actorOf(said), url: release.html_url, tag });
  }
  return occurred(event, said, occurrences);
}
