import { plural } from '../../outline/plural.ts';
import type { ProjectReport } from '../model/report.ts';
import { VERDICT_WORDS, type VerdictWord } from '../model/verdict.ts';

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
export const tally = (projects: readonly ProjectReport[]) =>
  ORDER.map((verdict) => ({
    verdict,
    ...VERDICT_WORDS[verdict],
    projects: projects.filter((project) => project.verdict === verdict),
  })).filter((group) => group.projects.length > 0);

/** Full, half full, empty: the shape alone shows a verdict, and its word is always beside it. */
const SHAPES: Readonly<Record<VerdictWord, string>> = {
  'shipped-on': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM7 11 4 8l1.2-1.2L7 8.6l3.8-3.8L12 6Z',
  'shipped-off': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 12.4V2.6a5.4 5.4 0 0 1 0 10.8Z',
  'shipped-nothing': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6Z',
  exempt: 'M8 .5 15.5 8 8 15.5.5 8ZM5.5 5v6h1.8V5Zm3.2 0v6h1.8V5Z',
  'not-expected': 'M2 7.1h12v1.8H2Z',
  unknown:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM5.4 6.3a2.6 2.6 0 1 1 3.5 2.4v.8H7.1V7.6h.8a.9.9 0 1 0-.8-1.3ZM7.1 10.6h1.8v1.7H7.1Z',
};

export const Sign = ({ verdict }: { verdict: VerdictWord }) => (
  <svg
    class={`sign ${verdict}`}
    viewBox="0 0 16 16"
    width="16"
    height="16"
    aria-hidden="true"
    focusable="false"
  >
    <path fill-rule="evenodd" d={SHAPES[verdict]} />
  </svg>
);

const WIDTH = 1000;
const GAP = 4;

/** How the projects of a release divide, drawn and in words that link to the projects. */
export const TallyBar = ({ projects }: { projects: readonly ProjectReport[] }) => {
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
              <Sign verdict={verdict} /> <strong>{length}</strong> {label.toLowerCase()}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};
