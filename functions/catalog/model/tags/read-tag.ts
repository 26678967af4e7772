/** What a tag is: a release of a train, something that is no release, or one that nobody has placed. Nothing is guessed. */
import { id } from '../../../../events/fields.ts';
import type { SourceRecord } from '../import/records.ts';
import { kindOfVersion, type ReleaseState, shortVersion } from '../release.ts';
import { suffixMeans } from './suffix.ts';
import { isExactly, type Match, matchTag } from './template.ts';

type Naming = Pick<SourceRecord, 'train' | 'releases'>;
type Releases = Naming['releases'];
export type TagTemplate = NonNullable<NonNullable<NonNullable<Releases>['tags']>[number]>;

export interface TaggedRelease {
  readonly kind: 'release';
  readonly train: string;
  /** As people write it, like 5.4.0. */
  readonly version: string;
  /** Its id: `server-5.4`. */
  readonly release: string;
  /** Whether projects are judged by it, as far as its tag decides; a patch is of another release. */
  readonly isJudged: boolean;
  /** Of a patch or build: the version that it is of. */
  readonly of?: string | undefined;
  /** Stated where the numbers alone would say something else. */
  readonly releaseKind?: ReleaseState['kind'];
}

export type TagReading =
  | TaggedRelease
  /** Why, to follow the name of the tag. */
  | { readonly kind: 'ignored'; readonly because: string }
  | {
      readonly kind: 'unplaced';
      readonly because: string;
      /** What to add to the source in `sources.yml`, as YAML with `<placeholders>`. */
      readonly lines: readonly string[];
    };

export const TRAIN = 'train: <train>';

/** @param tag as the repository has it, without `refs/tags/` */
export function readTag(tag: string, source: Naming): TagReading {
  const { releases } = source;
  for (const template of releases?.tags ?? []) {
    const found = byTemplate(tag, template, source);
    if (found !== undefined) return found;
  }
  if (releases?.tag != null) {
    const found = byTemplate(tag, { tag: releases.tag }, source);
    return found ?? ignored(`is no version, as ${quoted(exampleOf(releases.tag))} is one there`);
  }
  return releases?.tags == null ? byDefault(tag, source) : byNoTemplate(tag, releases.tags);
}

/** The release that a milestone or a command means: as a tag of it would be, or plainly by its version. */
export function readTitle(title: string, source: Naming): TagReading {
  const trimmed = title.trim();
  const read = readTag(trimmed, source);
  const isNumbered = source.releases?.tags?.some(({ parts, tag }) => parts === 1 || tag.includes('{number}'));
  const plain = matchTag(trimmed.replace(/^v/i, ''), '{version}', isNumbered === true);
  // A milestone called 12 is a sprint, unless the source has releases of one number.
  if (read.kind === 'release' && (isNumbered || plain !== undefined || source.releases != null)) return read;
  if (plain !== undefined && plain.suffix === '') return releaseIn(plain, shared(source), source);
  return read.kind === 'ignored' ? read : ignored('is no version');
}

/** The release that a branch belongs to, where its source says how branches of releases are called: `release/{version}`. */
export function readBranch(branch: string, source: Naming): TagReading {
  const template = source.releases?.branches;
  if (template == null)
    return ignored(
      'is not the default one, so it is in no release yet; releases.branches says which branches are releases',
    );
  const parts = { ...shared(source) };
  const found = matchTag(branch, template, true);
  if (found === undefined || found.suffix !== '')
    return ignored(`is no release, as ${quoted(exampleOf(template))} is one there`);
  return releaseIn(found, parts, source);
}

/** How many numbers make a release, where all templates of a source agree. */
function shared({ releases }: Naming): Pick<TagTemplate, 'parts'> {
  const all = new Set(
    (releases?.tags ?? []).filter(({ ignore }) => ignore !== true).map(({ parts }) => parts),
  );
  return all.size === 1 ? { parts: [...all][0] } : {};
}

const quoted = (text: string) => JSON.stringify(text);
const ignored = (because: string): TagReading => ({ kind: 'ignored', because });
const unplaced = (because: string, ...lines: readonly string[]): TagReading => ({
  kind: 'unplaced',
  because,
  lines,
});

