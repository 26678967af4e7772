/** What a digest says of one project in one release. */
import type { Evidence, Verdict } from '../../verdicts/model/verdict.ts';
import type { ShippedProject, SilentProject } from './items.ts';

/** Things that counted which are named. */
const MAX_NAMED = 3;

export interface ProjectPart {
  readonly silent: readonly SilentProject[];
  readonly shipped: readonly ShippedProject[];
}

/**
 * Who was not expected to ship is no news.
 * @param titles of features, by id
 */
export function projectPart(
  verdict: Verdict,
  train: string,
  streak: number,
  titles: ReadonlyMap<string, string>,
): ProjectPart {
  const { project, title, team, release, verdict: word, because } = verdict;
  const named = { project, title, team, release, train, verdict: word };
  if (word === 'not-expected') return { silent: [], shipped: [] };
  if (word === 'shipped-nothing' || word === 'exempt')
    return { silent: [{ ...named, because, streak }], shipped: [] };
  const counted = verdict.evidence.filter(({ counts }) => counts);
  const names = namesOf(counted, titles);
  // What counts comes first: where something is kept that does not, nothing that is left out does.
  const left = counted.length === verdict.evidence.length ? verdict.evidenceOmitted : 0;
  const more = Math.max(0, names.length - MAX_NAMED) + left;
  return { silent: [], shipped: [{ ...named, what: names.slice(0, MAX_NAMED), more }] };
}

/** The changes of a feature, and that its feature flag turned on or that it was declared as shipped, are one thing. */
function namesOf(evidence: readonly Evidence[], titles: ReadonlyMap<string, string>): ShippedProject['what'] {
  const changed = new Set(
    evidence.flatMap(({ kind, feature }) => (kind === 'change' ? (feature ?? []) : [])),
  );
  const named = new Map<string, ShippedProject['what'][number]>();
  for (const each of evidence) {
    if (each.kind !== 'change' && each.feature !== undefined && changed.has(each.feature)) continue;
    const title = nameOf(each, titles);
    if (!named.has(title)) named.set(title, { title, ...linkOf(each) });
  }
  return [...named.values()];
}

const nameOf = ({ title, feature, flag, because }: Evidence, titles: ReadonlyMap<string, string>): string =>
  title ?? (feature === undefined ? undefined : titles.get(feature)) ?? feature ?? flag ?? because;

const linkOf = ({ url }: Evidence) => (url === undefined ? {} : { url });
