/** Which release a tag, a milestone or a word in a command means. A source says it with templates where it differs. */
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import { shortVersion, VERSION } from '../../catalog/model/release.ts';

type Templates = SourceRecord['releases'];

export interface NamedRelease {
  /** As people write it, like 5.4.0. */
  readonly version: string;
  /** Its id: `server-5.4`. */
  readonly release: string;
}

const DEFAULT_ID = '{train}-{short}';

/** What stands between two texts, where it is a version. */
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
