/** The function `web` on the table of the host. Each answer is loaded with its first request. */
import { publishFacts } from '../../kernel/bus/publish.ts';
import { PUBLIC_URL } from '../../kernel/environment.ts';
import { apiToken, linksKey } from '../../kernel/secrets.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { createWeb } from './app.ts';

const table = () => surroundings().store;
const now = () => new Date().toISOString();

const due = () => import('../../digests/store/due.ts');
const stored = () => import('../../digests/store/digests.ts');
const reviews = () => import('../../reviews/store/reviews.ts');

export const handler = createWeb(
  {
    digest: async (audience, period) => (await stored()).readDigest(table(), audience, period),
    due: async (team, zone) => (await due()).readDue(table(), team, now(), zone),
    reviews: async () => (await reviews()).readReviewsAnswer(table(), now()),
    review: async (id) => (await reviews()).readReview(table(), id, now()),
  },
  {
    token: apiToken,
    confirming: {
      key: linksKey,
      asked: async (confirmable) => (await due()).readAsked(table(), confirmable, now()),
      publish: publishFacts,
      now,
    },
  },
  () => ({
    store: table(),
    publish: publishFacts,
    now: now(),
    publicUrl: surroundings().environment[PUBLIC_URL],
    gaveUp: surroundings().gaveUp,
  }),
);
