/** What other tools delivered, and what became of it. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { Happenings } from '../../site/look/happenings.tsx';
import { Layout } from '../../site/look/layout.tsx';
import { Earlier, Formats } from '../../site/look/parts.tsx';
import { Moment, sentence } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { SENDERS } from '../model/normalized-event.ts';
import { type DeliveryRecord, deliveriesAnswer, type SenderReport } from '../model/report.ts';
import { readSender, readSenders } from '../store/deliveries.ts';

/** Deliveries of one sender on a page. */
const SHOWN = 50;

const ADDRESS = '/internal/deliveries';

/** What became of a delivery, in words. */
const OUTCOMES: Readonly<Record<DeliveryRecord['outcome'], string>> = {
  accepted: 'became facts',
  duplicate: 'came before',
  ignored: 'concerns nobody',
  quarantined: 'not understood',
  unattributed: 'waits for a mapping',
  ping: 'checked the connection',
};

const Delivery = ({ it }: { it: SenderReport['latest'][number] }) => (
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

/** @param alone whether the page shows only this one */
const Sender = ({ it, alone }: { it: SenderReport; alone: boolean }) => (
  <section class="finding" aria-labelledby={`of-${it.source}`}>
    <h2 id={`of-${it.source}`}>{it.source}</h2>
    {it.latest[0] === undefined ? (
      <p class="remedy">Nothing came in the last month.</p>
    ) : (
      <>
        {!alone && (
          <p>
            Last seen <Moment at={it.latest[0].at} />.{' '}
            <a href={`${ADDRESS}?source=${it.source}`}>All of {it.source}</a>
          </p>
        )}
        <ul class="evidence deliveries">
          {it.latest.map((one, at) => (
            <Delivery key={at} it={one} />
          ))}
        </ul>
      </>
    )}
  </section>
);

/** Those of which nothing came, in a sentence: most have never been connected. */
const Silent = ({ sources }: { sources: readonly string[] }) => (
  <p class="remedy">
    Nothing came in the last week from {sources.join(', ')}. The command <code>webhook-secret</code> connects
    a sender.
  </p>
);

const isSilent = ({ latest }: SenderReport) => latest.length === 0;

const deliveriesQuery = lazy(() =>
  z.object({ source: z.enum(SENDERS).optional(), after: z.string().max(1023).optional() }),
);

export const deliveries = resource({
  summary: 'What other tools delivered in the last weeks, and what became of it.',
  audience: 'internal',
  query: deliveriesQuery,
  value: deliveriesAnswer,
  read: async ({ store, query: { source, after }, now }) => {
    if (source === undefined) return { senders: await readSenders(store, now), next: null };
    const { sender, next = null } = await readSender(store, source, now, SHOWN, after);
    return { senders: [sender], next };
  },
  page: ({ senders, next }, { query: { source }, inside }) => (
    <Layout
      title={source === undefined ? 'Deliveries' : `Deliveries of ${source}`}
      above={[
        { label: 'Operations', address: '/internal' },
        ...(source === undefined ? [] : [{ label: 'Deliveries', address: ADDRESS }]),
      ]}
      lead={
        <>
          What other tools delivered, the latest first. What waits for a mapping is{' '}
          <a href="/internal/waiting">listed by itself</a>, and so is what{' '}
          <a href="/internal/quarantine">could not be understood</a>. What comes often has one line a minute.
        </>
      }
    >
      <div class="findings">
        {(inside?.senders ?? senders)
          .filter((it) => source !== undefined || !isSilent(it))
          .map((it) => (
            <Sender key={it.source} it={it} alone={source !== undefined} />
          ))}
        {source === undefined && senders.some(isSilent) && (
          <Silent sources={senders.filter(isSilent).map((it) => it.source)} />
        )}
      </div>
      <Earlier label="Earlier ones" changes={{ after: next }} />
      <Formats data={dataAddress(ADDRESS)} />
    </Layout>
  ),
});
