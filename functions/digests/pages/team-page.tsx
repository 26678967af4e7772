/** The page of a team: what is due and what changed, then what it has and how it does. */

import type { PublicOf } from '../../../events/visibility.ts';
import { TEAMS } from '../../catalog/model/lists.ts';
import { calendarAddress, feedAddress, pageAddress } from '../../kernel/model/addresses.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Formats, Known, Named, Part } from '../../site/look/parts.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource, type Shown } from '../../site/resource/resource.ts';
import { pageLinks } from '../model/confirm-link.ts';
import { dueOf } from '../model/excerpts.ts';
import type { Digest } from '../model/model.ts';
import { only } from '../model/sections.ts';
import { type TeamReport, teamReport } from '../model/team-report.ts';
import { outlineOf } from '../model/words/outline.ts';
import { readTeamReport } from '../store/team-report.ts';
import { Blocks, Next } from './outline-parts.tsx';
import {
  AllNamed,
  Completion,
  Features,
  NothingOwned,
  People,
  Projects,
  Roadmap,
  Strategy,
} from './team-parts.tsx';

type Seen = PublicOf<ReturnType<typeof teamReport>>;

/** Counts first: what a director asks about a team. */
function leadOf({ stars, hasMoreFeatures, projects, completion, soFar, retiredAt }: Seen): string {
  if (retiredAt !== undefined) return 'This team is retired. What it has said and done stays.';
  const active = projects.filter(({ status }) => status === 'active').length;
  const late = soFar?.cadence.items.filter(({ state }) => state === 'overdue').length ?? 0;
  const steps =
    completion.of === 0
      ? []
      : [`${completion.done} of ${plural(completion.of, 'step')} done in twelve months`];
  return [
    `${plural(stars.features, 'feature')}${hasMoreFeatures ? ' and more' : ''} with ${stars.earned} of ${plural(stars.of, 'star')}`,
    plural(active, 'active project'),
    ...steps,
    ...(late === 0 ? [] : [`${late} overdue`]),
  ].join(', ');
}

const NEWS = ['corrections', 'silent', 'shipped', 'features', 'grades'] as const;

const Due = ({ digest, zone, team }: { digest: Digest; zone: string; team: string }) => {
  const due = dueOf(digest, zone);
  const outline = outlineOf(due, pageLinks);
  return (
    <Part id="due" title="What is due">
      {outline.blocks.length === 0 && <p>Nothing is due.</p>}
      <Next actions={outline.actions} level="h3" />
      <Blocks blocks={outline.blocks} level="h3" />
      <p>
        <a href={`/due?team=${encodeURIComponent(team)}`}>Only what is due</a>
      </p>
    </Part>
  );
};

const News = ({ digest }: { digest: Digest }) => {
  const news = only(digest, NEWS);
  const outline = outlineOf(news, pageLinks);
  if (outline.blocks.length === 0) return null;
  return (
    <Part id="news" title="What changed this month">
      <Blocks blocks={outline.blocks} level="h3" />
    </Part>
  );
};

const About = ({ team, inside }: { team: Seen; inside: TeamReport | undefined }) => (
  <Known
    rows={[
      ['Org', team.org !== undefined && <Named of="org" id={team.org} />],
      ['Department', team.department !== undefined && <Named of="department" id={team.department} />],
      ['Product areas', team.areas.length > 0 && <AllNamed of="area" ids={team.areas} />],
      ['Strategy', team.strategyUrl !== undefined && <a href={team.strategyUrl}>the strategy page</a>],
      ['Its days are in', team.timeZone],
      ['Channel', inside?.channel],
      ['E-mail', inside?.email !== undefined && <a href={`mailto:${inside.email}`}>{inside.email}</a>],
    ]}
  />
);

const TeamPage = (
  team: Seen,
  { inside, zone }: Pick<Shown<ReturnType<typeof teamReport>, object>, 'inside' | 'zone'>,
) => {
  const { features, projects, roadmap, completion, strategy } = team;
  const soFar = inside?.soFar ?? team.soFar;
  const above = [
    { label: 'Teams', address: '/teams' },
    ...(team.org === undefined ? [] : [{ label: team.org, address: pageAddress('org', team.org) }]),
  ];
  return (
    <Layout title={team.title} above={above} lead={leadOf(team)} feed={feedAddress('team', team.team)}>
      <About team={team} inside={inside} />
      {soFar !== undefined && <Due digest={soFar} zone={zone} team={team.team} />}
      {soFar !== undefined && <News digest={soFar} />}
      {strategy !== undefined && (
        <Strategy step={inside?.strategy ?? strategy} areKnown={inside !== undefined} />
      )}
      {features.length + projects.length === 0 && <NothingOwned />}
      {projects.length > 0 && (
        <Part id="projects" title="Projects" count={projects.length}>
          <Projects projects={projects} />
        </Part>
      )}
      {features.length > 0 && (
        <Part id="features" title="Features" count={features.length}>
          <Features features={features} team={team.team} />
        </Part>
      )}
      {roadmap !== undefined && <Roadmap roadmap={roadmap} />}
      {completion.of > 0 && (
        <Part
          id="cadence"
          title={`${completion.done} of ${plural(completion.of, 'step')} done in twelve months`}
        >
          <Completion completion={completion} />
        </Part>
      )}
      {team.people.length > 0 && (
        <Part id="people" title="People">
          <People people={inside?.people ?? team.people} areKnown={inside !== undefined} />
        </Part>
      )}
      <Formats
        data={dataAddress(pageAddress('team', team.team))}
        formats={['md']}
        calendar={calendarAddress('team', team.team)}
        feed={feedAddress('team', team.team)}
      />
    </Layout>
  );
};

export const teamResource = resource({
  summary:
    'A team: its people by role, features with stars, projects with their last verdicts, roadmap, cadence and what is due.',
  query: NO_QUERY,
  value: teamReport,
  read: ({ store, ids, now, zone }) => readTeamReport(store, ids.team ?? '', now, zone),
  known: ({ store }) => listedIds(store, TEAMS),
  page: TeamPage,
  formats: { md: ({ strategy, title }) => strategy?.changes ?? `${title} writes no update of a strategy.\n` },
});