/** A tag that a template would mean. */
const exampleOf = (template: string) =>
  template
    .replace('{version}', '1.2.3')
    .replace('{number}', '12')
    .replace('{date}', '2024-06-01')
    .replace('{component}', 'app');

function byTemplate(tag: string, template: TagTemplate, source: Naming): TagReading | undefined {
  const found = matchTag(tag, template.tag, template.parts === 1);
  if (found === undefined) {
    if (template.ignore === true && isExactly(tag, template.tag))
      return ignored(`is ignored by the template ${quoted(template.tag)}`);
    return matchTag(tag, template.tag, true) && floating();
  }
  if (template.ignore === true) return ignored(`is ignored by the template ${quoted(template.tag)}`);
  return releaseIn(found, template, source);
}

/** `v4` is moved to each release of 4. */
const floating = () =>
  ignored('has one number, as tags have that are moved to each release; with parts: 1 it is one');

function releaseIn(found: Match, template: Omit<TagTemplate, 'tag'>, source: Naming): TagReading {
  const { core, suffix, component } = found;
  const means = suffixMeans(suffix);
  if (means === 'prerelease') return ignored(`is a prerelease of ${core}`);
  if (means === 'build') return ignored(`is a build or patch of ${core}, which has a tag of its own`);
  const train = (template.train ?? source.train)?.replaceAll('{component}', () => component ?? '');
  if (train === undefined || train === '')
    return unplaced('is a release, and its source is on no train', TRAIN);
  const { short, isJudged, releaseKind } = rankOf(found, template.parts ?? undefined);
  const of = isJudged
    ? undefined
    : short
        .split('.')
        .slice(0, template.parts ?? 2)
        .join('.');
  const release = (template.release ?? source.releases?.release ?? '{train}-{short}')
    .replaceAll('{train}', () => train)
    .replaceAll('{component}', () => component ?? '')
    .replaceAll('{version}', () => core)
    .replaceAll('{short}', () => short);
  if (!id.safeParse(release).success || !id.safeParse(train).success) {
    const because = 'makes a release whose id would be too long';
    return unplaced(because, "releases: { release: '<short name of the train>-{short}' }");
  }
  return { kind: 'release', train, version: core, release, isJudged, of, releaseKind };
}

interface Rank extends Pick<TaggedRelease, 'isJudged' | 'releaseKind'> {
  readonly short: string;
}

/** How much of a release it is: by its numbers, or as its source says how many of them make one. */
function rankOf({ what, core }: Match, parts: number | undefined): Rank {
  const byNumbers = kindOfVersion(core);
  // A date is a release of its own.
  if (what === 'date') return { short: core, isJudged: true, releaseKind: 'minor' };
  if (parts === undefined)
    return { short: shortVersion(core), isJudged: byNumbers !== undefined && byNumbers !== 'patch' };
  const short = shortVersion(core, parts);
  const isJudged = short.split('.').length <= parts;
  const kind = isJudged ? (byNumbers === 'patch' ? 'minor' : byNumbers) : 'patch';
  return { short, isJudged, releaseKind: kind === byNumbers ? undefined : kind };
}

/** Names that are moved from build to build. */
const ROLLING =
  /^(?:nightly|latest|edge|canary|snapshot|dev|devel|develop|tip|head|next|main|master|trunk|stable|current|daily|weekly|preview|unstable|beta|alpha|rc|lts)(?:[-_./]|$)/i;
/** Those of them that have versions which are no releases yet. */
const UNFINISHED =
  /^(?:nightly|canary|snapshot|edge|preview|unstable|beta|alpha|rc|weekly|daily)[-_./@]v?\d/i;
const isRolling = (tag: string) => UNFINISHED.test(tag) || (ROLLING.test(tag) && !/\d+\.\d+/.test(tag));
const COMPONENT = [
  '{component}/v{version}',
  '{component}@v{version}',
  '{component}@{version}',
  '{component}-v{version}',
  '{component}/{version}',
  '{component}_v{version}',
  '{component}-{version}',
  '{component}_{version}',
  '{component}/{date}',
  '{component}@{date}',
  '{component}-{date}',
  '{component}_{date}',
];
/** Words before a version that name no component. */
const PREFIX = /^(?:[a-z]{1,30}[-_./ ]?|v\.)(?=\d+\.\d)/i;

