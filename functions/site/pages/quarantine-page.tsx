/** What could not be understood or computed, and what a person can do about it. */
import type { VNode } from 'preact';
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { readTroubles, type Trouble, trouble } from '../../kernel/derived/troubles.ts';
import {
  type QuarantineRow,
  quarantineRow,
  quarantineRows,
  readQuarantinePart,
} from '../../kernel/ledger/quarantine.ts';
import { Arrived, Happenings } from '../look/happenings.tsx';
import { Layout } from '../look/layout.tsx';
import { Earlier, Formats } from '../look/parts.tsx';
import { Moment, sentence } from '../look/words.tsx';
import { dataAddress } from '../resource/addresses.ts';
import { resource } from '../resource/resource.ts';

/** Events that are read at once; those that were refused in the same words are one row. */
const EVENTS_READ = 200;

const ADDRESS = '/internal/quarantine';

/** Each reason in words, and what to do about it. */
const REMEDIES: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  NOT_JSON: ['Not JSON', 'Send the event again as one JSON document.'],
  NOT_AN_EVENT: ['Not an event', 'Send it again with its source, detail-type and detail.'],
  UNKNOWN_SOURCE: ['Unknown source', 'Send facts with the source that Shipshape listens to.'],
  UNKNOWN_TYPE: ['Unknown type', 'Check the spelling of the detail-type against the list of events.'],
  UNKNOWN_VERSION: [
    'Unknown version',
    'Send version 1 of the event, or update Shipshape to one that knows this version.',
  ],
  BAD_TIME: ['Bad time', 'Correct the moment (RFC 3339, with a zone) and send the event again.'],
  BAD_ID: ['Bad id', 'Correct the id and send the event again.'],
  BAD_FIELD: ['Bad field', 'Correct the field that is named here and send the event again.'],
  TOO_LARGE: ['Too large', 'Shorten the event; link to long text instead of sending it.'],
  TOO_DEEP: ['Too deep', 'Flatten the event and send it again.'],
  ID_REUSED: [
    'Id used twice',
    'Both contents are stored and one of them counts. If that is the wrong one, send the other with an id of its own.',
  ],
  SHAPE_MISMATCH: [
    'Not what its name says',
    'Its event name is not signed and its body is of another event: redeliver it from its sender.',
  ],
  NOT_ATTRIBUTED: [
    'Not attributed',
    'Add what is named here to sources.yml of the catalog; it is then translated again by itself.',
  ],
};

const QuarantinedItem = ({ it }: { it: QuarantineRow }) => {
  const [what, remedy] = REMEDIES[it.reason] ?? [it.reason, 'Correct the event and send it again.'];
  return (
    <li class="finding">
      <h3>
        {what} <code>{it.reason}</code> {it.place !== undefined && <span class="entity">in {it.place}</span>}{' '}
        {it.count > 1 && <span class="count">{it.count}</span>}
      </h3>
      <p>{it.message}</p>
      <p class="remedy">
        <strong>What to do:</strong> {remedy}
      </p>
      <Happenings all={it.latest} count={it.count} />
      <Arrived firstAt={it.firstAt} lastAt={it.lastAt} />
      <ul class="facts">
        {it.latest.map(({ digest }) => (
          <li key={digest}>
            digest <code>{digest}</code>
          </li>
        ))}
      </ul>
    </li>
  );
};

const TroubleItem = ({ it }: { it: Trouble }) => (
  <li class="finding">
    <h3>{sentence(it.what)}</h3>
    {it.kind === 'failed' ? (
      <p>
        It could not be computed (<Moment at={it.at} />
        ), and is tried again every hour. The log says why; nothing else waits for it.
      </p>
    ) : (
      <p>
        It is too large to be stored whole. Left out:{' '}
        {it.omitted.map(({ of, count }) => `${count.toLocaleString('en')} of ${of}`).join(', ')}.
      </p>
    )}
  </li>
);

interface FindingsProps {
  readonly id: string;
  readonly title: string;
  /** What is shown where there are none. */
  readonly none?: string;
  readonly children: readonly VNode[];
}

const Findings = ({ id, title, none, children }: FindingsProps) => (
  <section class="findings" aria-labelledby={id}>
    <h2 id={id}>
      {title} <span class="count">{children.length}</span>
    </h2>
    {children.length === 0 && <p class="empty">{none}</p>}
    <ul>{children}</ul>
  </section>
);

const quarantineAnswer = lazy(() =>
  z.object({
    quarantined: z.array(quarantineRow()),
    /** With the first part only. */
    troubles: z.array(trouble()),
    next: z.string().nullable(),
  }),
);

const quarantineQuery = lazy(() => z.object({ after: z.string().max(1023).optional() }));

export const quarantine = resource({
  summary:
    'Events that could not be understood, and values that could not be computed, each with what to do.',
  audience: 'internal',
  query: quarantineQuery,
  value: quarantineAnswer,
  read: async ({ store, query: { after } }) => {
    const part = readQuarantinePart(store, EVENTS_READ, after);
    const [{ quarantined, next = null }, troubles] = await Promise.all([
      part,
      after === undefined ? readTroubles(store) : [],
    ]);
    return { quarantined: quarantineRows(quarantined), troubles, next };
  },
  page: ({ quarantined, troubles, next }, { inside }) => (
    <Layout
      title="Quarantine"
      above={[{ label: 'Operations', address: '/internal' }]}
      lead={
        <>
          What arrived and could not be understood. Nothing is dropped, and nothing is guessed. Names that
          nobody has registered are <a href="/internal/unknown-names">listed by themselves</a>.
        </>
      }
    >
      <Findings id="quarantined" title="Events not understood" none="Every event so far was understood.">
        {(inside?.quarantined ?? quarantined).map((it) => (
          <QuarantinedItem key={`${it.reason} ${it.place} ${it.message}`} it={it} />
        ))}
      </Findings>
      <Earlier label="More of them" changes={{ after: next }} />
      {troubles.length > 0 && (
        <Findings id="troubles" title="Not computed, or not stored whole">
          {troubles.map((it) => (
            <TroubleItem key={`${it.kind} ${it.what}`} it={it} />
          ))}
        </Findings>
      )}
      <Formats data={dataAddress(ADDRESS)} />
    </Layout>
  ),
});
