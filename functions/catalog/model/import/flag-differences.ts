/** Feature flags, as files have them and as they are known: what they are, and since when their default is what it is. */
import { moment } from '../../../../events/fields.ts';
import { shortVersion } from '../release.ts';
import { type Finding, statement } from './change.ts';
import type { Known, KnownRecord } from './known.ts';
import { plainDifferences } from './record-differences.ts';
import { type Catalog, type FlagRecord, type ReleaseRecord, registered } from './records.ts';

/** By version, without the zeros at its end: when the release was, or is to be, cut; undefined where nobody says. */
type Versions = ReadonlyMap<string, string | undefined>;

export function flagDifferences(
  known: Pick<Known, 'flags' | 'releases'>,
  wanted: Pick<Catalog, 'flags' | 'releases'>,
  at: string,
): readonly Finding[] {
  const versions = versionsIn(known, wanted);
  return [
    ...plainDifferences(registered.flags, known.flags, wanted.flags, at),
    ...[...(wanted.flags ?? [])].flatMap(([id, record]) =>
      defaultOf(id, known.flags.get(id), record, versions, at),
    ),
  ];
}

function versionsIn(
  { releases: known }: Pick<Known, 'releases'>,
  { releases: wanted }: Pick<Catalog, 'releases'>,
): Versions {
  const all: ReleaseRecord[] = [
    ...[...known.values()].map(({ record }) => record),
    ...(wanted?.values() ?? []),
  ];
  return new Map(
    all.flatMap(({ releaseVersion, cutAt, publishedAt, branchCutAt, releaseAt }) => {
      if (releaseVersion == null) return [];
      const when = cutAt ?? publishedAt ?? branchCutAt ?? releaseAt ?? undefined;
      return [[shortVersion(releaseVersion), when] as const];
    }),
  );
}

/**
 * What its default is known to be is said again only where files say otherwise: as of the import then, because a file that is
 * edited keeps the version in which the flag came.
 */
function defaultOf(
  id: string,
  known: KnownRecord<FlagRecord> | undefined,
  { enabledByDefault, since }: FlagRecord,
  versions: Versions,
  at: string,
): Finding[] {
  const before = known?.record.enabledByDefault ?? undefined;
  if (enabledByDefault == null || before === enabledByDefault) return [];
  const isDated = since != null && before === undefined;
  const when = isDated ? (momentOf(since) ?? versions.get(shortVersion(since))) : at;
  const words = `is ${enabledByDefault ? 'on' : 'off'} by default`;
  const doubt = doubtOf(when, at);
  // Off counts as unknown does, so the moment of the import does no harm; on would be work that was shipped now.
  if (doubt !== undefined && enabledByDefault)
    return [{ warning: `flag ${id}: ${words} since ${since}, which is ${doubt}: it is not recorded yet` }];
  const dating = doubt === undefined ? ` since ${since}` : `, as of this import: ${since} is ${doubt}`;
  const fields = { flag: id, enabledByDefault };
  return [
    {
      ...statement('flag', id, 'FeatureFlagChanged', `${words}${isDated ? dating : ' now'}`, fields),
      occurredAt: doubt === undefined ? when : at,
    },
  ];
}

/** Why a default cannot be dated by a version or a moment. */
function doubtOf(when: string | undefined, at: string): string | undefined {
  if (when === undefined) return 'the version of no release that is known';
  return when > at ? 'still to come' : undefined;
}

const momentOf = (since: string): string | undefined => moment().safeParse(since).data;
