/** Messages that were given up: where each was to go, why it did not, and how to send it again. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { Layout } from '../../site/look/layout.tsx';
import { Earlier, Formats } from '../../site/look/parts.tsx';
import { Say } from '../../site/look/say.tsx';
import { Moment, sentence } from '../../site/look/words.tsx';
import { dataAddress } from '../../site/resource/addresses.ts';
import { resource } from '../../site/resource/resource.ts';
import { whereTo } from '../model/retried.ts';
import { type MessageReport, messagesAnswer, readFailedMessages } from '../store/outbox.ts';

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
      {it.endedAt !== undefined && (
        <li>
          given up <Moment at={it.endedAt} />
        </li>
      )}
    </ul>
    <p class="remedy">
      <strong>What to do:</strong> mend what is named here, then have it sent again:
    </p>
    <pre>shipshape message retry {it.id}</pre>
    <p>
      <Say action="retry" fields={{ message: it.id }}>
        Send it again
      </Say>
    </p>
  </li>
);

const ADDRESS = '/internal/messages';

const messagesQuery = lazy(() => z.object({ before: z.iso.datetime().optional() }));

export const messages = resource({
  summary: 'Messages to people that were given up, the latest first, with the reason.',
  audience: 'internal',
  query: messagesQuery,
  value: messagesAnswer,
  read: async ({ store, query }) => {
    const { messages: found, next = null } = await readFailedMessages(store, query.before);
    return { messages: found, next };
  },
  page: ({ messages: failed, next }) => (
    <Layout
      title="Messages that were given up"
      above={[{ label: 'Operations', address: '/internal' }]}
      lead="What could not be sent to a channel, and why. What it said is on the page that it is about."
    >
      {failed.length === 0 && <p class="empty">Every message was sent, or is on its way.</p>}
      <section class="findings" aria-label="Messages">
        <ul>
          {failed.map((it) => (
            <Failed key={it.id} it={it} />
          ))}
        </ul>
      </section>
      <Earlier changes={{ before: next }} />
      <Formats data={dataAddress(ADDRESS)} />
    </Layout>
  ),
});
