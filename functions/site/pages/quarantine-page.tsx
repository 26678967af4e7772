/** What could not be understood or computed, and what a person can do about it. */
import type { Trouble } from '../../kernel/derived/troubles.ts';
import type { Quarantined } from '../../kernel/ledger/quarantine.ts';
import type { Unregistered } from '../../verdicts/model/report.ts';
import { Layout } from '../look/layout.tsx';
import { Moment } from '../look/moment.tsx';
import { sentence } from '../look/words.ts';

const REGISTRATIONS: Readonly<Record<string, string>> = {
  team: 'Send TeamRegistered for it.',
  feature: 'Send FeatureRegistered for it.',
  project: 'Send ProjectStarted for it.',
  release: 'Send ReleaseScheduled for it.',
  flag: 'Send FeatureRegistered for the feature behind it, naming this feature flag.',
};

/** What to do about an entity that facts speak of and nobody registered. */
const registrationRemedy = (entity: string) =>
  `${REGISTRATIONS[entity] ?? 'Send the event that registers it.'} What arrived before then counts as well.`;

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

/** A quarantine reason in words, and what to do about it. */
function quarantineWords(reason: string): { readonly what: string; readonly remedy: string } {
  const [what, remedy] = REMEDIES[reason] ?? [reason, 'Correct the event and send it again.'];
  return { what, remedy };
}

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

const QuarantinedItem = ({ it }: { it: Quarantined }) => {
  const { what, remedy } = quarantineWords(it.reason);
  return (
    <li class="finding">
      <h3>
        {what} <code>{it.reason}</code>
      </h3>
      <p>{it.message}</p>
      <p class="remedy">
        <strong>What to do:</strong> {remedy}
      </p>
      <ul class="facts">
        <li>
          arrived <Moment at={it.arrivedAt} />
        </li>
        <li>
          digest <code>{it.digest}</code>
        </li>
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

interface QuarantineProps {
  readonly unregistered: readonly Unregistered[];
  readonly quarantined: readonly Quarantined[];
  readonly troubles: readonly Trouble[];
}

export const QuarantinePage = ({ unregistered, quarantined, troubles }: QuarantineProps) => (
  <Layout title="Quarantine" here="/quarantine">
    <header class="heading">
      <h1>Quarantine</h1>
      <p class="lead">
        What arrived and could not be understood, or not yet placed. Nothing is dropped, nothing is guessed.
      </p>
    </header>
    <section class="findings" aria-labelledby="unregistered">
      <h2 id="unregistered">
        Not registered yet <span class="count">{unregistered.length}</span>
      </h2>
      {unregistered.length === 0 && <p class="empty">Everything that events speak of is registered.</p>}
      <ul>
        {unregistered.map((it) => (
          <UnregisteredItem key={`${it.entity} ${it.id}`} it={it} />
        ))}
      </ul>
    </section>
    <section class="findings" aria-labelledby="quarantined">
      <h2 id="quarantined">
        Events not understood <span class="count">{quarantined.length}</span>
      </h2>
      {quarantined.length === 0 && <p class="empty">Every event so far was understood.</p>}
      <ul>
        {quarantined.map((it) => (
          <QuarantinedItem key={`${it.reason} ${it.digest}`} it={it} />
        ))}
      </ul>
    </section>
    {troubles.length > 0 && (
      <section class="findings" aria-labelledby="troubles">
        <h2 id="troubles">
          Not computed, or not stored whole <span class="count">{troubles.length}</span>
        </h2>
        <ul>
          {troubles.map((it) => (
            <TroubleItem key={`${it.kind} ${it.what}`} it={it} />
          ))}
        </ul>
      </section>
    )}
  </Layout>
);
