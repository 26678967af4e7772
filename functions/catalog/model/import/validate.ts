/** Whether a catalog holds together: everything that is wrong with it at once. */
import { isAnyJudged } from '../release.ts';
import { accountNameRules } from './account-name-rules.ts';
import { featureRules } from './feature-rules.ts';
import type { Known } from './known.ts';
import { broken, type Place, type Problem, sections } from './problem.ts';
import {
  type Catalog,
  type ChannelRecord,
  type Checkable,
  eachPart,
  type PartsById,
  type RecordSection,
  type Records,
  type RecordsById,
  type ReleaseRecord,
  type Unfit,
} from './records.ts';
import { type ReferenceOptions, referenceProblems } from './reference-problems.ts';
import { type CompileCheck, rubricRules } from './rubric.ts';

export interface ValidationOptions extends ReferenceOptions {
  /** Records that do not fit, and are left out of the catalog: the rest of them is looked at all the same. */
  readonly unfit?: Unfit | undefined;
  /** Compiles the rules of categories; without it they are not checked. */
  readonly compileCheck?: CompileCheck | undefined;
}

/**
 * Looks at what records say of themselves and of each other.
 * @param known what the ledgers know: it fills in the sections that the files do not speak of
 * @returns problems in the order of the sections, and within one in the order of its file
 */
export function validateCatalog(catalog: Catalog, known?: Known, options: ValidationOptions = {}): Problem[] {
  const all = withUnfit(catalog, options.unfit);
  const problems = [
    ...referenceProblems(all, known, options),
    ...featureRules(all, known),
    ...[...(all.releases ?? [])].flatMap(([id, release]) => releaseRules(id, release)),
    ...unjudgedTrains(catalog.releases ?? new Map()),
    ...[...(all.channels ?? [])].flatMap(([id, channel]) => channelRules(id, channel)),
    ...exemptionRules(all.exemptions ?? new Map()),
    ...withdrawalRules(all.withdrawals ?? new Map()),
    ...accountNameRules(all, known),
    ...rubricRules(all.rubric, known?.rubric, options.compileCheck),
  ];
  return problems.sort((a, b) => sections.indexOf(a.place.section) - sections.indexOf(b.place.section));
}

function withUnfit(catalog: Catalog, unfit: Unfit = {}): Checkable {
  const { rubric, exemptions, withdrawals, facts, vocabularies } = catalog;
  const parts = {
    ...eachPart((section) => partsIn(catalog, unfit, section)),
    exemptions,
    withdrawals,
    facts,
    vocabularies,
  };
  const more = unfit.rubric;
  if (rubric === undefined || more === undefined) return { ...parts, rubric: rubric ?? more };
  const categories = new Map([...rubric.categories, ...more.categories]);
  return { ...parts, rubric: { ...rubric, categories } };
}

function partsIn<S extends RecordSection>(
  catalog: RecordsById,
  unfit: PartsById,
  section: S,
): ReadonlyMap<string, Partial<Records[S]>> | undefined {
  const records: ReadonlyMap<string, Partial<Records[S]>> | undefined = catalog[section];
  const more: ReadonlyMap<string, Partial<Records[S]>> | undefined = unfit[section];
  return records && new Map([...records, ...(more ?? [])]);
}

/** Of two exemptions for the same releases, it would be unclear whose reason holds. */
const exemptionRules = (exemptions: NonNullable<Checkable['exemptions']>): Problem[] =>
  [...exemptions].flatMap(([project, all]) => {
    const scopes = all.map(({ release, until }) => `${release ?? ''} ${until ?? ''}`);
    return all.flatMap(({ release, until }, at) => {
      if (scopes.indexOf(scopes[at] ?? '') === at) return [];
      const place = { section: 'exemptions', path: [project, at] } as const;
      return [broken(place, `for ${release ?? `until ${until}`} is there twice: keep one of them`)];
    });
  });

const withdrawalRules = (withdrawals: NonNullable<Checkable['withdrawals']>): Problem[] =>
  [...withdrawals].flatMap(([project, all]) => {
    const changes = all.map(({ change }) => change);
    return changes.flatMap((change, at) =>
      changes.indexOf(change) === at
        ? []
        : [
            broken(
              { section: 'withdrawals', path: [project, at] },
              `${change} is there twice: keep one of them`,
            ),
          ],
    );
  });

