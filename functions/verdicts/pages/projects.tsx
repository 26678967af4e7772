import { plural } from '../../outline/plural.ts';
import { Mark } from '../../site/look/marks.tsx';
import { Named } from '../../site/look/parts.tsx';
import { sentence } from '../../site/look/words.tsx';
import { EvidenceList, timingInWords } from './evidence.tsx';
import type { SeenProject } from './seen.ts';
import { tally } from './tally-bar.tsx';

/** A project by its title, with its team; its id only where it says something else. */
export const Who = ({ project, title, team }: Pick<SeenProject, 'project' | 'title' | 'team'>) => (
  <div>
    <h3>
      <Named of="project" id={project}>
        {title}
      </Named>
    </h3>
    <p class="team">
      <Named of="team" id={team} />
      {project !== title && project !== team && <code>{project}</code>}
    </p>
  </div>
);

const Project = ({ report }: { report: SeenProject }) => {
  const { title, streak, because, timing } = report;
  const merged = timingInWords(timing);
  return (
    <li class="project">
      <Who {...report} />
      <div class="what">
        <p>
          {sentence(because)}
          {streak > 1 && <strong class="tag streak">{plural(streak, 'release')} in a row</strong>}
        </p>
        {merged !== undefined && <p class="timing">{merged}</p>}
        <EvidenceList
          project={report.project}
          evidence={report.evidence}
          evidenceOmitted={report.evidenceOmitted}
          of={title}
        />
      </div>
    </li>
  );
};

/** The longest streak first; otherwise as reported. */
const inOrder = (projects: readonly SeenProject[]) =>
  projects.toSorted((one, other) => other.streak - one.streak);

/** The projects of a release by verdict, each with the rule that decided and its evidence. */
export const ProjectGroups = ({ projects }: { projects: readonly SeenProject[] }) => (
  <>
    {tally(projects).map(({ verdict, label, about, projects: members }) => (
      <section key={verdict} class="group" id={verdict} aria-labelledby={`${verdict}-label`}>
        <header>
          <h2 id={`${verdict}-label`}>
            <Mark of="verdict" word={verdict}>
              {label}
            </Mark>{' '}
            <span class="count">{members.length}</span>
          </h2>
          <p>{about}</p>
        </header>
        <ul>
          {inOrder(members).map((report) => (
            <Project key={report.project} report={report} />
          ))}
        </ul>
      </section>
    ))}
  </>
);
