/** Features and releases that left the files under one name and probably came back under another: people are asked, nothing is renamed. */
import { nearest } from '../../../../events/nearest.ts';
import { compare } from '../../../kernel/model/facts.ts';
import { isRetired } from './feature-rules.ts';
import { isSame, knownFields, without } from './field-differences.ts';
import { type Known, leavesWithFiles } from './known.ts';
import type { Catalog, FeatureRecord } from './records.ts';

export interface LikelyRename {
  readonly kind: 'feature' | 'release';
  readonly from: string;
  readonly to: string;
  /** `the same docsUrl, a similar title` */
  readonly because: string;
}

type Named = readonly [id: string, record: FeatureRecord];

/** What speaks for a rename, and how much. */
type Sign = readonly [words: string, weight: number];

/** Comparing titles letter by letter is for the few features that one change of the files moves. */
const MAX_COMPARED = 20_000;

/** @returns of each kind the likeliest first; each name at most once on either side */
export const likelyRenames = (known: Known, wanted: Catalog): LikelyRename[] => [
  ...renamedFeatures(known, wanted),
  ...renamedReleases(known, wanted),
];

/** A release that is scheduled anew with the version of one that would be cancelled. */
function renamedReleases(known: Known, { releases }: Catalog): LikelyRename[] {
  if (releases === undefined) return [];
  const versions = new Map<string, string>();
  for (const [id, base] of known.releases) {
    const { train, releaseVersion } = base.record;
    if (!releases.has(id) && leavesWithFiles(base) && releaseVersion != null)
      versions.set(JSON.stringify([train, releaseVersion]), id);
  }
  return [...releases].flatMap(([to, { train, releaseVersion }]): LikelyRename[] => {
    const from = versions.get(JSON.stringify([train, releaseVersion ?? null]));
    return from === undefined || known.releases.has(to)
      ? []
      : [{ kind: 'release', from, to, because: 'the same version' }];
  });
}

function renamedFeatures(known: Known, wanted: Catalog): LikelyRename[] {
  const { features } = wanted;
  if (features === undefined) return [];
  const stated = new Set([...features.values()].flatMap(({ formerly }) => formerly ?? []));
  const gone = [...known.features].flatMap(([id, base]): Named[] =>
    !features.has(id) && !stated.has(id) && leavesWithFiles(base) ? [[id, base.record]] : [],
  );
  const come = [...features].filter(([id, record]) => {
    const base = known.features.get(id);
    const isNew = base?.isGone !== false;
    return isNew && !isRetired(record) && !(record.formerly ?? []).some((from) => known.features.has(from));
  });
  return bestFirst(pairs(gone, come));
}

interface Pair extends LikelyRename {
  readonly weight: number;
}

function pairs(gone: readonly Named[], come: readonly Named[]): Pair[] {
  if (gone.length * come.length <= MAX_COMPARED)
    return gone.flatMap((old) => come.flatMap((now) => pair(old, now)));
  const byTitle = Map.groupBy(come, ([, { title }]) => spelled(title));
  const byDocs = Map.groupBy(come, ([, { docsUrl }]) => docsUrl ?? undefined);
  return gone.flatMap((old) => {
    const [, { title, docsUrl }] = old;
    const alike = [byTitle.get(spelled(title)), docsUrl == null ? undefined : byDocs.get(docsUrl)];
    // What many share is a sign for none of them.
    const only = alike.flatMap((some) => (some?.length === 1 ? some : []));
    return [...new Set(only)].flatMap((now) => pair(old, now));
  });
}

const spelled = (title: string) => title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '') || title;

function pair([from, old]: Named, [to, now]: Named): Pair[] {
  const signs = signsOf(old, now);
  const weight = signs.reduce((sum, [, each]) => sum + each, 0);
  const because = signs.map(([words]) => words).join(', ');
  return signs.length === 0 ? [] : [{ kind: 'feature', from, to, because, weight }];
}

function signsOf(old: FeatureRecord, now: FeatureRecord): Sign[] {
  const signs: Sign[] = [];
  if (spelled(old.title) === spelled(now.title)) signs.push(['the same title', 4]);
  else if (nearest(old.title, [now.title]) !== undefined) signs.push(['a similar title', 2]);
  if (old.docsUrl != null && old.docsUrl === now.docsUrl) signs.push(['the same docsUrl', 3]);
  if (old.team === now.team && areMostlyEqual(old, now)) signs.push(['the same team and most fields', 2]);
  return signs;
}

const lookedAtAlready = ['title', 'team', 'docsUrl', 'formerly', 'retired'];
/** One field alone, a maturity, is the same in many features. */
const FEWEST = 3;

function areMostlyEqual(old: FeatureRecord, now: FeatureRecord): boolean {
  const [a, b] = [knownFields(without(old, lookedAtAlready)), knownFields(without(now, lookedAtAlready))];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  const equal = [...names].filter((name) => isSame(a[name], b[name])).length;
  return names.size >= FEWEST && equal * 3 >= names.size * 2;
}

function bestFirst(all: readonly Pair[]): LikelyRename[] {
  const sorted = all.toSorted(
    (a, b) => b.weight - a.weight || compare(a.from, b.from) || compare(a.to, b.to),
  );
  const [left, come] = [new Set<string>(), new Set<string>()];
  return sorted.flatMap(({ weight: _weight, ...rename }) => {
    const { from, to } = rename;
    if (left.has(from) || come.has(to)) return [];
    left.add(from);
    come.add(to);
    return [rename];
  });
}
