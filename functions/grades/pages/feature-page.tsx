/** One feature: what is known of it comes first, then its stars, then the rest. */
import type { ComponentChildren } from 'preact';
import { feedAddress, pageAddress } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import { useFrame, withQuery } from '../../site/look/frame.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Mark, spoken } from '../../site/look/marks.tsx';
import { Empty, Formats, Known, Named, Part, Table } from '../../site/look/parts.tsx';
import { Day, Moment } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import type { FeatureView } from '../model/feature-view.ts';
import { Evidence, Stars } from './feature-stars.tsx';

type Props = { readonly view: FeatureView };

const Lead = ({ view: { grade, team, maturity, retiredAt, registered } }: Props) => (
  <>
    {grade === null
      ? 'No rubric holds, so it has no stars'
      : `${grade.earned} of ${plural(grade.of, 'star')} earned`}
    {maturity !== null && `, ${maturity.title}`}
    {team !== null && (
      <>
        , by{' '}
        <Named of="team" id={team.id}>
          {team.title}
        </Named>
      </>
    )}
    .{registered === 'no' && ' Nobody has registered it yet.'}
    {retiredAt !== null && (
      <>
        {' '}
        Retired on <Day at={retiredAt} />: nothing is expected of it any more.
      </>
    )}
  </>
);

const list = (items: readonly ComponentChildren[]) =>
  items.length === 0 ? undefined : items.map((item, at) => [at > 0 && ', ', item]);

const Facts = ({ view }: Props) => (
  <Known
    rows={[
      [
        'Project',
        view.project !== null && (
          <Named of="project" id={view.project.id}>
            {view.project.title}
          </Named>
        ),
      ],
      ['Product areas', list(view.areas.map((area) => <Named of="area" id={area} />))],
      ['Documentation', view.docsUrl !== null && <a href={view.docsUrl}>{view.docsUrl}</a>],
      ['Note', view.note],
      ['Authors', list((view.authors ?? []).map((author) => author))],
      ['Feature flag', view.flag !== null && <Flag flag={view.flag} />],
      ['Enrolment', view.enrollment !== null && <Enrollment enrollment={view.enrollment} />],
      ['Was called', list(view.formerNames)],
      ['Retired because', view.retiredReason],
    ]}
  />
);

const Flag = ({
  flag: { title, default: state, share, changedAt, url },
}: {
  flag: NonNullable<FeatureView['flag']>;
}) => (
  <>
    {url === null ? title : <a href={url}>{title}</a>}:{' '}
    {state === 'unknown' ? 'its default is unknown' : `${state} by default`}
    {share !== null && `, ${share}`}
    {changedAt !== null && (
      <>
        , since <Day at={changedAt} />
      </>
    )}
  </>
);

const Enrollment = ({
  enrollment: { accounts, stages },
}: {
  enrollment: NonNullable<FeatureView['enrollment']>;
}) => (
  <>
    {plural(accounts, 'account')}
    {stages.map(({ stage, open, accounts: count }) => (
      <>
        {' · '}
        {stage}: {plural(count, 'account')}, {OPEN[open]}
      </>
    ))}
  </>
);

const OPEN = { yes: 'open', no: 'closed', unknown: 'not said whether it is open' } as const;

const Next = ({ next }: Pick<FeatureView, 'next'>) => (
  <Part id="next" title="The next stars within reach" count={next.length}>
    <ol class="rows">
      {next.map(({ category, title, who, what }) => (
        <li key={category}>
          <strong>{title}</strong>
          <span>{who}:</span>
          <span>{what}</span>
        </li>
      ))}
    </ol>
  </Part>
);

const Remarks = ({ remarks }: Pick<FeatureView, 'remarks'>) =>
  remarks.length === 0 ? null : (
    <Part id="remarks" title="What does not go together" count={remarks.length}>
      <ul class="rows">
        {remarks.map((text) => (
          <li key={text}>It is {text}.</li>
        ))}
      </ul>
    </Part>
  );

