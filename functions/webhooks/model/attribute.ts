/**
 * Attribution: from what happened at an origin to facts. It depends on the event and on what the catalog says of the origin
 * alone, so a delivery under one mapping becomes the same facts whenever it is read.
 */
import { anyText, id } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import { nearest } from '../../../events/nearest.ts';
import { factId } from '../../catalog/model/change.ts';
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import { readBranch, type TagReading } from '../../catalog/model/tags/read-tag.ts';
import {
  type Attribution,
  attributedTo,
  factOf,
  ignored,
  type Origin,
  unattributed,
  unmapped,
} from './attribution.ts';
import { isDependencyUpdate } from './dependency-updates.ts';
import type { Attributable, FlagTurned, Merged, Undecided } from './normalized-event.ts';
import { asStored, firstRule, folded, namedBy, type Seen, seenIn } from './ownership.ts';
import { attributeRelease } from './release-facts.ts';
import { type Reversal, reversalOf } from './reversal.ts';
import { nearMiss } from './titles.ts';
import { listed, quoted } from './words.ts';

export function attribute(event: Attributable, origin: Origin): Attribution {
  switch (event.kind) {
    case 'merged':
      return attributeChange(event, origin);
    case 'undecided':
      return attributeUndecided(event, origin);
    case 'flag-turned':
      return attributeFlag(event, origin);
    default:
      return attributeRelease(event, origin);
  }
}

/**
 * It waits for a delivery that says it, or for GitHub's API. Meanwhile nobody whose work it would be is flagged for its window; if
 * it would be nobody's, or no feature work, it changes nothing.
 */
function attributeUndecided({ number: _number, ...event }: Undecided, at: Origin): Attribution {
  // What waits since an earlier version has no labels.
  const merged = { ...event, kind: 'merged', labels: event.labels ?? [] } as const;
  const found = event.title === '' ? undefined : attributeChange(merged, at);
  if (found?.kind === 'ignored' || found?.kind === 'refused') return found;
  const drafts = found?.kind === 'facts' ? found.facts.filter(({ type }) => type === 'ChangeMerged') : [];
  const facts = drafts.map(({ detail: { project, title, url, release, source } }) => {
    const fields = { project, title, url, release, source };
    return factOf('ChangeUndecided', factId(event.id, String(project)), event, fields);
  });
  const once = new Map(facts.map((fact) => [fact.detail.id, fact]));
  return {
    kind: 'unattributed',
    because: `the delivery does not say whether ${event.url} was merged: it is closed and open, or merged and never`,
    solution:
      '# if it was merged, redeliver it there; with a token for the API of GitHub it is looked up. If it was not, withdraw it.',
    meanwhile: [...once.values()],
  };
}

/** A feature flag goes by its key in its service, unless a rule for that key names another. */
function attributeFlag(turned: FlagTurned, { origin, record }: Origin): Attribution {
  if (record === undefined) return unmapped(origin, 'title: <title>');
  const flag = firstRule(record, { labels: [], flag: turned.flag })?.flag ?? turned.flag;
  if (!id.safeParse(flag).success) {
    const because = `the key ${quoted(flag)} is no id`;
    return unattributed(origin, because, 'rules:', '  - when: { flag: <key> }', '    flag: <flag>');
  }
  const fields = { flag, enabledByDefault: turned.isOn, share: turned.share };
  const fact = factOf('FeatureFlagChanged', factId(turned.id, flag), turned, fields);
  return attributedTo([`flag:${flag}`], [fact]);
}

const PROJECT = 'project: <project>';
/** More than one change can plausibly be about. */
const MAX_FACTS = 20;
const titleText = lazy(() => anyText(500));

/**
 * A change that is feature work becomes a fact for each project that it names, or else for its source's own, with each
 * feature that it names. It counts in the window in which it was merged, whatever its milestone; merged into the branch of a
 * release, in that release. A revert is no feature work: it becomes the fact that it took something back, and work again only if
 * it gives work back.
 */
