import { releaseAddress, releaseDataAddress } from '../../kernel/model/addresses.ts';
import { Breadcrumb, Layout } from '../../site/look/layout.tsx';
import { dayAndTime, Moment } from '../../site/look/words.tsx';
import type { ReleaseReport, Unscheduled } from '../model/report.ts';
import { ProjectGroups } from './projects.tsx';
import { kindInWords, releaseName, STATES } from './releases-page.tsx';
import { TallyBar } from './tally-bar.tsx';

const Milestones = ({ report }: { report: ReleaseReport }) => {
  const known = [
    [report.state === 'scheduled' ? 'Opens' : 'Opened', report.opensAt],
    ['Feature freeze', report.featureFreezeAt],
    [report.state === 'scheduled' ? 'Planned cut' : 'Cut', report.cutAt],
    ['Published', report.publishedAt],
  ].flatMap(([label, at]) => (label !== undefined && at !== undefined ? [{ label, at }] : []));
  if (known.length === 0) return null;
  return (
    <dl class="milestones">
      {known.map(({ label, at }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Moment at={at} />
          </dd>
        </div>
      ))}
    </dl>
  );
};

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

const Heading = ({ report }: { report: ReleaseReport }) => (
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
    <Milestones report={report} />
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
function unjudgedBecause({ state, counts, kind, cutAt }: ReleaseReport): string {
  if (state === 'cancelled') return 'This release was cancelled, so nothing is judged.';
  if (!counts && kind === 'unknown')
    return 'Nobody has said what kind of release this is, so it is not judged.';
  if (!counts) return `Releases of kind “${kind}” are not judged.`;
  if (state !== 'scheduled') return 'No project has a verdict in this release.';
  const planned = cutAt ? `The cut is planned for ${dayAndTime(cutAt)}.` : 'No date is planned for the cut.';
  return `Not cut yet. ${planned} Each project gets its verdict at the cut.`;
}

export const ReleasePage = ({ report }: { report: ReleaseReport }) => (
  <Layout title={`${report.train} ${releaseName(report)}`}>
    <Heading report={report} />
    {report.projects.length > 0 ? (
      <>
        <TallyBar projects={report.projects} />
        <ProjectGroups projects={report.projects} />
      </>
    ) : report.unscheduled !== undefined ? (
      <Waiting unscheduled={report.unscheduled} />
    ) : (
      <p class="empty">{unjudgedBecause(report)}</p>
    )}
    <p class="data">
      <a href={releaseDataAddress(report.release)}>This page as JSON</a>
    </p>
  </Layout>
);
