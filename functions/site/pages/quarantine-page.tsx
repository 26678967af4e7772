import type { Trouble } from '../../kernel/derived/troubles.ts';
import type { Quarantined } from '../../kernel/ledger/quarantine.ts';
import type { Unregistered } from '../../verdicts/model/report.ts';
import { Layout } from '../look/layout.tsx';
import { Moment } from '../look/moment.tsx';
import { sentence } from '../look/words.ts';
import { quarantineWords, registrationRemedy } from './remedies.ts';

const Stranger = ({ it }: { it: Unregistered }) => (
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

const Misunderstood = ({ it }: { it: Quarantined }) => {
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
          <Stranger key={`${it.entity} ${it.id}`} it={it} />
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
          <Misunderstood key={`${it.reason} ${it.digest}`} it={it} />
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
