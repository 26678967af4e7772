/** What waits for a mapping: where it happened, why it waits, and the lines that are missing from the catalog. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { Arrived, Happenings } from '../../site/look/happenings.tsx';
import { Layout } from '../../site/look/layout.tsx';
import { Earlier, Empty, Formats } from '../../site/look/parts.tsx';
import { Say } from '../../site/look/say.tsx';
import { sentence } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { type WaitingRow, waitingAnswer, waitingRows } from '../model/report.ts';
import { readWaitingPart } from '../store/origins.ts';

/** Events that are read at once; those of one place that wait for the same lines are one row. */
const EVENTS_READ = 200;

const ADDRESS = '/internal/waiting';

const Row = ({ it }: { it: WaitingRow }) => (
  <li class="finding">
    <h2>
      {it.event} <span class="entity">in {it.place}</span> <span class="count">{it.count}</span>
    </h2>
    <p>{sentence(it.because)}</p>
    {it.solution.startsWith('# ') ? (
      <p class="remedy">
        <strong>What to do:</strong> {it.solution.slice(2)}
      </p>
    ) : (
      <>
        <p class="remedy">
          <strong>What to do:</strong> add this to <code>sources.yml</code> of the catalog and import it; what
          waits is then attributed by itself.
        </p>
        <pre>{it.solution}</pre>
        <p>
          <Say action="map-source" fields={{ source: it.place }}>
            Map it here
          </Say>
        </p>
      </>
    )}
    <Happenings all={it.latest} count={it.count} />
    <Arrived firstAt={it.firstAt} lastAt={it.lastAt} />
  </li>
);

const eventsIn = (rows: readonly Pick<WaitingRow, 'count'>[]) =>
  rows.reduce((sum, { count }) => sum + count, 0);

const countOf = (rows: readonly WaitingRow[], next: string | null) => {
  const count = eventsIn(rows);
  return `${next === null ? '' : 'At least '}${count} ${count === 1 ? 'event waits' : 'events wait'}: nothing in the catalog says whose work they are.`;
};

const waitingQuery = lazy(() => z.object({ after: z.string().max(1023).optional() }));

export const waiting = resource({
  summary: 'Events that wait until the catalog says whose work they are, with the lines that would say it.',
  audience: 'internal',
  query: waitingQuery,
  value: waitingAnswer,
  read: async ({ store, query }) => {
    const { waiting: found, next = null } = await readWaitingPart(store, EVENTS_READ, query.after);
    return { waiting: waitingRows(found), next };
  },
  page: ({ waiting: rows, next }, { inside }) => (
    <Layout
      title="Waiting for a mapping"
      above={[{ label: 'Operations', address: '/internal' }]}
      lead={rows.length === 0 ? 'Nothing waits.' : countOf(rows, next)}
    >
      {rows.length === 0 && <Empty>Everything that came could be attributed.</Empty>}
      <section class="findings" aria-label="What waits">
        <ul>
          {(inside?.waiting ?? rows).map((it) => (
            <Row key={`${it.place} ${it.because} ${it.solution}`} it={it} />
          ))}
        </ul>
      </section>
      <Earlier label="More of them" changes={{ after: next }} />
      <Formats data={dataAddress(ADDRESS)} />
    </Layout>
  ),
});
