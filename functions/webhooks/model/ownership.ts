/** Whose work something is, by the rules of its source and by its labels. Nothing is guessed. */
import { anyText, id } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import type { SourceRecord } from '../../catalog/model/import/records.ts';
import { distinct } from '../../kernel/model/facts.ts';
import type { Merged } from './normalized-event.ts';
import { type ConventionalTitle, titleIn } from './titles.ts';
import { quoted } from './words.ts';

type Rule = NonNullable<SourceRecord['rules']>[number];

/** What rules are matched against. */
export interface Seen extends Pick<Merged, 'labels' | 'milestone'> {
  readonly title?: ConventionalTitle | undefined;
  /** The key of a feature flag in its service. */
  readonly flag?: string | undefined;
}

/** What rules are matched against in a change, or in a comment on one. */
export function seenIn(
  { title, labels, milestone }: Pick<Merged, 'title' | 'labels' | 'milestone'>,
  { ships }: Pick<SourceRecord, 'ships'>,
): Seen {
  return { title: titleIn(title, ships?.titles ?? []), labels, milestone };
}

/** A name as the catalog stores names, so that a label with control characters can be mapped too. */
export const asStored = (name: string): string => storedText.parse(name);
const storedText = lazy(() => anyText(500));

/** Names are compared without case: `Feat` and `feat` mean the same. */
export const folded = (name: string): string => asStored(name).toLowerCase();

/** The first rule whose conditions all hold. Keys of feature flags are compared with case, other names without. */
export function firstRule(record: SourceRecord, { labels, title, milestone, flag }: Seen): Rule | undefined {
  const found = new Set(labels.map(folded));
  const scope = folded(title?.scope ?? '');
  const cycle = folded(milestone ?? '');
  const key = flag?.normalize('NFC');
  return record.rules?.find(
    ({ when }) =>
      (when.label == null || found.has(folded(when.label))) &&
      (when.scope == null || folded(when.scope) === scope) &&
      (when.type == null || folded(when.type) === title?.type) &&
      (when.milestone == null || folded(when.milestone) === cycle) &&
      (when.flag == null || when.flag === key),
  );
}

/** The owners of work that are named: each once and in code-unit order, so that the order of labels does not matter. */
export interface Named {
  readonly projects: readonly string[];
  readonly features: readonly string[];
  readonly flag?: string | undefined;
}

/** Why it is unclear who is named. */
export interface Unclear {
  readonly because: string;
  /** The label that a rule would have to map. */
  readonly label: string;
}

/**
 * What the first rule that fits names, and what labels (`project/rank`, `feature/sort`, `flag/new-sort`) name where
 * that rule does not. The source's own project is not included.
 */
export function namedBy(record: SourceRecord, seen: Seen): Named | Unclear {
  const rule = firstRule(record, seen);
  const projects = namesOf('project', rule, seen);
  const features = namesOf('feature', rule, seen);
  const flags = namesOf('flag', rule, seen);
  const label = projects.unfit ?? features.unfit ?? flags.unfit;
  if (label !== undefined) return { because: `what follows / in the label ${quoted(label)} is no id`, label };
  const [flag, second] = flags.ids;
  if (flag !== undefined && second !== undefined) {
    const because = `labels name the feature flags ${quoted(flag)} and ${quoted(second)}, and work is behind one of them`;
    return { because, label: `flag/${flag}` };
  }
  return { projects: projects.ids, features: features.ids, flag };
}

/** `unfit` is a label that names no id. */
function namesOf(kind: 'project' | 'feature' | 'flag', rule: Rule | undefined, { labels }: Seen) {
  const ruled = rule?.[kind];
  if (ruled != null) return { ids: [ruled], unfit: undefined };
  const prefix = `${kind}/`;
  const naming = labels.filter((label) => label.slice(0, prefix.length).toLowerCase() === prefix);
  const idIn = (label: string) => id.safeParse(label.slice(prefix.length).trim()).data;
  return {
    ids: distinct(naming.flatMap((label) => idIn(label) ?? [])),
    unfit: distinct(naming).find((label) => idIn(label) === undefined),
  };
}

/** What labels name and a rule names otherwise: no fact has it, and it may be misspelt. */
export function overriddenIn(
  record: SourceRecord,
  seen: Seen,
): { readonly kind: 'project' | 'feature'; readonly name: string }[] {
  const rule = firstRule(record, seen);
  return (['project', 'feature'] as const).flatMap((kind) =>
    rule?.[kind] == null
      ? []
      : namesOf(kind, undefined, seen)
          .ids.filter((name) => name !== rule[kind])
          .map((name) => ({ kind, name })),
  );
}
