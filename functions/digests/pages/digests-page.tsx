/** Which digests there are: of everybody, and of one org or team. */
import type { ComponentChildren } from 'preact';
import { teamIn } from '../../catalog/model/team.ts';
import { digestAddress, digestsAddress } from '../../kernel/model/addresses.ts';
import { compare } from '../../kernel/model/facts.ts';
import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Empty, Formats, Named, Part, Table } from '../../site/look/parts.tsx';
import { Day } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { STEPS } from '../model/cadence.ts';
import {
  type AudienceReport,
  audienceReport,
  type DigestsReport,
  digestsReport,
} from '../model/digests-report.ts';
import { periodTitle } from '../model/words/period-words.ts';
import { readAudienceReport, readDigestsReport, readOtherAudiences } from '../store/digests-report.ts';

/** A part of links or lines below a heading. */
const Listed = ({
  id,
  heading,
  count,
  children,
}: {
  id: string;
  heading: string;
  count: number;
  children: ComponentChildren;
}) => (
  <Part id={id} title={heading} count={count}>
    <ul class="rows">{children}</ul>
  </Part>
);

const PERIODS = [
  { every: 'month', heading: 'Months' },
  { every: 'quarter', heading: 'Quarters' },
  { every: 'week', heading: 'Weeks' },
] as const;

const Periods = ({ report: { audience, digests } }: { report: AudienceReport }) => (
  <div class="columns">
    {PERIODS.filter(({ every }) => digests[every].length > 0).map(({ every, heading }) => (
      <Listed key={every} id={every} heading={heading} count={digests[every].length}>
        {digests[every].map(({ period, isQuiet, madeAt }) => (
          <li key={period}>
            <a href={digestAddress(audience, period)}>{periodTitle(period)}</a>
            {isQuiet && <span class="tag">nothing needs attention</span>}
            <span class="beside">
              made <Day at={madeAt} />
            </span>
          </li>
        ))}
      </Listed>
    ))}
  </div>
);

/** Steps over time, in words, for readers who cannot tell colours apart. */
const Steps = ({ steps }: Pick<AudienceReport, 'steps'>) =>
  steps.length === 0 ? null : (
    <Part id="steps" title="Steps in the last twelve months">
      <Table caption="Steps" head={['Step', 'Done', 'From', 'To', 'Missed']}>
        {steps.map(({ step, done, of, periods }) => {
          const missed = periods.filter(({ isDone }) => !isDone).map(({ period }) => periodTitle(period));
          const [first, last] = [periods.at(0), periods.at(-1)];
          return (
            <tr key={`${step} ${of} ${first?.period}`}>
              <th scope="row">{STEPS[step]}</th>
              <td>{`${done} of ${of}`}</td>
              <td>{periodTitle(first?.period ?? '')}</td>
              <td>{periodTitle(last?.period ?? '')}</td>
              <td>{missed.length === 0 ? <span class="beside">none</span> : missed.join(', ')}</td>
            </tr>
          );
        })}
      </Table>
    </Part>
  );

const made = ({ digests }: AudienceReport) => Object.values(digests).flat();

const NONE = 'No digest was made yet. Each is made when its week, month or quarter is over.';

/** The digests of all teams, and links to those of orgs and teams. */
const DigestsPage = ({ whole, others }: DigestsReport) => {
  const orgs = others.filter(({ audience }) => teamIn(audience) === undefined);
  const teams = others.filter(({ audience }) => teamIn(audience) !== undefined);
  return (
    <Layout
      title="Digests"
      here="/digests"
      lead={`${plural(made(whole).length, 'digest')} of all teams: what changed, what nobody looked at, and what is useful next, each week, month and quarter.`}
    >
      {made(whole).length === 0 && <Empty>{NONE}</Empty>}
      <Periods report={whole} />
      {[
        { id: 'orgs', heading: 'Of one org', all: orgs },
        { id: 'teams', heading: 'Of one team', all: teams },
      ].map(({ id, heading, all }) =>
        all.length === 0 ? null : (
          <Listed key={id} id={id} heading={heading} count={all.length}>
            {all.map(({ audience, title }) => (
              <li key={audience}>
                <a href={digestsAddress(audience)}>{title}</a>
              </li>
            ))}
          </Listed>
        ),
      )}
      <Formats data={dataAddress('/digests')} />
    </Layout>
  );
};

/** What the newest digest calls its audience; its id while there is none. */
function titleOf(report: AudienceReport): string {
  const [newest] = made(report).toSorted((a, b) => compare(b.madeAt, a.madeAt));
  return newest?.title ?? report.audience;
}

const orgIn = (audience: string) => (audience.startsWith('org:') ? audience.slice('org:'.length) : undefined);

/** The digests of one audience. */
const AudiencePage = (report: AudienceReport) => {
  const { audience } = report;
  const [team, org] = [teamIn(audience), orgIn(audience)];
  const title = `Digests of ${titleOf(report)}`;
  return (
    <Layout
      title={title}
      above={[{ label: 'Digests', address: '/digests' }]}
      lead={plural(made(report).length, 'digest')}
    >
      <p>
        {team !== undefined && (
          <Named of="team" id={team}>
            The page of this team
          </Named>
        )}
        {org !== undefined && (
          <Named of="org" id={org}>
            The page of this org
          </Named>
        )}
      </p>
      {made(report).length === 0 && <Empty>{NONE}</Empty>}
      <Steps steps={report.steps} />
      <Periods report={report} />
      <Formats data={dataAddress(digestsAddress(audience))} />
    </Layout>
  );
};

export const digests = resource({
  summary: 'Which digests there are of all teams, and of which orgs and teams there are others.',
  query: NO_QUERY,
  value: digestsReport,
  read: ({ store, now }) => readDigestsReport(store, now),
  page: DigestsPage,
});

export const audience = resource({
  summary:
    'Which digests there are of all teams (`all`), of an org (`org:cloud`) or of a team (`team:search`).',
  query: NO_QUERY,
  value: audienceReport,
  read: async ({ store, ids, now }) => {
    const report = await readAudienceReport(store, ids.audience ?? '', now);
    if (made(report).length > 0 || report.audience === 'all') return report;
    const known = await readOtherAudiences(store);
    return known.some((each) => each.audience === report.audience) ? report : undefined;
  },
  known: async ({ store }) => (await readOtherAudiences(store)).map((each) => each.audience),
  page: AudiencePage,
});
