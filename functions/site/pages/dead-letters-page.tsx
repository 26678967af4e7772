/** Dead letters: what failed for good in a queue of this host, and how to try it again. On AWS they are in SQS. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { type GaveUp, gaveUp } from '../../kernel/model/gave-up.ts';
import { Layout } from '../look/layout.tsx';
import { Earlier, Empty, Formats } from '../look/parts.tsx';
import { Moment, sentence } from '../look/words.tsx';
import { dataAddress } from '../resource/addresses.ts';
import { resource } from '../resource/resource.ts';

const SHOWN = 100;

const ADDRESS = '/internal/dead-letters';

const deadLettersAnswer = lazy(() =>
  z.object({
    /** `elsewhere` where a service of its own has them: on AWS the dead-letter queues of SQS. */
    stored: z.enum(['here', 'elsewhere']),
    deadLetters: z.array(gaveUp()),
    next: z.string().nullable(),
  }),
);

const Item = ({ it }: { it: GaveUp }) => (
  <li class="finding">
    <h2>
      {it.event} <span class="entity">in the queue of {it.queue}</span>
    </h2>
    <p>{sentence(it.reason)}</p>
    <ul class="facts">
      <li>number {it.id}</li>
      <li>
        {it.receives} {it.receives === 1 ? 'attempt' : 'attempts'}
      </li>
      <li>
        given up <Moment at={it.diedAt} />
      </li>
    </ul>
    <p class="remedy">
      <strong>What to do:</strong> remove the cause, then have it tried again, or forget it with{' '}
      <code>queue drop</code>:
    </p>
    <pre>shipshape queue retry {it.id}</pre>
  </li>
);

const Elsewhere = () => (
  <p>
    On AWS, messages that failed five times are in the dead-letter queue of their function, and an alarm rings
    for each. Read the log of the function for the message id, remove the cause, and redrive the queue in the
    console of SQS, or with <code>aws sqs start-message-move-task</code>: handling an event twice is harmless.
  </p>
);

const deadLettersQuery = lazy(() => z.object({ after: z.coerce.number().int().nonnegative().optional() }));

export const deadLetters = resource({
  summary: 'Messages that failed for good in the queues of this host.',
  audience: 'internal',
  query: deadLettersQuery,
  value: deadLettersAnswer,
  read: async ({ gaveUp: read, query: { after = -1 } }) => {
    if (read === undefined) return { stored: 'elsewhere' as const, deadLetters: [], next: null };
    // One more than is shown says whether there are more.
    const found = read(after, SHOWN + 1);
    const letters = found.slice(0, SHOWN);
    const next = found.length > SHOWN ? String(letters.at(-1)?.id ?? '') : null;
    return { stored: 'here' as const, deadLetters: letters, next };
  },
  page: ({ stored, deadLetters: letters, next }) => (
    <Layout
      title="Dead letters"
      above={[{ label: 'Operations', address: '/internal' }]}
      lead="Messages that failed for good. Nothing else waits for them, and none is lost: each can be tried again."
    >
      {stored === 'elsewhere' ? (
        <Elsewhere />
      ) : (
        letters.length === 0 && <Empty>No message has failed for good.</Empty>
      )}
      <section class="findings" aria-label="Dead letters">
        <ul>
          {letters.map((it) => (
            <Item key={it.id} it={it} />
          ))}
        </ul>
      </section>
      <Earlier label="More of them" changes={{ after: next }} />
      <Formats data={dataAddress(ADDRESS)} />
    </Layout>
  ),
});
