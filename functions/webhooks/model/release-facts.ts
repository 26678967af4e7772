/** Tags, releases and milestones: what they say of a release of the train that their source is on. */
import { id } from '../../../events/fields.ts';
import type { Fields } from '../../catalog/model/import/field-differences.ts';
import { type Attributed, ignored, type Place, unattributed, unmapped } from './attributed.ts';
import { attributedTo, eventId, told } from './fact.ts';
import type { Milestone, Released, Tagged } from './normalized-event.ts';
import { type NamedRelease, releaseOf, tagLike, versionOfMilestone, versionOfTag } from './releases.ts';
import { quoted } from './words.ts';

type AboutRelease = Tagged | Released | Milestone;

const TRAIN = 'train: <train>';
const names = {
  tagged: 'tag',
  released: 'tag',
  'release-withdrawn': 'tag',
  'milestone-set': 'milestone',
  'milestone-closed': 'milestone',
} as const satisfies Record<AboutRelease['kind'], string>;

/** A tag or milestone that is no version (`nightly`, `v1.2.0-rc.1`) concerns no release that anyone is judged by. */
export function attributeRelease(happened: AboutRelease, { place, record }: Place): Attributed {
  if (record === undefined) return unmapped(place, TRAIN);
  const { train, releases } = record;
  const name = 'tag' in happened ? happened.tag : happened.title;
  const version = 'tag' in happened ? versionOfTag(name, releases) : versionOfMilestone(name, releases);
  const what = names[happened.kind];
  if (version === undefined) {
    const like = quoted(tagLike(releases));
    return ignored(`the ${what} ${quoted(name)} is no version, as ${like} is one there`);
  }
  if (train == null) {
    const because = `the ${what} ${quoted(name)} is a release, and its source is on no train`;
    return unattributed(place, because, TRAIN);
  }
  const release = releaseOf(version, train, releases);
  if (!id.safeParse(release.release).success) {
    const because = `the ${what} ${quoted(name)} makes a release whose id would be too long`;
    return unattributed(place, because, "releases: { release: '<short name of the train>-{short}' }");
  }
  return attributedTo([`release:${release.release}`], factsOf(happened, train, release));
}

function factsOf(happened: AboutRelease, train: string, { version, release }: NamedRelease) {
  const scheduled = (milestones: Fields = {}) => {
    // Its kind is left out: where nobody says it, its version does; a tag must not unsay what the catalog says.
    const said = { release, train, releaseVersion: version, ...milestones };
    return told('ReleaseScheduled', ranked(1, happened.id), happened, said);
  };
  const then = (type: 'ReleaseCut' | 'ReleasePublished') =>
    told(type, ranked(2, happened.id), happened, { release });
  switch (happened.kind) {
    case 'tagged':
      return [scheduled(), then('ReleaseCut')];
    case 'released':
      return [scheduled(), then('ReleasePublished')];
    case 'release-withdrawn':
      return [told('ReleaseCancelled', ranked(3, happened.id), happened, { release })];
    case 'milestone-set':
      return [scheduled({ branchCutAt: happened.dueAt })];
    case 'milestone-closed':
      // Not scheduled again: that would bring back a release that was cancelled before its milestone was closed.
      return [then('ReleaseCut')];
  }
}

/**
 * A ledger orders what happened at one moment by id, also where two deliveries tell of it: a release is scheduled
 * before it is cut or published, and cancelled after that. So the rank comes first.
 */
const ranked = (rank: 1 | 2 | 3, occurrence: string) => eventId(`release:${rank}:${occurrence}`);
