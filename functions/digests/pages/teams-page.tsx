/** All teams, with what each of them has. */
import * as z from 'zod';
import { id } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import { plural } from '../../outline/plural.ts';
import { useFrame, withQuery } from '../../site/look/frame.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Empty, Formats, Named, NamedHead, Table } from '../../site/look/parts.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { csvTable } from '../../site/resource/tables.ts';
import { type ListedTeam, type TeamsReport, teamsReport } from '../model/group-report.ts';
import { readTeamsReport } from '../store/teams-report.ts';
import { AllNamed } from './team-parts.tsx';

const TeamTable = ({ teams }: { teams: readonly ListedTeam[] }) => (
  <Table caption="Teams" head={['Team', 'Org', 'Product areas', 'Features', 'Projects']} isHeld>
    {teams.map(({ team, title, org, areas, features, projects }) => (
      <tr key={team}>
        <NamedHead of="team" id={team}>
          {title}
        </NamedHead>
        <td>{org !== undefined && <Named of="org" id={org} />}</td>
        <td>
          <AllNamed of="area" ids={areas} />
        </td>
        <td>{features}</td>
        <td>{projects}</td>
      </tr>
    ))}
  </Table>
);

function Next({ next }: { next: string }) {
  const { address } = useFrame();
  return (
    <p>
      <a href={withQuery(address, { after: next })}>More teams</a>
    </p>
  );
}

const NoTeams = () => (
  <Empty>
    No team is registered yet. Teams are in teams.yml of the catalog: <code>init</code> writes an example of
    it, and <code>import</code> brings it here.
  </Empty>
);

const TeamsPage = ({ total, teams, orgs, next }: TeamsReport) => (
  <Layout
    title="Teams"
    here="/teams"
    lead={`${plural(total, 'team')}${orgs.length > 0 ? ` in ${plural(orgs.length, 'org')}` : ''}: who they are, what they have, and what is due.`}
  >
    {total === 0 && <NoTeams />}
    {orgs.length > 0 && (
      <p>
        Orgs: <AllNamed of="org" ids={orgs} />
      </p>
    )}
    {total > 0 && <TeamTable teams={teams} />}
    {next !== undefined && <Next next={next} />}
    <Formats data={dataAddress('/teams')} formats={['csv']} />
  </Layout>
);

const HEAD = ['team', 'title', 'org', 'department', 'areas', 'features', 'projects'];

const rowOf = ({ team, title, org = '', department = '', areas, features, projects }: ListedTeam) => [
  ...[team, title, org, department, areas.join('; ')],
  ...[String(features), String(projects)],
];

const teamsQuery = lazy(() => z.object({ after: id().optional() }));

export const teams = resource({
  summary:
    'The teams by title, each with its org, its product areas, and how many features and projects it has.',
  query: teamsQuery,
  value: teamsReport,
  read: ({ store, query: { after } }) => readTeamsReport(store, after),
  page: TeamsPage,
  formats: { csv: (report) => csvTable(HEAD, report.teams.map(rowOf)) },
});
