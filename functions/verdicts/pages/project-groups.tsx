import { plural, sentence } from '../../site/look/words.ts';
import type { ProjectReport } from '../model/report.ts';
import { EvidenceList } from './evidence-list.tsx';
import { Sign } from './signs.tsx';
import { tally, timingInWords } from './words.ts';

const Project = ({ report }: { report: ProjectReport }) => {
  const { project, title, team, streak, because, timing } = report;
  const name = title ?? project;
  const merged = timingInWords(timing);
  return (
    <li class="project">
      <div class="who">
        <h3>{name}</h3>
        <p class="team">
          {team}
          {title !== undefined && <code>{project}</code>}
        </p>
      </div>
      <div class="what">
        <p>
          {sentence(because)}
          {streak > 1 && <strong class="tag streak">{plural(streak, 'release')} in a row</strong>}
        </p>
        {merged !== undefined && <p class="timing">{merged}</p>}
        <EvidenceList evidence={report.evidence} evidenceOmitted={report.evidenceOmitted} of={name} />
      </div>
    </li>
  );
};

/** The longest streak first; otherwise as reported. */
const inOrder = (projects: readonly ProjectReport[]) =>
  projects.toSorted((one, other) => other.streak - one.streak);

export const ProjectGroups = ({ projects }: { projects: readonly ProjectReport[] }) => (
  <>
    {tally(projects)
      .filter((group) => group.projects.length > 0)
      .map(({ verdict, label, about, projects: members }) => (
        <section key={verdict} class="group" id={verdict} aria-labelledby={`${verdict}-label`}>
          <header>
            <h2 id={`${verdict}-label`}>
              <Sign verdict={verdict} /> {label} <span class="count">{members.length}</span>
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
