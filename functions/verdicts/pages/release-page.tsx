import { pageAddress, releaseAddress } from '../../kernel/model/addresses.ts';
import { Breadcrumb, Layout } from '../../site/look/layout.tsx';
import { Empty, Formats } from '../../site/look/parts.tsx';
import { Sayings } from '../../site/look/say.tsx';
import { dayAndTime, Moment } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { daysInWords, MILESTONE_WORDS } from '../model/milestones.ts';
import { judgesNobody, releaseReport } from '../model/report.ts';
import { readOutlook } from '../store/outlook.ts';
import { releaseReport as readReport, releaseIds } from '../store/reports.ts';
import { Outlook } from './outlook.tsx';
import { ProjectGroups } from './projects.tsx';
import { kindInWords, releaseName, STATES } from './release-words.tsx';
import type { SeenRelease } from './seen.ts';
import { TallyBar } from './tally-bar.tsx';

interface Shown {
  readonly report: SeenRelease;
}

const Milestones = ({ report }: Shown) => {
  const toCome = report.outlook?.milestones.map(({ name, at, days }) => ({
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

function milestonesOf(report: SeenRelease) {
  const all = [
    [report.state === 'scheduled' ? 'Opens' : 'Opened', report.opensAt],
    ['Feature freeze', report.featureFreezeAt],
    [report.state === 'scheduled' ? 'Planned cut' : 'Cut', report.cutAt],
    ['Published', report.publishedAt],
  ] as const;
  return all.flatMap(([label, at]) => (at === undefined ? [] : [{ label, at, left: undefined }]));
}

const Window = ({ report }: Shown) => {
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

const Heading = ({ report }: Shown) => (
  <header class="heading">
    <Breadcrumb
      steps={[
        { label: 'Releases', address: '/releases' },
        { label: report.train, address: pageAddress('train', report.train) },
      ]}
    />
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
const Waiting = ({ unscheduled }: { unscheduled: NonNullable<SeenRelease['unscheduled']> }) => (
  <>
    <Empty>{unscheduled.because}</Empty>
    <p>To plan it, add these lines to releases.yml and import it; to refuse it, leave it here.</p>
    <pre>{unscheduled.solution}</pre>
  </>
);

/** Why a release has no verdicts. */
function unjudgedBecause(report: SeenRelease): string {
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

function Body({ report }: Shown) {
  if (report.unscheduled !== undefined) return <Waiting unscheduled={report.unscheduled} />;
  if (report.outlook !== undefined) return <Outlook outlook={report.outlook} />;
  if (report.projects.length === 0) return <Empty>{unjudgedBecause(report)}</Empty>;
  return (
    <>
      <TallyBar projects={report.projects} />
      <ProjectGroups projects={report.projects} />
    </>
  );
}

const ReleasePage = ({ report }: Shown) => (
  <Layout title={`${report.train} ${releaseName(report)}`} here="/releases">
    <Heading report={report} />
    <Sayings
      about={{ release: report.release }}
      actions={{
        schedule: report.state === 'unscheduled' ? 'Plan it' : 'Re-date it',
        date: 'Say when it was cut',
        cancel: 'Cancel it',
        exempt: 'Exempt a project',
      }}
    />
    <Body report={report} />
    <Formats data={dataAddress(releaseAddress(report.release))} />
  </Layout>
);

export const release = resource({
  summary:
    'A release: every verdict with its evidence or, before the cut, what is planned, merged so far and at risk.',
  query: NO_QUERY,
  value: releaseReport,
  async read({ store, ids, now, zone }) {
    const report = await readReport(store, ids.release ?? '');
    if (report?.state !== 'scheduled' || !report.counts) return report;
    return { ...report, outlook: await readOutlook(store, report.release, { now, zone }) };
  },
  known: ({ store }) => releaseIds(store),
  page: (report, { inside }) => ReleasePage({ report: inside ?? report }),
});
