import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { pageAfter } from '../../kernel/http/answers.ts';
import { releaseAddress } from '../../kernel/model/addresses.ts';
import { useFrame, withQuery } from '../../site/look/frame.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Empty, Formats, Named } from '../../site/look/parts.tsx';
import { Day } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { type ReleaseLine, type ReleaseList, releaseList } from '../model/report.ts';
import { readReleaseList } from '../store/reports.ts';
import { kindInWords, releaseName, STATES } from './release-words.tsx';

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

const Train = ({ report, id }: { report: ReleaseList['trains'][number]; id: string }) => (
  <section class="trainline" aria-labelledby={id}>
    <h2 id={id}>
      <Named of="train" id={report.train} />
    </h2>
    {report.releases.length > 0 ? (
      <ol>
        {report.releases.map((line) => (
          <Release key={line.release} line={line} />
        ))}
      </ol>
    ) : (
      <Empty>No release is known yet.</Empty>
    )}
    {report.omitted > 0 && (
      <p class="remark">
        <Named of="train" id={report.train}>
          {report.omitted} more, further back
        </Named>
      </p>
    )}
    {report.remark !== undefined && <p class="remark">Note: {report.remark}.</p>}
    {report.unscheduled.length > 0 && (
      <>
        <h3>Waiting for a plan</h3>
        <Empty>
          Tags or releases tell of these, and nobody planned them. They are not judged. Each page has the
          lines for releases.yml that plan it.
        </Empty>
        <ol>
          {report.unscheduled.map((line) => (
            <Release key={line.release} line={line} />
          ))}
        </ol>
      </>
    )}
  </section>
);

/** Leads to the next page of a list, where there is one. */
export function NextPage({ next, of }: { next: string | undefined; of: string }) {
  const { address } = useFrame();
  if (next === undefined) return null;
  return (
    <p class="actions">
      <a class="button" href={withQuery(address, { after: next })}>
        More {of}
      </a>
    </p>
  );
}

const ReleasesPage = ({ trains, next }: ReleaseList) => (
  <Layout
    title="Releases"
    here="/releases"
    lead="Who shipped what in each release, with the evidence: on by default, behind a feature flag, or not this time."
  >
    {trains.length === 0 && (
      <Empty>No release is known yet. The first ReleaseScheduled or ReleaseCut event brings it here.</Empty>
    )}
    <div class="trains">
      {trains.map((report, index) => (
        <Train key={report.train} report={report} id={`train-${index + 1}`} />
      ))}
    </div>
    <NextPage next={next} of="trains" />
    <Formats data={dataAddress('/releases')} />
  </Layout>
);

/** Of lists that are shown page by page. */
export const afterQuery = lazy(() => z.object({ after: z.string().optional() }));

export const releases = resource({
  summary: 'The trains with their releases, the newest first by date, and those that wait for a plan.',
  query: afterQuery,
  value: releaseList,
  read: ({ store, query }) => readReleaseList(store, pageAfter(query.after)),
  page: (list) => ReleasesPage(list),
});
