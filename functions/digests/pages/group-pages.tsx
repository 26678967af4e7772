/** Product areas, orgs and departments: their teams, and the stars of all features together. */
import { SHARE_FORMULA } from '../../grades/model/selection.ts';
import { digestsAddress, pageAddress } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Empty, Formats, Named, NamedHead, Part, Table } from '../../site/look/parts.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { csvTable } from '../../site/resource/tables.ts';
import { type Group, type GroupReport, groupReport } from '../model/group-report.ts';
import type { StarSum } from '../model/team-report.ts';
import { readGroup, readGroups } from '../store/teams-report.ts';
import { AllNamed, Stars } from './team-parts.tsx';

const KINDS: Readonly<Record<Group, string>> = {
  area: 'Product area',
  department: 'Department',
  org: 'Org',
};

const percent = ({ share }: StarSum) => (share === undefined ? '' : `${Math.round(share * 100)} %`);

const Teams = ({ teams }: Pick<GroupReport, 'teams'>) => (
  <Table
    caption="Teams with their stars"
    head={['Team', 'Features', 'Stars', 'Share', 'Projects', 'Areas']}
    isHeld
  >
    {teams.map(({ team, title, features, projects, areas, stars }) => (
      <tr key={team}>
        <NamedHead of="team" id={team}>
          {title}
        </NamedHead>
        <td>{features}</td>
        <td>
          <Stars of={stars} />
        </td>
        <td>{percent(stars)}</td>
        <td>{projects}</td>
        <td>
          <AllNamed of="area" ids={areas} />
        </td>
      </tr>
    ))}
  </Table>
);

const Maturities = ({ maturities }: Pick<GroupReport, 'maturities'>) => (
  <Table caption="Features by maturity" head={['Maturity', 'Features']}>
    {maturities.map(({ maturity, features }) => (
      <tr key={maturity ?? ''}>
        <th scope="row">{maturity ?? 'unknown'}</th>
        <td>{features}</td>
      </tr>
    ))}
  </Table>
);

const Features = ({ id, features, featuresOmitted }: GroupReport) => (
  <Part id="features" title="Features" count={features.length + featuresOmitted}>
    <Table
      caption="Features, those with the fewest stars first"
      head={['Feature', 'Team', 'Maturity', 'Stars']}
      isHeld
    >
      {features.map((it) => (
        <tr key={it.feature}>
          <NamedHead of="feature" id={it.feature}>
            {it.title}
          </NamedHead>
          <td>
            <Named of="team" id={it.team} />
          </td>
          <td>{it.maturity ?? 'unknown'}</td>
          <td>
            <Stars of={it} />
          </td>
        </tr>
      ))}
    </Table>
    <p>
      <a href={`/matrix?area=${encodeURIComponent(id)}`}>
        {featuresOmitted > 0 ? `All of them, with each star, in the matrix` : 'Each star in the matrix'}
      </a>
    </p>
  </Part>
);

const GroupPage = (group: Group, report: GroupReport) => {
  const { id, teams, stars, maturities, features } = report;
  return (
    <Layout
      title={id}
      above={[{ label: 'Teams', address: '/teams' }, { label: KINDS[group] }]}
      lead={`${plural(teams.length, 'team')} and ${plural(stars.features, 'feature')} with ${stars.earned} of ${plural(stars.of, 'star')}${stars.share === undefined ? '' : `: ${percent(stars)}`}.`}
    >
      <p class="beside">{SHARE_FORMULA}, added up over all features here.</p>
      {group === 'org' && (
        <p>
          <a href={digestsAddress(`org:${id}`)}>Digests of this org</a>
        </p>
      )}
      <Part id="teams" title="Teams" count={teams.length}>
        {teams.length === 0 ? (
          <Empty>No team says that it works on it; its features do.</Empty>
        ) : (
          <Teams teams={teams} />
        )}
      </Part>
      {maturities.length > 0 && (
        <Part id="maturity" title="Maturity">
          <Maturities maturities={maturities} />
        </Part>
      )}
      {features.length > 0 && <Features {...report} />}
      <Formats data={dataAddress(pageAddress(group, id))} formats={['csv']} />
    </Layout>
  );
};

const HEAD = ['team', 'title', 'features', 'earned', 'of', 'projects'];

const csvOf = ({ teams }: GroupReport) =>
  csvTable(
    HEAD,
    teams.map(({ team, title, features, projects, stars }) => [
      team,
      title,
      ...[features, stars.earned, stars.of, projects].map(String),
    ]),
  );

const groupResource = (group: Group) =>
  resource({
    summary: `${KINDS[group]}: its teams, and the stars of all its features together, with how they are added up.`,
    query: NO_QUERY,
    value: groupReport,
    read: ({ store, ids, now }) => readGroup(store, group, ids[group] ?? '', now),
    known: ({ store }) => readGroups(store, group),
    page: (report) => GroupPage(group, report),
    formats: { csv: csvOf },
  });

export const area = groupResource('area');
export const department = groupResource('department');
export const org = groupResource('org');
