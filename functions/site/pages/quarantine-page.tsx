/** What could not be understood or computed, and what a person can do about it. */
import type { VNode } from 'preact';
import type { Trouble } from '../../kernel/derived/troubles.ts';
import type { QuarantineRow } from '../../kernel/ledger/quarantine.ts';
import type { Unregistered } from '../../verdicts/model/report.ts';
import { Arrived, Happenings } from '../look/happenings.tsx';
import { Layout } from '../look/layout.tsx';
import { Moment, sentence } from '../look/words.tsx';

const REGISTRATIONS: Readonly<Record<string, string>> = {
  team: 'Send TeamRegistered for it.',
  feature: 'Send FeatureRegistered for it.',
  project: 'Send ProjectStarted for it.',
  release: 'Send ReleaseScheduled for it.',
  flag: 'Send FeatureRegistered for the feature behind it, naming this feature flag.',
};

const registrationRemedy = (entity: string) =>
  `${REGISTRATIONS[entity] ?? 'Send the event that registers it.'} What arrived before then counts as well.`;

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

const UnregisteredItem = ({ it }: { it: Unregistered }) => (
  <li class="finding">
    <h3>
      <span class="entity">{it.entity}</span> {it.id}
    </h3>
    <p>{sentence(it.reason)}</p>
    <p class="remedy">
      <strong>What to do:</strong> {registrationRemedy(it.entity)}
    </p>
  </li>
);

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

interface QuarantineProps {
  readonly unregistered: readonly Unregistered[];
  readonly quarantined: readonly QuarantineRow[];
  readonly troubles: readonly Trouble[];
}

export const QuarantinePage = ({ unregistered, quarantined, troubles }: QuarantineProps) => (
  <Layout
    title="Quarantine"
    here="/quarantine"
    lead="What arrived and could not be understood, or not be assigned yet. Nothing is dropped, and nothing is guessed."
  >
    <Findings id="unregistered" title="Not registered yet" none="Everything that events name is registered.">
      {unregistered.map((it) => (
        <UnregisteredItem key={`${it.entity} ${it.id}`} it={it} />
      ))}
    </Findings>
    <Findings id="quarantined" title="Events not understood" none="Every event so far was understood.">
      {quarantined.map((it) => (
        <QuarantinedItem key={`${it.reason} ${it.place} ${it.message}`} it={it} />
      ))}
    </Findings>
    {troubles.length > 0 && (
      <Findings id="troubles" title="Not computed, or not stored whole">
        {troubles.map((it) => (
          <TroubleItem key={`${it.kind} ${it.what}`} it={it} />
        ))}
      </Findings>
    )}
  </Layout>
);
