/** What turned out otherwise since the previous digest, which never changes once it is made. */
import type { Cycle } from '../../catalog/model/calendar.ts';
import { means } from '../../kernel/model/identity.ts';
import { VERDICT_WORDS, type Verdict } from '../../verdicts/model/verdict.ts';
import type { Correction, Digest, Standing } from './model.ts';

/** What is known now of the period before. */
export interface KnownSince {
  /** Of the projects in its digest, and of all that were judged in a release that was cut in it. */
  readonly verdicts: readonly Verdict[];
  /** The stars that features had at its end. */
  readonly stood: readonly {
    readonly feature: string;
    readonly title: string;
    readonly standing: Standing;
  }[];
  /** The judged cycles of all trains. */
  readonly cycles: readonly Pick<Cycle, 'release' | 'names'>[];
}

interface Judged {
  readonly release: string;
  readonly project: string;
}

/** The verdicts to look up again: those that a digest stated, by the present names of their releases. */
export function judgedIn({ silent, shipped, madeAt }: Digest, cycles: KnownSince['cycles']): Judged[] {
  const nameOf = presentNames(cycles, madeAt);
  return [...silent.items, ...shipped.items].map(({ release, project }) => ({
    release: nameOf(release),
    project,
  }));
}

/** @param previous the digest of the period before */
export const correctionsOf = (previous: Digest, since: KnownSince): Correction[] => [
  ...verdictCorrections(previous, since),
  ...lateVerdicts(previous, since),
  ...starCorrections(previous, since),
];

function verdictCorrections({ period, silent, shipped, madeAt }: Digest, since: KnownSince): Correction[] {
  const now = new Map(since.verdicts.map((each) => [keyOf(each), each]));
  const nameOf = presentNames(since.cycles, madeAt);
  return [...silent.items, ...shipped.items].flatMap(({ project, title, verdict: was, ...said }) => {
    const release = nameOf(said.release);
    const is = now.get(keyOf({ release, project }));
    if (is?.verdict === was) return [];
    const text =
      is === undefined
        ? `it is not judged in ${release} any more, though “${VERDICT_WORDS[was].predicate}” was said`
        : `in ${release} it ${VERDICT_WORDS[is.verdict].predicate}, though “${VERDICT_WORDS[was].predicate}” was said: ${is.because}`;
    return [{ period, entity: `project:${project}`, title, text }];
  });
}

/** What was judged after its digest was made: without a correction, no digest would ever mention it. */
function lateVerdicts(previous: Digest, { verdicts, cycles }: KnownSince): Correction[] {
  const { period, audience, silent, shipped } = previous;
  // Where a section had no room for all of its items, the others are unknown.
  if ([silent, shipped].some(({ items, total }) => items.length < total)) return [];
  const said = new Set(judgedIn(previous, cycles).map(keyOf));
  const late = verdicts.filter(
    (each) =>
      audience === `team:${each.team}` &&
      each.verdict !== 'not-expected' &&
      each.verdict !== 'unknown' &&
      !said.has(keyOf(each)),
  );
  return late.map(({ release, project, title, verdict, because }) => ({
    period,
    entity: `project:${project}`,
    title,
    text: `in ${release} it ${VERDICT_WORDS[verdict].predicate}, which was not known yet: ${because}`,
  }));
}

const keyOf = ({ release, project }: Judged) => `${release}\n${project}`;

/** @param at when the names were used: UTC instant */
const presentNames = (cycles: KnownSince['cycles'], at: string) => (name: string) =>
  cycles.find(({ names }) => means(names, name, at))?.release ?? name;

function starCorrections({ period, standings = {} }: Digest, { stood }: KnownSince): Correction[] {
  const known = new Map(Object.entries(standings));
  return stood.flatMap(({ feature, title, standing: [earned, of] }) => {
    const was = known.get(feature);
    if (was === undefined || (was[0] === earned && was[1] === of)) return [];
    const text = `it had ${earned} of ${of} stars, and ${was[0]} of ${was[1]} were known`;
    return [{ period, entity: `feature:${feature}`, title, text }];
  });
}
