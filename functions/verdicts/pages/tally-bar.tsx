import { plural } from '../../site/look/words.ts';
import type { ProjectReport } from '../model/report.ts';
import { Sign } from './signs.tsx';
import { tally, tallyInWords } from './words.ts';

const WIDTH = 1000;
const GAP = 4;

/** How the projects of a release divide, drawn and in words; the words lead to the projects. */
export const TallyBar = ({ projects }: { projects: readonly ProjectReport[] }) => {
  const groups = tally(projects).filter((group) => group.projects.length > 0);
  const unit = (WIDTH - GAP * (groups.length - 1)) / projects.length;
  const starts = groups.map((_, index) =>
    groups.slice(0, index).reduce((start, group) => start + group.projects.length * unit + GAP, 0),
  );
  return (
    <section class="tally" aria-labelledby="tally">
      <h2 id="tally">{plural(projects.length, 'project')}</h2>
      <svg
        viewBox={`0 0 ${WIDTH} 16`}
        preserveAspectRatio="none"
        role="img"
        aria-label={tallyInWords(projects)}
      >
        {groups.map(({ verdict, projects: { length } }, index) => (
          <rect key={verdict} class={verdict} x={starts[index]} y="0" width={length * unit} height="16" />
        ))}
      </svg>
      <ul>
        {groups.map(({ verdict, label, projects: { length } }) => (
          <li key={verdict}>
            <a href={`#${verdict}`}>
              <Sign verdict={verdict} /> <strong>{length}</strong> {label.toLowerCase()}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};