const Seen = ({
  changedAt,
  verifiedAt,
  verifiedBy,
}: Pick<FeatureView['compatibility'], 'changedAt' | 'verifiedAt' | 'verifiedBy'>) => (
  <p class="beside">
    {changedAt === null ? (
      'Nobody has said anything of it yet.'
    ) : (
      <>
        Changed on <Day at={changedAt} />,{' '}
        {verifiedAt === null ? (
          'and never looked at since'
        ) : (
          <>
            last looked at on <Day at={verifiedAt} />
            {verifiedBy !== undefined && ` by ${verifiedBy}`}
          </>
        )}
        .
      </>
    )}
  </p>
);

interface AnswersProps {
  readonly id: string;
  readonly title: string;
  readonly head: string;
  readonly answers: FeatureView['compatibility'] | FeatureView['deployment'];
}

const Answers = ({ id, title, head, answers }: AnswersProps) =>
  answers.answers.length === 0 ? null : (
    <Part id={id} title={title}>
      <Table caption={`${title}, one by one`} head={[head, 'Supported']}>
        {answers.answers.map((each) => (
          <tr key={each.id}>
            <th scope="row">{each.title}</th>
            <td>
              <Mark of="support" word={each.supports} />
              {'maturity' in each && each.maturity !== null && (
                <span class="beside"> {each.maturity.title}</span>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <Seen {...answers} />
    </Part>
  );

const Releases = ({ releases }: Pick<FeatureView, 'releases'>) => (
  <Part id="releases" title="Releases it appeared in" count={releases.length}>
    {releases.length === 0 ? (
      <Empty>No change that names it counts for a release yet.</Empty>
    ) : (
      <Table caption="Releases, newest first" head={['Release', 'How', 'Project', 'Last merged or shipped']}>
        {releases.map(({ release, project, exposure, at }) => (
          <tr key={`${release} ${project.id}`}>
            <th scope="row">
              <Named of="release" id={release} />
            </th>
            <td>
              {exposure === null ? (
                'unknown'
              ) : (
                <Mark of="verdict" word={exposure === 'on-by-default' ? 'shipped-on' : 'shipped-off'}>
                  {spoken(exposure)}
                </Mark>
              )}
            </td>
            <td>
              <Named of="project" id={project.id}>
                {project.title}
              </Named>
            </td>
            <td>
              <Day at={at} />
            </td>
          </tr>
        ))}
      </Table>
    )}
  </Part>
);

const Launch = ({ launch: { tier, plannedAt, tasks } }: { launch: NonNullable<FeatureView['launch']> }) => (
  <Part id="launch" title={`Launch, tier ${tier}`}>
    <p>
      {plannedAt === null ? (
        'No release is planned for it, so nothing is due.'
      ) : (
        <>
          Planned for <Day at={plannedAt} />.
        </>
      )}
    </p>
    {tasks.length > 0 && (
      <Table caption="What is prepared" head={['Task', 'Due', 'State']}>
        {tasks.map(({ title, dueAt, done, overdue }) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>
              <Day at={dueAt} />
            </td>
            <td>
              <Mark of="support" word={done === 'yes' ? 'yes' : overdue === 'yes' ? 'no' : 'unknown'}>
                {done === 'yes' ? 'done' : overdue === 'yes' ? 'overdue' : 'to do'}
              </Mark>
            </td>
          </tr>
        ))}
      </Table>
    )}
  </Part>
);

const OverTime = ({ view: { maturities, changes } }: Props) => (
  <div class="columns">
    {maturities.length > 0 && (
      <Part id="maturity" title="Maturity over time">
        <ul class="rows">
          {maturities.map(({ id, title, from }) => (
            <li key={`${id} ${from}`}>
              <strong>{title}</strong>
              <span class="beside">
                since <Day at={from} />
              </span>
            </li>
          ))}
        </ul>
      </Part>
    )}
    {changes.length > 0 && (
      <Part id="grades" title="Stars over time">
        <ul class="rows">
          {changes.map(({ at, earned, of, stars }) => (
            <li key={at}>
              <Day at={at} />
              <strong>
                {earned} of {of}
              </strong>
              <span class="beside">
                {stars.every(({ from }) => from === null)
                  ? 'first graded'
                  : stars.map(({ title, to }) => `${title} ${to === null ? 'gone' : spoken(to)}`).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      </Part>
    )}
  </div>
);

const NOTES = { sales: 'For sales', support: 'For support', notes: 'Notes' } as const;

const Notes = ({ notes }: { notes: NonNullable<FeatureView['notes']> }) => (
  <Part id="notes" title="Notes for sales and support">
    <Known
      rows={(['sales', 'support', 'notes'] as const).map((kind) => [NOTES[kind], notes[kind]] as const)}
    />
  </Part>
);

const Badge = ({ badge: { image, markdown, html } }: Pick<FeatureView, 'badge'>) => (
  <details>
    <summary>A badge to copy</summary>
    <p>
      <img src={image} alt="Its stars, as a badge" height={20} />
    </p>
    <p>
      As Markdown: <code>{markdown}</code>
    </p>
    <p>
      As HTML: <code>{html}</code>
    </p>
  </details>
);

function History({
  history: { total, next, entries },
  isPaged,
}: Pick<FeatureView, 'history'> & { isPaged: boolean }) {
  const { address } = useFrame();
  return (
    <Part id="history" title="Everything said of it" count={total}>
      <ol class="rows">
        {entries.map(({ at, what, detail, by, comment, evidence }) => (
          <li key={`${at} ${what} ${detail}`}>
            <Moment at={at} />
            <span>{what}</span>
            <span class="beside">
              {by}
              {detail !== undefined && ` ${detail}`}
              {comment !== undefined && ` “${comment}”`} <Evidence url={evidence} />
            </span>
          </li>
        ))}
      </ol>
      {(isPaged || next !== null) && (
        <nav class="pages" aria-label="Pages of the history">
          {isPaged && <a href={`${withQuery(address, { after: undefined })}#history`}>Newest</a>}
          {next !== null && <a href={`${withQuery(address, { after: next })}#history`}>Older</a>}
        </nav>
      )}
    </Part>
  );
}

export const FeaturePage = ({
  view,
  query,
}: Props & { query: { readonly 'as-of'?: string | undefined; readonly after?: string | undefined } }) => (
  <Layout
    title={view.title}
    feed={feedAddress('feature', view.feature)}
    above={[{ label: 'Features', address: '/features' }]}
    lead={
      <>
        <Lead view={view} />
        {query['as-of'] !== undefined && (
          <>
            {' '}
            As of <Moment at={view.at} />.
          </>
        )}
      </>
    }
  >
    <Facts view={view} />
    <Part id="stars" title="Stars">
      {view.stars.length === 0 ? (
        <Empty>There is no rubric yet: once one is published, stars can be given.</Empty>
      ) : (
        <Stars view={view} />
      )}
    </Part>
    {view.next.length > 0 && <Next next={view.next} />}
    <Remarks remarks={view.remarks} />
    <div class="columns">
      <Answers id="compatibility" title="Code hosts" head="Code host" answers={view.compatibility} />
      <Answers id="deployment" title="Deployment" head="Option" answers={view.deployment} />
      <Answers id="use-cases" title="Use cases" head="Use case" answers={view.useCases} />
    </div>
    <Releases releases={view.releases} />
    {view.launch !== null && <Launch launch={view.launch} />}
    <OverTime view={view} />
    {view.notes !== undefined && <Notes notes={view.notes} />}
    <History history={view.history} isPaged={query.after !== undefined} />
    <Badge badge={view.badge} />
    <Formats
      data={dataAddress(pageAddress('feature', view.feature))}
      feed={feedAddress('feature', view.feature)}
    />
  </Layout>
);
