/**
 * Tags, releases and milestones: what they say of a release of the train that their source is on, and which release a
 * name means. A source says it with templates where it differs from the default.
 */
import { id } from '../../../events/fields.ts';
import type { Fields } from '../../catalog/model/import/field-differences.ts';
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import { shortVersion, VERSION } from '../../catalog/model/release.ts';
import {
  type Attribution,
  attributedTo,
  draftFact,
  factId,
  ignored,
  type Origin,
  unattributed,
  unmapped,
} from './attribution.ts';
import type { Milestone, Released, Tagged } from './normalized-event.ts';
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

/** A tag or milestone that is no version (`nightly`, `v1.2.0-rc.1`) names no release that is judged. */
export function attributeRelease(happened: AboutRelease, { origin, record }: Origin): Attribution {
  if (record === undefined) return unmapped(origin, TRAIN);
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
    return unattributed(origin, because, TRAIN);
  }
  const release = releaseOf(version, train, releases);
  if (!id.safeParse(release.release).success) {
    const because = `the ${what} ${quoted(name)} makes a release whose id would be too long`;
    return unattributed(origin, because, "releases: { release: '<short name of the train>-{short}' }");
  }
  return attributedTo([`release:${release.release}`], factsOf(happened, train, release));
}

function factsOf(happened: AboutRelease, train: string, { version, release }: NamedRelease) {
  const scheduled = (milestones: Fields = {}) => {
    // Its kind is left out: where nobody says it, its version does; a tag must not override the catalog.
    const said = { release, train, releaseVersion: version, ...milestones };
    return draftFact('ReleaseScheduled', ranked(1, happened.id), happened, said);
  };
  const then = (type: 'ReleaseCut' | 'ReleasePublished') =>
    draftFact(type, ranked(2, happened.id), happened, { release });
  switch (happened.kind) {
    case 'tagged':
      return [scheduled(), then('ReleaseCut')];
    case 'released':
      return [scheduled(), then('ReleasePublished')];
    case 'release-withdrawn':
      return [draftFact('ReleaseCancelled', ranked(3, happened.id), happened, { release })];
    case 'milestone-set':
      return [scheduled({ branchCutAt: happened.dueAt })];
    case 'milestone-closed':
      // Not scheduled again: that would bring back a release that was cancelled before its milestone was closed.
      return [then('ReleaseCut')];
  }
}

/**
 * A ledger orders what happened at one moment by id, whichever delivery said it: a release is scheduled before it is cut
 * or published, and cancelled after that. So ids begin with a rank.
 */
const ranked = (rank: 1 | 2 | 3, event: string) => factId(`release:${rank}:${event}`);

type Templates = SourceRecord['releases'];

export interface NamedRelease {
  /** As people write it, like 5.4.0. */
  readonly version: string;
  /** Its id: `server-5.4`. */
  readonly release: string;
}

const DEFAULT_ID = '{train}-{short}';

/** The text between two others, where it is a version. */
function versionBetween(title: string, before: string, after = ''): string | undefined {
  if (!title.startsWith(before) || !title.endsWith(after)) return undefined;
  const middle = title.slice(before.length, title.length - after.length);
  return VERSION.test(middle) ? middle : undefined;
}

const plainVersion = (title: string) => versionBetween(title, /^v/i.exec(title)?.[0] ?? '');

/** The version that a tag names: two to four numbers, after a `v` or not, or as the template of its source has it. */
export function versionOfTag(tag: string, templates: Templates): string | undefined {
  const template = templates?.tag;
  if (template == null) return plainVersion(tag);
  const [before = '', after] = template.split('{version}');
  return versionBetween(tag, before, after);
}

/** The version that a milestone names: as a tag does, or plainly. */
export const versionOfMilestone = (title: string, templates: Templates): string | undefined =>
  versionOfTag(title.trim(), templates) ?? plainVersion(title.trim());

/** How the tags of a source look, for people: `v1.2.3`. */
export const tagLike = (templates: Templates): string =>
  (templates?.tag ?? 'v{version}').replace('{version}', '1.2.3');

const idTemplate = (train: string, templates: Templates) =>
  (templates?.release ?? DEFAULT_ID).replaceAll('{train}', () => train);

/** The release of a version on a train. */
export function releaseOf(version: string, train: string, templates: Templates): NamedRelease {
  const short = shortVersion(version);
  const release = idTemplate(train, templates).replaceAll('{version}', version).replaceAll('{short}', short);
  return { version, release };
}

/** The release that a word means: a version, or the id of a release of the source. */
export function releaseCalled(word: string, record: SourceRecord): NamedRelease | undefined {
  const { train, releases } = record;
  if (train == null) return undefined;
  const [before = '', after] = idTemplate(train, releases).split(/\{(?:version|short)\}/);
  const version = versionOfMilestone(word, releases) ?? versionBetween(word, before, after);
  return version === undefined ? undefined : releaseOf(version, train, releases);
}
