/** The projects, team by team, each with its last verdicts. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { pageAfter } from '../../kernel/http/answers.ts';
import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Empty, Formats, Named, NamedHead, Table } from '../../site/look/parts.tsx';
import { VerdictStrip } from '../../site/look/verdict-strip.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { type ProjectLine, type ProjectList, projectList } from '../model/project-report.ts';
import { readProjectList } from '../store/project-reports.ts';
import { NextPage } from './releases-page.tsx';

const STATUSES = ['active', 'paused', 'ended'] as const;

const projectsQuery = lazy(() =>
  z.object({
    team: z.string().optional(),
    train: z.string().optional(),
    status: z.enum([...STATUSES, '']).optional(),
    after: z.string().optional(),
  }),
);
type Query = Output<typeof projectsQuery>;

const Filter = ({ team, train, status }: Query) => (
  <form class="filter" method="get" action="/projects">
    <label>
      Team <input name="team" value={team ?? ''} autocomplete="off" spellcheck={false} />
    </label>
    <label>
      Train <input name="train" value={train ?? ''} autocomplete="off" spellcheck={false} />
    </label>
    <label>
      Status{' '}
      <select name="status">
        <option value="">any</option>
        {STATUSES.map((each) => (
          <option key={each} value={each} selected={each === status}>
            {each}
          </option>
        ))}
      </select>
    </label>
    <button type="submit">Show</button>
  </form>
);

const Row = ({ it: { project, title, team, train, status, strip, streak } }: { it: ProjectLine }) => (
  <tr>
    <NamedHead of="project" id={project}>
      {title}
    </NamedHead>
    <td>
      <VerdictStrip of={title} cells={strip} />
    </td>
    <td>
      {streak > 0 && (
        <strong class="tag streak">
          {streak === 1 ? 'in the last release' : `${streak} releases in a row`}
        </strong>
      )}
    </td>
    <td>{team === undefined ? 'not known' : <Named of="team" id={team} />}</td>
    <td>{train === undefined ? 'not known' : <Named of="train" id={train} />}</td>
    <td>{status === 'unknown' ? 'not started' : status}</td>
  </tr>
);

function ProjectsPage({ list, query }: { list: ProjectList; query: Query }) {
  const { projects, next } = list;
  const teams = new Set(projects.map(({ team }) => team)).size;
  const silent = projects.filter(({ streak }) => streak > 0).length;
  const isFiltered = Boolean(query.team || query.train || query.status);
  const more = next === undefined ? '' : ' on this page';
  return (
    <Layout
      title="Projects"
      here="/releases"
      lead={
        projects.length === 0
          ? 'Ongoing work, each expected to ship something in each release.'
          : `${plural(projects.length, 'project')} of ${plural(teams, 'team')}${more}; ${silent} shipped nothing in the last release that judged ${silent === 1 ? 'it' : 'them'}.`
      }
    >
      <Filter {...query} />
      {projects.length === 0 && (
        <Empty>
          {isFiltered
            ? 'No project is like this. Take a condition away to see more.'
            : 'No project was started yet. List them in projects.yml and import it, or send ProjectStarted.'}
        </Empty>
      )}
      {projects.length > 0 && (
        <Table
          caption="Projects by team"
          head={['Project', 'Last verdicts, the oldest first', 'Shipped nothing', 'Team', 'Train', 'Status']}
          isHeld
        >
          {projects.map((it) => (
            <Row key={it.project} it={it} />
          ))}
        </Table>
      )}
      <NextPage next={next} of="projects" />
      <Formats data={dataAddress('/projects')} />
    </Layout>
  );
}

export const projects = resource({
  summary: 'The projects by team, each with its last verdicts and how often in a row it shipped nothing.',
  query: projectsQuery,
  value: projectList,
  read: ({ store, query: { team, train, status, after } }) =>
    readProjectList(store, {
      team: team || undefined,
      train: train || undefined,
      status: status || undefined,
      after: pageAfter(after),
    }),
  page: (list, { query }) => ProjectsPage({ list, query }),
});
