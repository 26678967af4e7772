/**
 * Who shows what, on the table of the host. What lists the releases is loaded at start; what reads the rest comes with the
 * first request for it, each part with all that it is concluded from.
 */
import { surroundings } from '../kernel/surroundings.ts';
import { releaseReport, trainReports, unregistered } from '../ledger/reports.ts';
import { linksKey } from '../runtime/links-secret.ts';
import { publishFacts } from '../runtime/publish.ts';
import { apiToken } from '../runtime/secrets.ts';
import { createWeb } from './app.ts';

const table = () => surroundings().store;
const now = () => new Date().toISOString();

const catalog = () => import('../ledger/catalog.ts');
const deliveries = () => import('../ledger/deliveries-report.ts');
const digests = () => import('../ledger/digests-report.ts');
const digesting = () => import('../ledger/digesting/due.ts');
const asked = () => import('../ledger/digesting/asked.ts');
const stored = () => import('../ledger/digests.ts');
const grades = () => import('../ledger/grade-report.ts');
const matrix = () => import('../ledger/matrix.ts');
const messages = () => import('../ledger/outbox.ts');
const quarantine = () => import('../ledger/quarantine.ts');
const reviews = () => import('../ledger/reviews.ts');
const troubles = () => import('../ledger/troubles.ts');

export const handler = createWeb(
  {
    trains: () => trainReports(table()),
    release: (id) => releaseReport(table(), id),
    unregistered: () => unregistered(table()),
    quarantined: async () => (await quarantine()).readQuarantine(table()),
    troubles: async () => (await troubles()).readTroubles(table()),
    deliveries: async () => (await deliveries()).deliveriesReport(table(), now()),
    digests: async () => (await digests()).readDigestsReport(table(), now()),
    audience: async (id) => (await digests()).readAudienceReport(table(), id, now()),
    digest: async (audience, period) => (await stored()).readDigest(table(), audience, period),
    due: async (team) => (await digesting()).readDue(table(), team, now()),
    reviews: async () => (await reviews()).readReviewsAnswer(table(), now()),
    review: async (id) => (await reviews()).readReview(table(), id, now()),
    parked: async () => (await messages()).parkedMessages(table()),
  },
  {
    token: apiToken,
    publish: publishFacts,
    catalogPage: async (section, after) => (await catalog()).readCatalogPage(table(), section, after),
    grade: async (feature, { asOf = now(), since }) =>
      (await grades()).readGradeReport(table(), feature, { at: asOf, since }),
    matrix: async (wanted) => (await matrix()).readMatrix(table(), { ...wanted, now: now() }),
    confirming: {
      key: linksKey,
      asked: async (confirmable) => (await asked()).readAsked(table(), confirmable, now()),
      publish: publishFacts,
      now,
    },
  },
);
