/**
 * Tags, releases and milestones: what they say of a release of the train that their source is on, and which release a
 * name means. A source says it with templates where it differs from the default.
 */
import { id } from '../../../events/fields.ts';
import { factId } from '../../catalog/model/change.ts';
import type { Fields } from '../../catalog/model/import/field-differences.ts';
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import { shortVersion, VERSION } from '../../catalog/model/release.ts';
import {
  type Attribution,
  attributedTo,
  factOf,
  ignored,
  type Origin,
  unattributed,
  unmapped,
} from './attribution.ts';
import type { Milestone, Released, Tagged } from './normalized-event.ts';
import { quoted } from './words.ts';

type AboutRelease = Tagged | Released | Milestone;

const TRAIN = 'train: <train>';

/** A tag or milestone that is no version (`nightly`, `v1.2.0-rc.1`) names no release that is judged. */
export function attributeRelease(happened: AboutRelease, { origin, record }: Origin): Attribution {
  if (record === undefined) return unmapped(origin, TRAIN);
  const { train, releases } = record;
  const [what, version] =
    'tag' in happened
      ? [`the tag ${quoted(happened.tag)}`, versionOfTag(happened.tag, releases)]
      : [`the milestone ${quoted(happened.title)}`, versionOfMilestone(happened.title, releases)];
  if (version === undefined) {
    const like = (releases?.tag ?? 'v{version}').replace('{version}', '1.2.3');
    return ignored(`${what} is no version, as ${quoted(like)} is one there`);
  }
  if (train == null)
    return unattributed(origin, `${what} is a release, and its source is on no train`, TRAIN);
  const release = releaseOf(version, train, releases);
  if (!id.safeParse(release.release).success) {
    const because = `${what} makes a release whose id would be too long`;
    return unattributed(origin, because, "releases: { release: '<short name of the train>-{short}' }");
  }
  return attributedTo([`release:${release.release}`], factsOf(happened, train, release));
}

function factsOf(happened: AboutRelease, train: string, { version, release }: NamedRelease) {
  const scheduled = (milestones: Fields = {}) => {
    // Its kind is left out: a tag must not override the catalog, and by default the version decides.
    const said = { release, train, releaseVersion: version, ...milestones };
    return factOf('ReleaseScheduled', ranked(1, happened.id), happened, said);
  };
  const then = (type: 'ReleaseCut' | 'ReleasePublished') =>
    factOf(type, ranked(2, happened.id), happened, { release });
  switch (happened.kind) {
    case 'tagged':
      return [scheduled(), then('ReleaseCut')];
    case 'released':
      return [scheduled(), then('ReleasePublished')];
    case 'release-withdrawn':
      return [factOf('ReleaseCancelled', ranked(3, happened.id), happened, { release })];
    case 'milestone-set':
      return [scheduled({ branchCutAt: happened.dueAt })];
    case 'milestone-closed':
      // Not scheduled again: that would bring back a release that was cancelled before its milestone was closed.
      return [then('ReleaseCut')];
  }
}

/** A ledger orders facts of one moment by id: the rank puts scheduled before cut or published, and cancelled last. */
const ranked = (rank: 1 | 2 | 3, event: string) => factId(`release:${rank}:${event}`);

type Templates = SourceRecord['releases'];

export interface NamedRelease {
  /** As people write it, like 5.4.0. */
  readonly version: string;
  /** Its id: `server-5.4`. */
  readonly release: string;
}

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

const idTemplate = (train: string, templates: Templates) =>
  (templates?.release ?? '{train}-{short}').replaceAll('{train}', () => train);

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
