import { releaseAddress, releaseDataAddress } from '../../kernel/model/addresses.ts';
import { Breadcrumb, Layout } from '../../site/look/layout.tsx';
import { Moment } from '../../site/look/moment.tsx';
import type { ReleaseReport } from '../model/report.ts';
import { ProjectGroups } from './projects.tsx';
import { TallyBar } from './tally-bar.tsx';
import { kindInWords, releaseName, STATES, unjudgedBecause } from './words.ts';

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

export const ReleasePage = ({ report }: { report: ReleaseReport }) => (
  <Layout title={`${report.train} ${releaseName(report)}`}>
    <Heading report={report} />
    {report.projects.length > 0 ? (
      <>
        <TallyBar projects={report.projects} />
        <ProjectGroups projects={report.projects} />
      </>
    ) : (
      <p class="empty">{unjudgedBecause(report)}</p>
    )}
    <p class="data">
      <a href={releaseDataAddress(report.release)}>This page as JSON</a>
    </p>
  </Layout>
);
