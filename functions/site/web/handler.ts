/** The function `web` on the table of the host. Each answer is loaded with its first request. */
import { publishFacts } from '../../kernel/bus/publish.ts';
import { PUBLIC_URL } from '../../kernel/environment.ts';
import { apiToken, linksKey } from '../../kernel/secrets.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { createWeb } from './app.ts';

const table = () => surroundings().store;
const now = () => new Date().toISOString();

const catalog = () => import('../../catalog/store/catalog.ts');
const changes = () => import('../../catalog/store/changes.ts');
const due = () => import('../../digests/store/due.ts');
const stored = () => import('../../digests/store/digests.ts');
const grades = () => import('../../grades/store/grade-report.ts');
const matrix = () => import('../../grades/store/matrix.ts');
const reviews = () => import('../../reviews/store/reviews.ts');
const speakers = () => import('./find-speaker.ts');

export const handler = createWeb(
  {
    digest: async (audience, period) => (await stored()).readDigest(table(), audience, period),
    due: async (team, zone) => (await due()).readDue(table(), team, now(), zone),
    reviews: async () => (await reviews()).readReviewsAnswer(table(), now()),
    review: async (id) => (await reviews()).readReview(table(), id, now()),
  },
  {
    token: apiToken,
    publish: publishFacts,
    findSpeaker: async (called) => (await speakers()).findSpeaker(table(), called, now()),
    catalogPage: async (section, after) => (await catalog()).readCatalogPage(table(), section, after),
    changes: async (change) => (await changes()).readChanges(table(), change),
    grade: async (feature, { asOf = now(), since }) =>
      (await grades()).readGradeReport(table(), feature, { at: asOf, since }),
    matrix: async (wanted) => (await matrix()).readMatrix(table(), { ...wanted, now: now() }),
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
