import { surroundings } from '../kernel/surroundings.ts';
import { readCatalogPage } from '../ledger/catalog.ts';
import { deliveriesReport } from '../ledger/deliveries-report.ts';
import { readAsked } from '../ledger/digesting/asked.ts';
import { readDue } from '../ledger/digesting/due.ts';
import { readDigest } from '../ledger/digests.ts';
import { readAudienceReport, readDigestsReport } from '../ledger/digests-report.ts';
import { readGradeReport } from '../ledger/grade-report.ts';
import { readMatrix } from '../ledger/matrix.ts';
import { parkedMessages } from '../ledger/outbox.ts';
import { readQuarantine } from '../ledger/quarantine.ts';
import { releaseReport, trainReports, unregistered } from '../ledger/reports.ts';
import { readReview, readReviewsAnswer } from '../ledger/reviews.ts';
import { linksKey } from '../runtime/links-secret.ts';
import { publishFacts } from '../runtime/publish.ts';
import { apiToken } from '../runtime/secrets.ts';
import { createWeb } from './app.ts';

const table = () => surroundings().store;
const now = () => new Date().toISOString();

export const handler = createWeb(
  {
    trains: () => trainReports(table()),
    release: (id) => releaseReport(table(), id),
    unregistered: () => unregistered(table()),
    quarantined: () => readQuarantine(table()),
    deliveries: () => deliveriesReport(table(), now()),
    digests: () => readDigestsReport(table(), now()),
    audience: (id) => readAudienceReport(table(), id, now()),
    digest: (audience, period) => readDigest(table(), audience, period),
    due: (team) => readDue(table(), team, now()),
    reviews: () => readReviewsAnswer(table(), now()),
    review: (id) => readReview(table(), id, now()),
    parked: () => parkedMessages(table()),
  },
  {
    token: apiToken,
    publish: publishFacts,
    catalogPage: (section, after) => readCatalogPage(table(), section, after),
    grade: (feature, { asOf = now(), since }) => readGradeReport(table(), feature, { at: asOf, since }),
    matrix: (wanted) => readMatrix(table(), { ...wanted, now: now() }),
    confirming: {
      key: linksKey,
      asked: (confirmable) => readAsked(table(), confirmable, now()),
      publish: publishFacts,
      now,
    },
  },
);
