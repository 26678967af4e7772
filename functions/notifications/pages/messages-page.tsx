import { Layout } from '../../site/look/layout.tsx';
import { Say } from '../../site/look/say.tsx';
import { Moment, sentence } from '../../site/look/words.tsx';
import { whereTo } from '../model/retried.ts';
import type { MessageReport } from '../store/outbox.ts';

const WAYS: Readonly<Record<MessageReport['kind'], string>> = {
  slack: 'Slack',
  email: 'E-mail',
  webhook: 'Webhook',
  github: 'GitHub',
};

const Failed = ({ it }: { it: MessageReport }) => (
  <li class="finding">
    <h2>
      {sentence(it.what)} <span class="tag">{WAYS[it.kind]}</span>
    </h2>
    {it.because !== undefined && <p>{sentence(it.because)}</p>}
    <ul class="facts">
      <li>{whereTo(it)}</li>
      <li>{it.id}</li>
      {it.endedAt !== undefined && (
        <li>
          given up <Moment at={it.endedAt} />
        </li>
      )}
    </ul>
    <p class="actions">
      <Say action="retry" fields={{ message: it.id }}>
        Send it again
      </Say>
    </p>
  </li>
);

export const MessagesPage = ({ failed }: { failed: readonly MessageReport[] }) => (
  <Layout
    title="Messages that were given up"
    lead="What could not be sent to a channel, and why. What it said is on its page; the command message retry sends it again."
  >
    {failed.length === 0 && <p class="empty">Every message was sent, or is on its way.</p>}
    <section class="findings" aria-label="Messages">
      <ul>
        {failed.map((it) => (
          <Failed key={it.id} it={it} />
        ))}
      </ul>
    </section>
  </Layout>
);
