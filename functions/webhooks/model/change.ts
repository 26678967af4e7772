/** A merged change: whether it is feature work, and of which projects and features. */
import { anyText } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import type { DraftFact } from '../../kernel/model/draft-fact.ts';
import { type Attributed, ignored, type Place, unattributed, unmapped } from './attributed.ts';
import { attributedTo, eventId, told } from './fact.ts';
import type { Merged } from './normalized-event.ts';
import { folded, kept, type Named, namedBy, type Seen, seenIn } from './ownership.ts';
import { listed, quoted } from './words.ts';

const PROJECT = 'project: <project>';
const PROJECT_RULE = ['rules:', '  - when: { label: <label> }', '    project: <project>'];
/** More than anyone means by one change. */
const MAX_FACTS = 20;
const titleText = lazy(() => anyText(500));

/**
 * A change that ships is one of each project that it names, or of its source's own, with each feature that it names. It
 * names no release: it counts in the window in which it was merged, whatever milestone it has.
 */
export function attributeChange(merged: Merged, { place, record }: Place): Attributed {
  if (record === undefined) return unmapped(place, PROJECT);
  const seen = seenIn(merged);
  const idle = idleBecause(seen, record.ships);
  if (idle !== undefined) return ignored(idle);
  const named = namedBy(record, seen);
  if ('because' in named) return unattributed(place, named.because, ...ruleFor(named.label));
  const projects = named.projects.length > 0 ? named.projects : [record.project].flatMap((own) => own ?? []);
  if (projects.length === 0) {
    const because = 'no rule fits the change, no label names a project, and its source has none of its own';
    return unattributed(place, because, PROJECT);
  }
  if (projects.length * Math.max(1, named.features.length) > MAX_FACTS) {
    const because = `labels name ${projects.length} projects and ${named.features.length} features for one change`;
    return unattributed(place, because, ...PROJECT_RULE);
  }
  return attributedTo(owners(projects, named), factsOf(merged, seen, { ...named, projects }));
}

const ruleFor = (label: string) => [
  'rules:',
  `  - when: { label: ${JSON.stringify(kept(label))} }`,
  '    project: <project>',
  '    feature: <feature>',
  '    flag: <flag>',
];

const owners = (projects: readonly string[], { features, flag }: Named): string[] => [
  ...projects.map((project) => `project:${project}`),
  ...features.map((feature) => `feature:${feature}`),
  ...(flag === undefined ? [] : [`flag:${flag}`]),
];

function factsOf(merged: Merged, { title }: Seen, { projects, features, flag }: Named): DraftFact[] {
  const said = {
    title: titleText.parse(title?.words ?? merged.title),
    url: merged.url,
    ...(flag === undefined ? {} : { flag }),
  };
  // A change of several features is one fact of each: its exposure is that of the feature that is best exposed.
  const each = features.length > 0 ? features : [undefined];
  return projects.flatMap((project) =>
    each.map((feature) => {
      const apart = feature === undefined || features.length === 1 ? [] : [feature];
      const about = { project, ...(feature === undefined ? {} : { feature }) };
      const id = eventId(merged.id, project, ...apart);
      return told('ChangeMerged', id, { ...merged, url: undefined }, { ...about, ...said });
    }),
  );
}

/** Where a source does not say it, feature work is a commit of type feat, or what has the label ship. */
const SHIPS = { types: ['feat'], labels: ['ship'] };
/** Stands for every type, and for titles without one: not everyone writes their titles by a convention. */
const EVERY = '*';

/** Why a change is no feature work; undefined when it is. */
function idleBecause({ title, labels }: Seen, ships: SourceRecord['ships']): string | undefined {
  const isSaid = ships?.types != null || ships?.labels != null;
  const wanted = isSaid ? { types: ships.types ?? [], labels: ships.labels ?? [] } : SHIPS;
  const found = new Set(labels.map(folded));
  const type = title?.type;
  if (wanted.types.includes(EVERY)) return undefined;
  if (type !== undefined && wanted.types.some((one) => folded(one) === type)) return undefined;
  if (wanted.labels.some((one) => found.has(folded(one)))) return undefined;
  const what = type === undefined ? 'a title without a type' : `the type ${quoted(type)}`;
  return `it has ${what}, and ${workWords(wanted)}`;
}

function workWords({ types, labels }: { types: readonly string[]; labels: readonly string[] }): string {
  const names = [
    ...types.map((one) => `the type ${quoted(one)}`),
    ...labels.map((one) => `the label ${quoted(one)}`),
  ];
  if (names.length === 0) return 'no change counts as feature work there';
  return `feature work there has ${listed(names.slice(0, 10), 'or')}`;
}
