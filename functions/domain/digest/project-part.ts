/** What a digest says of one project in one release. */
import type { Evidence, Verdict } from '../verdict.ts';
import type { ShippedProject, SilentProject } from './model.ts';

/** Things that counted which are named. */
const MOST_NAMED = 3;

export interface ProjectPart {
  readonly silent: readonly SilentProject[];
  readonly shipped: readonly ShippedProject[];
}

/** Who was not expected to ship is no news. */
export function projectPart(verdict: Verdict, train: string, streak: number): ProjectPart {
  const { project, title, team, release, verdict: word, because } = verdict;
  const named = { project, title, team, release, train, verdict: word };
  if (word === 'not-expected') return { silent: [], shipped: [] };
  if (word === 'shipped-nothing' || word === 'exempt')
    return { silent: [{ ...named, because, streak }], shipped: [] };
  const counted = verdict.evidence.filter(({ counts }) => counts);
  const what = counted.slice(0, MOST_NAMED).map((each) => ({ title: nameOf(each), ...linkOf(each) }));
  const more = counted.length - what.length + verdict.evidenceOmitted;
  return { silent: [], shipped: [{ ...named, what, more }] };
}

const nameOf = ({ title, feature, flag, because }: Evidence): string => title ?? feature ?? flag ?? because;

const linkOf = ({ url }: Evidence) => (url === undefined ? {} : { url });
