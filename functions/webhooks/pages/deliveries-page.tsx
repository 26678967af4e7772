import { Arrived, Happenings } from '../../site/look/happenings.tsx';
import { Layout } from '../../site/look/layout.tsx';
import { Moment, sentence } from '../../site/look/words.tsx';
import type { DeliveriesReport, DeliveryRecord, SourceReport } from '../model/report.ts';

/** What became of a delivery, in words. */
const OUTCOMES: Readonly<Record<DeliveryRecord['outcome'], string>> = {
  accepted: 'became facts',
  duplicate: 'came before',
  ignored: 'concerns nobody',
  quarantined: 'not understood',
  unattributed: 'waits for a mapping',
  ping: 'checked the connection',
};

const Delivery = ({ it }: { it: SourceReport['latest'][number] }) => (
  <li>
    <p class="name">
      <span>{it.event}</span>{' '}
      <span class="tag">
        {it.refused !== undefined && it.outcome === 'ignored' ? 'not taken' : OUTCOMES[it.outcome]}
      </span>
    </p>
    <ul class="facts">
      <li>
        <Moment at={it.at} />
      </li>
      {it.place !== undefined && (
        <li>
          {it.place}
          {it.known !== undefined && `, in the catalog ${it.known}`}
        </li>
      )}
      {it.to.map((one) => (
        <li key={one}>{one}</li>
      ))}
      {it.more !== undefined && <li>and {it.more} like it since the line before</li>}
    </ul>
    {[...(it.unknown ?? []), ...(it.refused ?? [])].map((one) => (
      <p key={one} class="remedy">
        {sentence(one)}
      </p>
    ))}
    {it.about !== undefined && <Happenings all={[it.about]} count={1} />}
    {it.because !== undefined && it.outcome !== 'accepted' && <p class="remedy">{sentence(it.because)}</p>}
    {it.solution !== undefined && <pre>{it.solution}</pre>}
  </li>
);

const Sender = ({ it }: { it: SourceReport }) => (
  <li class="finding">
    <h3>{it.source}</h3>
    {it.latest[0] === undefined ? (
      <p>Nothing came in the last days.</p>
    ) : (
      <>
        <p>
          Last seen <Moment at={it.latest[0].at} />, at least {it.count} in the last days.
        </p>
        <details>
          <summary>The latest {it.latest.length}</summary>
          <ul class="evidence deliveries">
            {it.latest.map((one) => (
              <Delivery key={`${one.at} ${one.event}`} it={one} />
            ))}
          </ul>
        </details>
      </>
    )}
  </li>
);

const Waiting = ({ it }: { it: DeliveriesReport['unattributed'][number] }) => (
  <li class="finding">
    <h3>
      {it.event} <span class="entity">in {it.place}</span> <span class="count">{it.count}</span>
    </h3>
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
      </>
    )}
    <Happenings all={it.latest} count={it.count} />
    <Arrived firstAt={it.firstAt} lastAt={it.lastAt} />
  </li>
);

export const DeliveriesPage = ({ sources, unattributed }: DeliveriesReport) => (
  <Layout title="Deliveries" here="/deliveries">
    <header class="heading">
      <h1>Deliveries</h1>
      <p class="lead">
        What other tools delivered in the last days. What could not be understood is in{' '}
        <a href="/quarantine">quarantine</a>. What comes often has one line a minute; the answer to each
        delivery says what became of it.
      </p>
    </header>
    <section class="findings" aria-labelledby="senders">
      <h2 id="senders">Senders</h2>
      <ul>
        {sources.map((it) => (
          <Sender key={it.source} it={it} />
        ))}
      </ul>
    </section>
    <section class="findings" aria-labelledby="unattributed">
      <h2 id="unattributed">
        Waiting for a mapping{' '}
        <span class="count">{unattributed.reduce((sum, { count }) => sum + count, 0)}</span>
      </h2>
      {unattributed.length === 0 && <p class="empty">Everything that came could be attributed.</p>}
      <ul>
        {unattributed.map((it) => (
          <Waiting key={`${it.place} ${it.because} ${it.solution}`} it={it} />
        ))}
      </ul>
    </section>
  </Layout>
);