function attributeChange(merged: Merged, at: Origin): Attribution {
  const { origin, record } = at;
  if (record === undefined) return unmapped(origin, PROJECT);
  const reversal = reversalOf(merged);
  if (reversal === undefined) return attributeWork(merged, at, record);
  const branch = merged.branch === undefined ? undefined : readBranch(merged.branch, record);
  if (branch !== undefined && branch.kind !== 'release') return ofNoRelease(merged.branch, branch, origin);
  const { projects } = ownersIn(record, seenIn(merged, record));
  const reverted = revertedFact(merged, reversal, at, record, { projects, release: branch?.release });
  const { givesBack, isBesides } = reversal;
  const again = givesBack && attributeWork({ ...merged, title: givesBack }, at, record, reversal);
  const work = isBesides ? attributeWork(merged, at, record) : again || undefined;
  const to = [`source:${at.source ?? origin}`, ...projects.map((project) => `project:${project}`)];
  const all = work?.kind === 'facts' ? work : { to, facts: [] };
  return attributedTo(all.to, [reverted, ...all.facts]);
}

function ownersIn(record: SourceRecord, seen: Seen) {
  const named = namedBy(record, seen);
  if ('because' in named) return { projects: [], named };
  const own = record.project == null ? [] : [record.project];
  return { projects: named.projects.length > 0 ? named.projects : own, named };
}

function revertedFact(
  { id: event, at, actor, title, url }: Merged,
  { title: named, url: address, commit }: Reversal,
  { origin, source = origin }: Origin,
  record: SourceRecord,
  { projects, release }: { readonly projects: readonly string[]; readonly release: string | undefined },
) {
  const fields = {
    source,
    release,
    projects: projects.length > 0 ? projects.slice(0, MAX_FACTS) : undefined,
    reverts: { url: address, commit, title: named && titleOf(named, record) },
    title: titleText.parse(title),
    url,
  };
  // No project and no feature has an empty name.
  return factOf('ChangeReverted', factId(event, '', 'reverts'), { id: event, at, actor }, fields);
}

/** As the fact of a change with this title has it. A revert keeps its own title. */
const titleOf = (title: string, record: SourceRecord): string =>
  titleText.parse(
    reversalOf({ title, url: '' }) === undefined
      ? (seenIn({ title, labels: [] }, record).title?.words ?? title)
      : title,
  );

function attributeWork(
  merged: Merged,
  { origin, source = origin }: Origin,
  record: SourceRecord,
  reversal?: Reversal,
): Attribution {
  const seen = seenIn(merged, record);
  const idle = notFeatureWork(merged, seen, record, origin);
  if (idle !== undefined) return idle;
  const branch = merged.branch === undefined ? undefined : readBranch(merged.branch, record);
  if (branch !== undefined && branch.kind !== 'release') return ofNoRelease(merged.branch, branch, origin);
  const release = branch?.release;
  const { projects, named } = ownersIn(record, seen);
  if ('because' in named) return unattributed(origin, named.because, ...ruleFor(named.label));
  if (projects.length === 0) {
    const because = 'no rule fits the change, no label names a project, and its source has none of its own';
    return unattributed(origin, `${because}${nearLabel(record, seen)}`, PROJECT);
  }
  if (projects.length * Math.max(1, named.features.length) > MAX_FACTS) {
    const because = `labels name ${projects.length} projects and ${named.features.length} features for one change`;
    return unattributed(origin, because, 'rules:', '  - when: { label: <label> }', '    project: <project>');
  }
  const { features, flag } = named;
  const owners = Object.entries({
    project: projects,
    feature: features,
    flag: flag === undefined ? [] : [flag],
  });
  const to = owners.flatMap(([kind, ids]) => ids.map((one) => `${kind}:${one}`));
  const { url, commit, ...happened } = merged;
  const said = {
    title: titleText.parse(reversal === undefined ? (seen.title?.words ?? merged.title) : merged.title),
    url,
    flag,
    source,
    commit: /^[0-9a-f]{7,64}$/.test(commit ?? '') ? commit : undefined,
    reapplies: reversal && { url: reversal.url, commit: reversal.commit, title: reversal.title },
  };
  // One fact for each of several features: the exposure of the change is that of the most exposed one.
  const facts = projects.flatMap((project) =>
    (features.length > 0 ? features : [undefined]).map((feature) => {
      const apart = feature === undefined || features.length === 1 ? [] : [feature];
      const fields = { ...said, project, feature, release };
      return factOf('ChangeMerged', factId(merged.id, project, ...apart), happened, fields);
    }),
  );
  return attributedTo(to, facts);
}

