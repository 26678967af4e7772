/** A project: its verdicts in the last releases with their evidence, what it plans, and from what it is exempt. */
import type { ComponentChildren } from 'preact';
import type { PublicOf } from '../../../events/visibility.ts';
import { pageAddress } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Mark } from '../../site/look/marks.tsx';
import { Empty, Formats, Known, Named, NamedHead, Part, Table } from '../../site/look/parts.tsx';
import { Sayings } from '../../site/look/say.tsx';
import { VerdictStrip } from '../../site/look/verdict-strip.tsx';
import { Day, Moment, sentence } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { daysInWords } from '../model/milestones.ts';
import { planInWords } from '../model/outlook-words.ts';
import { projectPage } from '../model/project-report.ts';
import { STANDING_WORDS } from '../model/standing.ts';
import { hasShipped, isFlagged, VERDICT_WORDS } from '../model/verdict.ts';
import { projectIds, readProjectPage } from '../store/project-reports.ts';
import { EvidenceList, timingInWords } from './evidence.tsx';

type Seen = PublicOf<ReturnType<typeof projectPage>>;
/** What internal readers see besides. */
type Inside = ReturnType<ReturnType<typeof projectPage>['parse']>;

/** `It shipped in 9 of the last 12 releases that expected it to, and nothing in the last 2.` */
function inShort({ strip, streak }: Seen): string {
  const expected = strip.filter(({ verdict }) => hasShipped(verdict) || isFlagged(verdict));
  const shipped = expected.filter(({ verdict }) => hasShipped(verdict)).length;
  if (expected.length === 0) return 'No release has judged it yet.';
  if (expected.length === 1)
    return `It shipped ${shipped === 1 ? '' : 'nothing '}in the one release that expected it to.`;
  if (shipped === expected.length)
    return `It shipped in each of the last ${shipped} releases that expected it to.`;
  const since =
    streak === 0 ? '' : `, and nothing in ${streak === 1 ? 'the last one' : `the last ${streak}`}`;
  return `It shipped in ${shipped} of the last ${expected.length} releases that expected it to${since}.`;
}

const STATUS: Readonly<Record<Seen['status'], string>> = {
  active: 'Active',
  paused: 'Paused',
  ended: 'Ended',
  unknown: 'Not started',
};

const Facts = ({ it, inside }: { it: Seen; inside: Inside | undefined }) => (
  <Known
    rows={[
      ['Team', it.team !== undefined && <Named of="team" id={it.team} />],
      ['Train', it.train !== undefined && <Named of="train" id={it.train} />],
      ['Status', inside?.reason === undefined ? STATUS[it.status] : `${STATUS[it.status]}: ${inside.reason}`],
      ['Since', it.startedAt !== undefined && <Day at={it.startedAt} />],
      ['Id', it.project !== it.title && <code>{it.project}</code>],
      [
        'Features',
        it.features.length > 0 && (
          <ul class="inline">
            {it.features.map(({ feature, title }) => (
              <li key={feature}>
                <Named of="feature" id={feature}>
                  {title}
                </Named>
              </li>
            ))}
          </ul>
        ),
      ],
    ]}
  />
);

const Coming = ({ coming }: Pick<Seen, 'coming'>) => (
  <Part id="coming" title="What comes next">
    <ul class="rows">
      {coming.map(({ release, version = release, cutAt, days, outlook }) => (
        <li key={release}>
          <div class="what">
            <p>
              <strong>
                <Named of="release" id={release}>
                  {version}
                </Named>
              </strong>
              <span class="tag">{STANDING_WORDS[outlook.standing].label}</span>
              <span class="beside">
                cut planned for <Day at={cutAt} />, {daysInWords(days)}
              </span>
            </p>
            {(outlook.risks.length > 0 ? outlook.risks : [outlook.because]).map((reason) => (
              <p key={reason}>{sentence(reason)}</p>
            ))}
            {[...outlook.remarks, ...outlook.plans.map(planInWords)].map((told) => (
              <p key={told} class="timing">
                {sentence(told)}
              </p>
            ))}
            {outlook.changes > 0 && <p class="timing">{plural(outlook.changes, 'change')} merged so far.</p>}
          </div>
        </li>
      ))}
    </ul>
  </Part>
);

/** The milestones that the timing of a release is counted from. */
const Counted = ({ it: { midCycleAt, featureFreezeAt } }: { it: Seen['releases'][number] }) => (
  <>
    {midCycleAt !== undefined && (
      <>
        {' '}
        Mid-cycle was <Day at={midCycleAt} />
        {featureFreezeAt === undefined ? '.' : ','}
      </>
    )}
    {featureFreezeAt !== undefined && (
      <>
        {' '}
        {midCycleAt === undefined ? 'The freeze' : 'the freeze'} was <Day at={featureFreezeAt} />.
      </>
    )}
  </>
);

