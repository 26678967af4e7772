import { plural } from '../../outline/plural.ts';
import { Mark } from '../../site/look/marks.tsx';
import { VERDICT_WORDS, type VerdictWord } from '../model/verdict.ts';
import type { SeenProject } from './seen.ts';

/** In the order in which a release page shows them: what may need attention comes first. */
const ORDER: readonly VerdictWord[] = [
  'shipped-nothing',
  'unknown',
  'shipped-off',
  'shipped-on',
  'exempt',
  'not-expected',
];

/** The projects of a release by verdict; verdicts that no project has are left out. */
export const tally = (projects: readonly SeenProject[]) =>
  ORDER.map((verdict) => ({
    verdict,
    ...VERDICT_WORDS[verdict],
    projects: projects.filter((project) => project.verdict === verdict),
  })).filter((group) => group.projects.length > 0);

const WIDTH = 1000;
const GAP = 4;

/** How the projects of a release divide, drawn and in words that link to the projects. */
export const TallyBar = ({ projects }: { projects: readonly SeenProject[] }) => {
  const groups = tally(projects);
  const inWords = groups.map(({ label, projects: { length } }) => `${length} ${label.toLowerCase()}`);
  const unit = (WIDTH - GAP * (groups.length - 1)) / projects.length;
  const starts = groups.map((_, index) =>
    groups.slice(0, index).reduce((start, group) => start + group.projects.length * unit + GAP, 0),
  );
  return (
    <section class="tally" aria-labelledby="tally">
      <h2 id="tally">{plural(projects.length, 'project')}</h2>
      <svg viewBox={`0 0 ${WIDTH} 16`} preserveAspectRatio="none" role="img" aria-label={inWords.join(', ')}>
        {groups.map(({ verdict, projects: { length } }, index) => (
          <rect key={verdict} class={verdict} x={starts[index]} y="0" width={length * unit} height="16" />
        ))}
      </svg>
      <ul>
        {groups.map(({ verdict, label, projects: { length } }) => (
          <li key={verdict}>
            <a href={`#${verdict}`}>
              <Mark of="verdict" word={verdict}>
                <strong>{length}</strong> {label.toLowerCase()}
              </Mark>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};