/** Two to four numbers, after a `v` or not, or one number by itself. */
function byDefault(tag: string, source: Naming): TagReading {
  const plain = tag.replace(/^v/i, '');
  const found = matchTag(plain, '{version}', false) ?? matchTag(plain, '{number}', true);
  const date = matchTag(plain, '{date}', false);
  if (date !== undefined && date.suffix === '' && (found?.suffix !== '' || found.what === 'number'))
    return byAFirst(
      'is a date, and nothing says that dates are releases here',
      `- { tag: ${quoted(tag.replace(plain, '{date}'))} }`,
    );
  if (found?.what === 'number' && plain !== tag && !/^_\d/.test(found.suffix)) return floating();
  if (found === undefined || (found.what === 'number' && found.suffix !== '')) return byNoTemplate(tag, []);
  return releaseIn(found, {}, source);
}

const UNTEMPLATED = 'names its version in a way that no template has';

/** Of a component that no template names, it waits; what looks like no version at all is none. */
function byNoTemplate(tag: string, templates: readonly TagTemplate[]): TagReading {
  const unplacedBy = templates.length === 0 ? byAFirst : byOneMore;
  if (isRolling(tag)) return ignored('is moved from build to build');
  const like = COMPONENT.flatMap((template) => {
    const found = matchTag(tag, template, false);
    return found === undefined ? [] : [{ template, found }];
  })[0];
  const plain = matchTag(tag.replace(/^v/i, ''), '{version}', false);
  const found = plain ?? like?.found;
  if (found === undefined) {
    const prefixed = byPrefix(tag, unplacedBy);
    if (prefixed !== undefined) return prefixed;
    const example = quoted(exampleOf(templates.find(({ ignore }) => ignore !== true)?.tag ?? 'v{version}'));
    return ignored(`is no version, as ${example} is one there`);
  }
  const means = suffixMeans(found.suffix);
  if (means === 'prerelease') return ignored(`is a prerelease of ${found.core}`);
  if (means === 'build') return ignored(`is a build or patch of ${found.core}`);
  if (plain !== undefined || like === undefined)
    return unplacedBy(
      'is a version, and no template of its source means it',
      `- { tag: ${quoted(/^v/i.test(tag) ? `${tag[0]}{version}` : '{version}')} }`,
    );
  const component = like.found.component ?? '';
  const own = like.template.replace('{component}', () => component);
  if (/^(?:release|releases|rel|version|ver)$/i.test(component))
    return unplacedBy(UNTEMPLATED, `- { tag: ${quoted(own)} }`);
  return unplacedBy(
    `is a release of the component ${quoted(component)}, and nothing says on which train that is`,
    `- { tag: ${quoted(own)}, train: <train> }`,
    `# or a train for each component: { tag: ${quoted(like.template)}, train: "{component}" }`,
    `# or no releases: { tag: ${quoted(own)}, ignore: true }`,
  );
}

/** `go1.22.0`, `v.1.2.0`: a version after a word that is no component. */
function byPrefix(tag: string, unplacedBy: Unplacing): TagReading | undefined {
  const [prefix = ''] = PREFIX.exec(tag) ?? [];
  const found = prefix === '' ? undefined : matchTag(tag.slice(prefix.length), '{version}', false);
  if (found === undefined || suffixMeans(found.suffix) !== 'final') return undefined;
  return unplacedBy(UNTEMPLATED, `- { tag: ${quoted(`${prefix}{version}`)} }`);
}

type Unplacing = (because: string, ...items: readonly string[]) => TagReading;

/** What waits for a template where there is none yet. The first one replaces what holds without any. */
const byAFirst: Unplacing = (because, ...items) =>
  unplaced(
    because,
    'releases:',
    '  tags: # once there is one, v1.2.3 needs its own: { tag: "v{version}" }',
    ...items.map((item) => `    ${item}`),
  );

/** What waits for one more. */
const byOneMore: Unplacing = (because, ...items) =>
  unplaced(
    because,
    'releases:',
    '  tags: # beside those that are there',
    ...items.map((item) => `    ${item}`),
  );