const Release = ({ it, project }: { it: Seen['releases'][number]; project: string }) => {
  const { release, version = release, train, cutAt, verdict, because, timing } = it;
  const merged = timingInWords(timing);
  const { changes, beforeMidCycle, afterFreeze } = timing;
  const counted = [
    beforeMidCycle !== undefined &&
      `${beforeMidCycle} of ${plural(changes, 'change')} merged before mid-cycle`,
    afterFreeze !== undefined && `${afterFreeze} after the freeze`,
  ];
  return (
    <li class="project">
      <div>
        <h3>
          <Named of="release" id={release}>
            {version}
          </Named>
        </h3>
        <p class="team">
          {train}, cut <Day at={cutAt} />
        </p>
      </div>
      <div class="what">
        <p>
          <strong>
            <Mark of="verdict" word={verdict}>
              {VERDICT_WORDS[verdict].label}
            </Mark>
          </strong>
        </p>
        <p>{sentence(because)}</p>
        {merged !== undefined && (
          <p class="timing">
            {counted.filter(Boolean).join(', ')}.<Counted it={it} />
          </p>
        )}
        <EvidenceList
          project={project}
          evidence={it.evidence}
          evidenceOmitted={it.evidenceOmitted}
          of={version}
        />
      </div>
    </li>
  );
};

const Releases = ({ it }: { it: Seen }) => (
  <Part id="releases" title="Releases" count={it.releases.length}>
    {it.releases.length === 0 ? (
      <Empty>
        Each release of its train judges it at its cut. The first one is still to come, or was cut before the
        project began.
      </Empty>
    ) : (
      <ul>
        {it.releases.map((each) => (
          <Release key={each.release} it={each} project={it.project} />
        ))}
      </ul>
    )}
  </Part>
);

const EXPOSURES = { 'on-by-default': 'on by default', 'off-by-default': 'off by default' } as const;

const Plans = ({ plans }: Pick<Seen, 'plans'>) => (
  <Part id="plans" title="Planned" count={plans.length}>
    <Table caption="What is planned for releases to come" head={['Release', 'What', 'Exposure', 'Planned']}>
      {plans.map(({ release, version = release, feature, title, exposure, plannedAt }) => (
        <tr key={`${release} ${feature}`}>
          <NamedHead of="release" id={release}>
            {version}
          </NamedHead>
          <td>
            {feature === undefined ? (
              'something'
            ) : (
              <Named of="feature" id={feature}>
                {title}
              </Named>
            )}
          </td>
          <td>{exposure === undefined ? 'not said' : EXPOSURES[exposure]}</td>
          <td>
            <Day at={plannedAt} />
          </td>
        </tr>
      ))}
    </Table>
  </Part>
);

const EXEMPTION = { 'asked-for': 'Asked for', granted: 'Granted', over: 'Over' } as const;

const Exemptions = ({ it, inside }: { it: Seen; inside: Inside | undefined }) => (
  <Part id="exemptions" title="Exemptions" count={it.exemptions.length}>
    <Table
      caption="From what it is excused"
      head={['From', 'State', 'Since', ...(inside ? ['Reason', 'By'] : [])]}
    >
      {it.exemptions.map(({ release, until, state, at }, index) => {
        const more = inside?.exemptions[index];
        return (
          <tr key={release ?? until}>
            <th scope="row">{scopeOf(release, until)}</th>
            <td>{EXEMPTION[state]}</td>
            <td>
              <Day at={at} />
            </td>
            {inside !== undefined && <td>{more?.reason}</td>}
            {inside !== undefined && <td>{more?.approver ?? `asked for by ${more?.askedBy ?? 'nobody'}`}</td>}
          </tr>
        );
      })}
    </Table>
  </Part>
);

function scopeOf(release: string | undefined, until: string | undefined): ComponentChildren {
  if (release !== undefined) return <Named of="release" id={release} />;
  return until === undefined ? (
    'every release'
  ) : (
    <>
      every cut until <Moment at={until} />
    </>
  );
}

/** @param it what everybody may see, or more for internal readers, with whole reasons */
const ProjectPage = ({ it, inside }: { it: Seen; inside: Inside | undefined }) => (
  <Layout
    title={it.title}
    here="/releases"
    above={[
      { label: 'Projects', address: '/projects' },
      ...(it.team === undefined ? [] : [{ label: it.team, address: pageAddress('team', it.team) }]),
    ]}
    lead={inShort(it)}
  >
    <VerdictStrip of={it.title} cells={it.strip} />
    {!it.registered && (
      <Empty>
        Nobody has started it: events name it, and its team and train are not known, so it is not judged. List
        it in projects.yml, or send ProjectStarted.
      </Empty>
    )}
    <Sayings
      about={{ project: it.project, release: it.coming[0]?.release }}
      actions={{ plan: 'Plan a shipment', exempt: 'Exempt it', 'end-exemption': 'Take an exemption back' }}
    />
    <Facts it={it} inside={inside} />
    {it.coming.length > 0 && <Coming coming={it.coming} />}
    {it.plans.length > 0 && <Plans plans={it.plans} />}
    {it.exemptions.length > 0 && <Exemptions it={it} inside={inside} />}
    <Releases it={it} />
    <Formats data={dataAddress(pageAddress('project', it.project))} />
  </Layout>
);

export const project = resource({
  summary:
    'A project: its verdicts in the last releases with their evidence, how it stands for the next one, its plans and exemptions.',
  query: NO_QUERY,
  value: projectPage,
  read: ({ store, ids, now, zone }) => readProjectPage(store, ids.project ?? '', { now, zone }),
  known: ({ store }) => projectIds(store),
  page: (it, { inside }) => ProjectPage({ it: inside ?? it, inside }),
});