/** A label of the change that is nearly one of a rule is mistyped, here or there. */
function nearLabel({ rules }: SourceRecord, { labels }: Seen): string {
  const ruled = (rules ?? []).flatMap(({ when }) => when.label ?? []);
  for (const label of labels) {
    const near = nearest(folded(label), ruled.map(folded));
    if (near !== undefined) return `; its label ${quoted(label)} is nearly ${quoted(near)} of a rule`;
  }
  return '';
}

/** Another branch than the default one is in no release yet, unless its source says how branches of releases are called. */
const ofNoRelease = (
  branch: string | undefined,
  read: Exclude<TagReading, { readonly kind: 'release' }>,
  origin: string,
): Attribution =>
  read.kind === 'ignored'
    ? ignored(`it was merged into the branch ${quoted(branch ?? '')}, which ${read.because}`)
    : unattributed(origin, `the branch ${quoted(branch ?? '')} ${read.because}`, ...read.lines);

const ruleFor = (label: string) => [
  'rules:',
  `  - when: { label: ${JSON.stringify(asStored(label))} }`,
  '    project: <project>',
  '    feature: <feature>',
  '    flag: <flag>',
];

/** Feature work, where a source does not define it: a title of type feat, or the label ship. */
const SHIPS = { types: ['feat'], labels: ['ship'] };
/** Stands for every type, and for titles without one. */
const EVERY = '*';

/** Why a change is not feature work; undefined when it is. */
function notFeatureWork(
  merged: Merged,
  { title, labels }: Seen,
  { ships }: SourceRecord,
  origin: string,
): Attribution | undefined {
  const isSaid = ships?.types != null || ships?.labels != null;
  const wanted = isSaid ? { types: ships.types ?? [], labels: ships.labels ?? [] } : SHIPS;
  const found = new Set(labels.map(folded));
  if (wanted.labels.some((one) => found.has(folded(one)))) return undefined;
  if (isDependencyUpdate(merged, title?.scope) && ships?.dependencies !== true)
    return ignored(
      `it updates a dependency, which is no feature work; with ships: { dependencies: true } of ${origin} in sources.yml it is as any other change`,
    );
  const type = title?.type;
  const wants = (one: string) => wanted.types.some((each) => folded(each) === one);
  if (wanted.types.includes(EVERY)) return undefined;
  if (type !== undefined && wants(type)) return undefined;
  const what = type === undefined ? 'a title without a type' : `the type ${quoted(type)}`;
  const names = [
    ...wanted.types.map((one) => `the type ${quoted(one)}`),
    ...wanted.labels.map((one) => `the label ${quoted(one)}`),
  ];
  if (names.length === 0) return ignored(`it has ${what}, and no change counts as feature work there`);
  const because = `it has ${what}, and feature work there has ${listed(names.slice(0, 10), 'or')}`;
  return nearly(merged.title, wanted, because, origin) ?? ignored(because);
}

/** With the lines that would take it. */
function nearly(
  title: string,
  wanted: { readonly types: readonly string[]; readonly labels: readonly string[] },
  because: string,
  origin: string,
): Attribution | undefined {
  const near = nearMiss(title, wanted.types.map(folded));
  if (near === undefined) return undefined;
  const settings = [
    ...(near.template === undefined ? [] : [`titles: [${JSON.stringify(near.template)}]`]),
    // A source that says its types says its labels, too.
    ...(near.type === undefined ? [] : [`types: ${JSON.stringify([...wanted.types, near.type])}`]),
    ...(near.type === undefined ? [] : [`labels: ${JSON.stringify(wanted.labels)}`]),
  ];
  return ignored(
    `it is nearly feature work: ${because}; with ships: { ${settings.join(', ')} } of ${origin} in sources.yml its title is read`,
    [`${JSON.stringify(origin)}:`, '  ships:', ...settings.map((one) => `    ${one}`)].join('\n'),
  );
}
