import { releaseAddress, releaseDataAddress } from '../../kernel/model/addresses.ts';
import { Breadcrumb, Layout } from '../../site/look/layout.tsx';
import { dayAndTime, Moment } from '../../site/look/words.tsx';
import { daysInWords, MILESTONE_WORDS } from '../model/milestones.ts';
import type { ReleaseOutlook } from '../model/outlook.ts';
import { judgesNobody, type ReleaseReport, type Unscheduled } from '../model/report.ts';
import { Outlook } from './outlook.tsx';
import { ProjectGroups } from './projects.tsx';
import { kindInWords, releaseName, STATES } from './releases-page.tsx';
import { TallyBar } from './tally-bar.tsx';

interface Shown {
  readonly report: ReleaseReport;
  /** Of a release to come. */
  readonly outlook?: ReleaseOutlook | undefined;
}

const Milestones = ({ report, outlook }: Shown) => {
  const toCome = outlook?.milestones.map(({ name, at, days }) => ({
    label: MILESTONE_WORDS[name],
    at,
    left: daysInWords(days),
  }));
  const known = toCome ?? milestonesOf(report);
  if (known.length === 0) return null;
  return (
    <dl class="milestones">
      {known.map(({ label, at, left }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Moment at={at} />
            {left !== undefined && <span class="left">{left}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
};

function milestonesOf(report: ReleaseReport) {
  const all = [
    [report.state === 'scheduled' ? 'Opens' : 'Opened', report.opensAt],
    ['Feature freeze', report.featureFreezeAt],
    [report.state === 'scheduled' ? 'Planned cut' : 'Cut', report.cutAt],
    ['Published', report.publishedAt],
  ] as const;
  return all.flatMap(([label, at]) => (at === undefined ? [] : [{ label, at, left: undefined }]));
}

const Window = ({ report }: { report: ReleaseReport }) => {
  const { window, predecessor, state } = report;
  if (!window) return null;
  const cut = state === 'scheduled' ? 'the planned cut' : 'the cut';
  return (
    <p class="window">
      What counts: work merged{' '}
      {window.after !== undefined && (
        <>
          after <Moment at={window.after} /> and{' '}
        </>
      )}
      up to {cut} on <Moment at={window.until} />.
      {predecessor !== undefined && (
        <>
          {' '}
          The release before it is <a href={releaseAddress(predecessor)}>{predecessor}</a>.
        </>
      )}
    </p>
  );
};

const Heading = ({ report, outlook }: Shown) => (
  <header class="heading">
    <Breadcrumb steps={[{ label: 'Releases', address: '/' }, { label: report.train }]} />
    <h1>
      <span class="train">{report.train}</span> {releaseName(report)}
    </h1>
    <p class="standing">
      <span class={`state ${report.state}`}>{STATES[report.state]}</span>
      <span class="kind">{kindInWords(report)}</span>
      {report.version !== undefined && <code>{report.release}</code>}
    </p>
    <Milestones report={report} outlook={outlook} />
    <Window report={report} />
  </header>
);

/** Why a release waits, and what plans it. */
const Waiting = ({ unscheduled }: { unscheduled: Unscheduled }) => (
  <>
    <p class="empty">{unscheduled.because}</p>
    <p>To plan it, add these lines to releases.yml and import it; to refuse it, leave it here.</p>
    <pre>{unscheduled.solution}</pre>
  </>
);

/** Why a release has no verdicts. */
function unjudgedBecause(report: ReleaseReport): string {
  const { state, cancelledReason, counts, kind, cutAt } = report;
  if (state === 'cancelled')
    return `This release was cancelled${cancelledReason === undefined ? '' : ` (${cancelledReason})`}, so nothing is judged.`;
  if (!counts && kind === 'unknown')
    return 'Nobody has said what kind of release this is, so it is not judged.';
  if (!counts) return `Releases of kind “${kind}” are not judged.`;
  if (state !== 'scheduled') return judgesNobody(report);
  const planned = cutAt ? `The cut is planned for ${dayAndTime(cutAt)}.` : 'No date is planned for the cut.';
  return `Not cut yet. ${planned} Each project gets its verdict at the cut.`;
}

function Body({ report, outlook }: Shown) {
  if (report.unscheduled !== undefined) return <Waiting unscheduled={report.unscheduled} />;
  if (outlook !== undefined) return <Outlook outlook={outlook} />;
  if (report.projects.length === 0) return <p class="empty">{unjudgedBecause(report)}</p>;
  return (
    <>
      <TallyBar projects={report.projects} />
      <ProjectGroups projects={report.projects} />
    </>
  );
}

export const ReleasePage = ({ report, outlook }: Shown) => (
  <Layout title={`${report.train} ${releaseName(report)}`}>
    <Heading report={report} outlook={outlook} />
    <Body report={report} outlook={outlook} />
    <p class="data">
      <a href={releaseDataAddress(report.release)}>This page as JSON</a>
    </p>
  </Layout>
);
