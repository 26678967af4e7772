/** The function `web` on the table of the host. Only what lists releases is loaded at start, the rest with its first request. */
import { publishFacts } from '../../kernel/bus/publish.ts';
import { PUBLIC_URL } from '../../kernel/environment.ts';
import { apiToken, linksKey } from '../../kernel/secrets.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { releaseReport, trainReports, unregistered } from '../../verdicts/store/reports.ts';
import { createWeb } from './app.ts';

const table = () => surroundings().store;
const now = () => new Date().toISOString();

const catalog = () => import('../../catalog/store/catalog.ts');
const changes = () => import('../../catalog/store/changes.ts');
const deliveries = () => import('../../webhooks/store/deliveries.ts');
const due = () => import('../../digests/store/due.ts');
const stored = () => import('../../digests/store/digests.ts');
const grades = () => import('../../grades/store/grade-report.ts');
const matrix = () => import('../../grades/store/matrix.ts');
const messages = () => import('../../notifications/store/outbox.ts');
const outlooks = () => import('../../verdicts/store/outlook.ts');
const quarantine = () => import('../../kernel/ledger/quarantine.ts');
const reviews = () => import('../../reviews/store/reviews.ts');
const speakers = () => import('./find-speaker.ts');
const troubles = () => import('../../kernel/derived/troubles.ts');

export const handler = createWeb(
  {
    trains: () => trainReports(table()),
    release: (id) => releaseReport(table(), id),
    outlook: async (id, { zone }) => (await outlooks()).readOutlook(table(), id, { now: now(), zone }),
    unregistered: () => unregistered(table()),
    quarantined: async () => (await quarantine()).readQuarantine(table()),
    troubles: async () => (await troubles()).readTroubles(table()),
    deliveries: async () => (await deliveries()).deliveriesReport(table(), now()),
    digest: async (audience, period) => (await stored()).readDigest(table(), audience, period),
    due: async (team, zone) => (await due()).readDue(table(), team, now(), zone),
    reviews: async () => (await reviews()).readReviewsAnswer(table(), now()),
    review: async (id) => (await reviews()).readReview(table(), id, now()),
    failed: async () => (await messages()).failedMessages(table()),
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
  }),
);
