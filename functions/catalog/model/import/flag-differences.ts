/** Feature flags, as files have them and as they are known: what they are, and since when their default is what it is. */
import { moment } from '../../../../events/fields.ts';
import { shortVersion } from '../release.ts';
import { type Findings, joined, type Statement, told, unlessLate } from './change.ts';
import { type Fields, without } from './field-differences.ts';
import { type Known, type KnownRecord, leavesWithFiles } from './known.ts';
import { NO_LONGER, registration, saidAt } from './record-differences.ts';
import { type Catalog, type FlagRecord, type ReleaseRecord, registered } from './records.ts';

/** By version, without the zeros at its end: when the release was, or is to be, cut; undefined where nobody says. */
type Versions = ReadonlyMap<string, string | undefined>;

export function flagDifferences(
  known: Pick<Known, 'flags' | 'releases'>,
  wanted: Pick<Catalog, 'flags' | 'releases'>,
  at: string,
): Findings {
  const { flags } = wanted;
  if (flags === undefined) return told();
  const versions = versionsIn(known, wanted);
  const kept = [...flags].map(([id, record]) => oneFlag(id, known.flags.get(id), record, versions, at));
  const gone = [...known.flags]
    .filter(([id, record]) => !flags.has(id) && leavesWithFiles(record))
    .map(([id, record]) => unlessLate(told(retirement(id)), saidAt([record]), at));
  return joined([...kept, ...gone]);
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
    all.flatMap((release) => {
      const { releaseVersion, cutAt, publishedAt, branchCutAt, releaseAt } = release;
      if (releaseVersion == null) return [];
      const milestones = { cutAt, publishedAt, branchCutAt, releaseAt };
      return [[shortVersion(releaseVersion), milestoneOf(milestones)] as const];
    }),
  );
}

type Milestones = Pick<ReleaseRecord, 'cutAt' | 'publishedAt' | 'branchCutAt' | 'releaseAt'>;

const milestoneOf = ({ cutAt, publishedAt, branchCutAt, releaseAt }: Milestones): string | undefined =>
  cutAt ?? publishedAt ?? branchCutAt ?? releaseAt ?? undefined;

function oneFlag(
  id: string,
  known: KnownRecord<FlagRecord> | undefined,
  wanted: FlagRecord,
  versions: Versions,
  at: string,
): Findings {
  const bases = known === undefined ? [] : [{ ...known, record: fieldsOf(known.record) }];
  const statements = registration(registered.flags, id, bases, fieldsOf(wanted));
  return joined([
    unlessLate(told(...statements), saidAt(bases), at),
    defaultOf(id, known, wanted, versions, at),
  ]);
}

const fieldsOf = (record: FlagRecord): Fields => without(record, ['enabledByDefault']);

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
): Findings {
  const before = known?.record.enabledByDefault ?? undefined;
  if (enabledByDefault == null || before === enabledByDefault) return told();
  const isDated = since != null && before === undefined;
  const when = isDated ? (momentOf(since) ?? versions.get(shortVersion(since))) : at;
  const words = `flag ${id}: is ${enabledByDefault ? 'on' : 'off'} by default`;
  const doubt = doubtOf(since ?? '', when, at);
  // Off counts as unknown does, so the moment of the import does no harm; on would be work that was shipped now.
  if (doubt !== undefined && enabledByDefault)
    return { ...told(), unspoken: [`${words} since ${since}, which is ${doubt}: it is not recorded yet`] };
  const dating = doubt === undefined ? ` since ${since}` : `, as of this import: ${since} is ${doubt}`;
  return told({
    entity: { kind: 'flag', id },
    words: `${words}${isDated ? dating : ' now'}`,
    type: 'FeatureFlagChanged',
    fields: { flag: id, enabledByDefault },
    occurredAt: doubt === undefined ? when : at,
  });
}

/** Why a default cannot be dated by a version or a moment. */
function doubtOf(since: string, when: string | undefined, at: string): string | undefined {
  if (when === undefined)
    return `${/\d/.test(since) ? 'the version of no release' : 'no version of a release'} that is known`;
  return when > at ? 'still to come' : undefined;
}

const momentOf = (since: string): string | undefined => moment().safeParse(since).data;

const retirement = (id: string): Statement => ({
  entity: { kind: 'flag', id },
  words: `flag ${id}: is retired, ${NO_LONGER}`,
  type: 'RecordRetired',
  fields: { entity: `flag:${id}`, reason: NO_LONGER },
});
