import { releaseAddress } from '../../kernel/model/addresses.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Day } from '../../site/look/words.tsx';
import type { ReleaseLine, TrainReport } from '../model/report.ts';

export const releaseName = ({ release, version }: Pick<ReleaseLine, 'release' | 'version'>) =>
  version ?? release;

export const kindInWords = ({ kind }: Pick<ReleaseLine, 'kind'>) =>
  kind === 'unknown' ? 'kind not known' : `${kind} release`;

export const STATES: Readonly<Record<ReleaseLine['state'], string>> = {
  scheduled: 'Scheduled',
  cut: 'Cut',
  published: 'Published',
  cancelled: 'Cancelled',
  unscheduled: 'Not scheduled',
};

/** The one date that says most about where the release is. */
function Standing({ line }: { line: ReleaseLine }) {
  const { state, cutAt, publishedAt } = line;
  if (state === 'published' && publishedAt !== undefined) {
    return (
      <>
        published <Day at={publishedAt} />
        {line.counts && cutAt !== undefined && (
          <span class="earlier">
            cut <Day at={cutAt} />
          </span>
        )}
      </>
    );
  }
  if (state === 'cancelled')
    return (
      <>
        cancelled
        {line.cancelledReason !== undefined && <span class="earlier">{line.cancelledReason}</span>}
      </>
    );
  if (state === 'unscheduled' || cutAt === undefined) return <>{STATES[state].toLowerCase()}</>;
  return (
    <>
      {state === 'scheduled' ? 'cut planned for' : 'cut'} <Day at={cutAt} />
    </>
  );
}

const Release = ({ line }: { line: ReleaseLine }) => (
  <li class={`release ${line.state}${line.counts && line.state !== 'unscheduled' ? '' : ' quiet'}`}>
    <a class="version" href={releaseAddress(line.release)}>
      <span class="unseen">{line.train} </span>
      {releaseName(line)}
    </a>
    <span class="kind">
      {line.kind === 'unknown' ? kindInWords(line) : line.kind}
      {(!line.counts || line.state === 'unscheduled') && <span class="unjudged">not judged</span>}
    </span>
    <span class="when">
      <Standing line={line} />
    </span>
  </li>
);

const Train = ({ report, id }: { report: TrainReport; id: string }) => (
  <section class="trainline" aria-labelledby={id}>
    <h2 id={id}>{report.train}</h2>
    {report.releases.length > 0 ? (
      <ol>
        {report.releases.map((line) => (
          <Release key={line.release} line={line} />
        ))}
      </ol>
    ) : (
      <p class="empty">No release is known yet.</p>
    )}
    {report.remark !== undefined && <p class="remark">Note: {report.remark}.</p>}
    {report.unscheduled.length > 0 && (
      <>
        <h3>Waiting for a plan</h3>
        <p class="empty">
          Tags or releases tell of these, and nobody planned them. They are not judged. Each page has the
          lines for releases.yml that plan it.
        </p>
        <ol>
          {report.unscheduled.map((line) => (
            <Release key={line.release} line={line} />
          ))}
        </ol>
      </>
    )}
  </section>
);

export const ReleasesPage = ({ trains }: { trains: readonly TrainReport[] }) => (
  <Layout
    title="Releases"
    here="/releases"
    lead="Who shipped what in each release, with the evidence: on by default, behind a feature flag, or not this time."
  >
    {trains.length === 0 && (
      <p class="empty">
        No release is known yet. The first ReleaseScheduled or ReleaseCut event brings it here.
      </p>
    )}
    <div class="trains">
      {trains.map((report, index) => (
        <Train key={report.train} report={report} id={`train-${index + 1}`} />
      ))}
    </div>
    <p class="data">
      <a href="/api/releases">This page as JSON</a>
    </p>
  </Layout>
);
