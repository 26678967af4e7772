/**
 * Tags, releases and milestones: what they say of a release of the train that their source is on, and which release a
 * name means. A source says it with templates where it differs from the default.
 */
import { factId } from '../../catalog/model/change.ts';
import type { Fields } from '../../catalog/model/import/field-differences.ts';
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import {
  readTag,
  readTitle,
  type TaggedRelease,
  type TagReading,
  TRAIN,
} from '../../catalog/model/tags/read-tag.ts';
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

/** A tag or milestone that is no version (`nightly`, `v1.2.0-rc.1`) names no release that is judged. */
export function attributeRelease(happened: AboutRelease, { origin, record }: Origin): Attribution {
  if (record === undefined) return unmapped(origin, TRAIN);
  const [what, read]: [string, TagReading] =
    'tag' in happened
      ? [`the tag ${quoted(happened.tag)}`, readTag(happened.tag, record)]
      : [`the milestone ${quoted(happened.title)}`, readTitle(happened.title, record)];
  switch (read.kind) {
    case 'ignored':
      return ignored(`${what} ${read.because}`);
    case 'unplaced':
      return unattributed(origin, `${what} ${read.because}`, ...read.lines);
    case 'release':
      return attributedTo([`release:${read.release}`], factsOf(happened, read));
  }
}

function factsOf(happened: AboutRelease, { train, version, release, releaseKind }: TaggedRelease) {
  const scheduled = (said: Fields) => {
    const kind = releaseKind === undefined ? {} : { kind: releaseKind };
    const fields = { release, train, releaseVersion: version, ...kind, ...said };
    return factOf('ReleaseScheduled', ranked(1, happened.id), happened, fields);
  };
  const then = (type: 'ReleaseCut' | 'ReleasePublished') =>
    factOf(type, ranked(2, happened.id), happened, { release });
  switch (happened.kind) {
    case 'tagged':
      return [scheduled({ provisional: true }), then('ReleaseCut')];
    case 'released':
      return [scheduled({ provisional: true }), then('ReleasePublished')];
    case 'release-withdrawn':
      return [factOf('ReleaseCancelled', ranked(3, happened.id), happened, { release, provisional: true })];
    case 'milestone-set':
      return [scheduled({ branchCutAt: happened.dueAt })];
    case 'milestone-closed':
      // Not scheduled again: that would bring back a release that was cancelled before its milestone was closed.
      return [then('ReleaseCut')];
  }
}

/** A ledger orders facts of one moment by id: the rank puts scheduled before cut or published, and cancelled last. */
const ranked = (rank: 1 | 2 | 3, event: string) => factId(`release:${rank}:${event}`);

/** The release that a word means: a version, a tag, or the id of a release of the source. */
export function releaseCalled(word: string, record: SourceRecord): TaggedRelease | undefined {
  const read = readTitle(word, record);
  if (read.kind === 'release') return read;
  const [before = '', after = ''] = idTemplate(record).split(/\{(?:version|short)\}/);
  if (!word.startsWith(before) || !word.endsWith(after)) return undefined;
  const own = readTitle(word.slice(before.length, word.length - after.length), record);
  return own.kind === 'release' ? own : undefined;
}

const idTemplate = ({ train, releases }: SourceRecord) =>
  (releases?.release ?? '{train}-{short}').replaceAll('{train}', () => train ?? '');