const planned = ['opensAt', 'featureFreezeAt', 'branchCutAt', 'releaseAt'] as const;
const happened = ['cutAt', 'publishedAt'] as const;
type Milestone = (typeof planned | typeof happened)[number];

/** Milestones out of order are a warning and are imported: people mistype dates, and some calendars are meant that way. */
const releaseRules = (id: string, release: Partial<ReleaseRecord>): Problem[] =>
  [planned, happened].flatMap((milestones) => outOfOrder(id, release, milestones));

function outOfOrder(
  id: string,
  release: Partial<ReleaseRecord>,
  milestones: readonly Milestone[],
): Problem[] {
  const set = milestones.filter((name) => release[name] != null);
  return set.flatMap((name, at): Problem[] => {
    const before = set[at - 1];
    const [earlier, later] = [before === undefined ? undefined : release[before], release[name]];
    if (earlier == null || later == null || earlier <= later) return [];
    const message = `${later} lies before ${before} ${earlier}`;
    return [{ severity: 'warning', kind: 'rule', place: { section: 'releases', path: [id, name] }, message }];
  });
}

/** Where every release of a train is a patch, its projects would wait for a verdict for ever. */
function unjudgedTrains(releases: ReadonlyMap<string, ReleaseRecord>): Problem[] {
  const trains = Map.groupBy(releases, ([, { train }]) => train);
  return [...trains].flatMap(([train, all]): Problem[] => {
    const counting = all.map(([, { kind, counts }]) => ({ counts: counts ?? kind !== 'patch' }));
    const [first] = all;
    if (first === undefined || isAnyJudged(counting)) return [];
    const message = `is a patch, as every release of the train ${train} is, so no project is ever judged: set counts, or the kind`;
    return [
      {
        severity: 'warning',
        kind: 'rule',
        place: { section: 'releases', path: [first[0], 'kind'] },
        message,
      },
    ];
  });
}

/** The fields that only one kind of channel uses. */
const ofOneKind = [
  ['email', ['to', 'role']],
  ['github', ['repository', 'issue', 'ref']],
] as const;

/** What comes by periods: a digest, and the news that come with one. */
const periodic: ReadonlySet<string> = new Set(['digest', 'features', 'launches']);

/** A field that the kind of a channel does not use would look as if it had an effect. */
const channelRules = (id: string, channel: Partial<ChannelRecord>): Problem[] => [
  ...unusedFields(id, channel),
  ...recipients(id, channel),
  ...unusedPeriods(id, channel),
];

const unusedFields = (id: string, channel: Partial<ChannelRecord>): Problem[] =>
  ofOneKind.flatMap(([kind, fields]) => {
    if (channel.kind === undefined) return [];
    const message = `is for channels of kind ${kind}, and this one is ${channel.kind}: take it out, or change the kind`;
    const unused = fields.filter((field) => kind !== channel.kind && channel[field] != null);
    return unused.map((field) => broken(inChannel(id, field), message));
  });

/** A team has an address of its own. Everybody together, and an org, have a digest and no address. */
function recipients(id: string, { kind, audience, about, to, role }: Partial<ChannelRecord>): Problem[] {
  if (kind !== 'email' || audience === undefined || about === undefined) return [];
  if (to != null && role != null)
    return [broken(inChannel(id, 'role'), 'is there beside to: only one of them can say who gets it')];
  const isOfTeams = audience === 'teams' || audience.startsWith('team:');
  if (isOfTeams || to != null || role != null || !about.includes('digest')) return [];
  const message = `${audience} has a digest and no address that it could go to: add to, or role`;
  return [broken(inChannel(id, 'audience'), message)];
}

function unusedPeriods(id: string, { periods, about }: Partial<ChannelRecord>): Problem[] {
  if (periods == null || about === undefined || about.some((topic) => periodic.has(topic))) return [];
  const message = `have no effect here: only ${[...periodic].join(', ')} come by periods`;
  return [{ severity: 'warning', kind: 'rule', place: inChannel(id, 'periods'), message }];
}

const inChannel = (id: string, field: keyof ChannelRecord): Place => ({
  section: 'channels',
  path: [id, field],
});
