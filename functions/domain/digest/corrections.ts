/** What the digest before said, and what turned out otherwise since. A digest once made does not change. */
import type { Verdict } from '../verdict.ts';
import type { Correction, Digest } from './model.ts';

type Standings = NonNullable<Digest['standings']>;

/** What is to be looked up again for a digest: what it said of projects. */
export const judgedIn = ({ silent, shipped }: Digest): { release: string; project: string }[] =>
  [...silent.items, ...shipped.items].map(({ release, project }) => ({ release, project }));

/**
 * @param previous the digest of the period before
 * @param verdicts what those that it named are now, by release and project
 * @param standings the stars of features as they were at its end, as far as is known now
 */
export function correctionsOf(
  previous: Digest,
  verdicts: readonly Verdict[],
  standings: Standings,
): Correction[] {
  const now = new Map(verdicts.map((each) => [keyOf(each), each]));
  const said = [...previous.silent.items, ...previous.shipped.items];
  const projects = said.flatMap((item): Correction[] => {
    const is = now.get(keyOf(item));
    if (is === undefined || is.verdict === item.verdict) return [];
    const text = `${item.release}: ${WORDS[item.verdict]} was said, and it is ${WORDS[is.verdict]}: ${is.because}`;
    return [{ period: previous.period, entity: `project:${item.project}`, title: item.title, text }];
  });
  return [...projects, ...starCorrections(previous, standings)];
}

const keyOf = ({ release, project }: { release: string; project: string }) => `${release}\n${project}`;

const WORDS: Readonly<Record<Verdict['verdict'], string>> = {
  'shipped-on': 'shipped on by default',
  'shipped-off': 'shipped behind a feature flag',
  'shipped-nothing': 'shipped nothing',
  exempt: 'exempt',
  'not-expected': 'not expected',
};

function starCorrections({ period, standings: said = {} }: Digest, standings: Standings): Correction[] {
  return Object.entries(standings).flatMap(([feature, [earned, of]]): Correction[] => {
    const was = said[feature];
    if (was === undefined || (was[0] === earned && was[1] === of)) return [];
    const text = `${was[0]} of ${was[1]} stars were said, and it had ${earned} of ${of}`;
    return [{ period, entity: `feature:${feature}`, title: feature, text }];
  });
}
