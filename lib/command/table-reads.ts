import { readCatalogPage } from '../../functions/catalog/store/catalog.ts';
import { readChanges } from '../../functions/catalog/store/changes.ts';
import { readReference } from '../../functions/catalog/store/reference.ts';
import { readUnknownNames } from '../../functions/catalog/store/unknown-names.ts';
import { digestOfPeriod } from '../../functions/digests/store/build.ts';
import { readDue } from '../../functions/digests/store/due.ts';
import { readGradeReport } from '../../functions/grades/store/grade-report.ts';
import { readMatrix } from '../../functions/grades/store/matrix.ts';
import { readRubricReference } from '../../functions/grades/store/rubric-reference.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { failedMessages } from '../../functions/notifications/store/outbox.ts';
import { readReview, readReviewsAnswer } from '../../functions/reviews/store/reviews.ts';
import { readComing, readOutlook } from '../../functions/verdicts/store/outlook.ts';
import { releaseLine, trainReports } from '../../functions/verdicts/store/reports.ts';
import type { TargetReads } from './target.ts';

/** Reads of a table that is at hand. @param now UTC instant */
export const tableReads = (table: Store, now: string): TargetReads => ({
  page: (section, after) => readCatalogPage(table, section, after),
  changes: (id) => readChanges(table, id),
  grade: (feature, { asOf = now, since }) => readGradeReport(table, feature, { at: asOf, since }),
  matrix: (request) => readMatrix(table, { ...request, now }),
  reviews: () => readReviewsAnswer(table, now),
  review: (id) => readReview(table, id, now),
  digest: (audience, period) => digestOfPeriod(table, audience, period, now),
  outlook: async (name, zone) => {
    const line = await releaseLine(table, name);
    return line && { ...line, outlook: await readOutlook(table, line.release, { now, zone }) };
  },
  releases: async () => (await trainReports(table)).flatMap(({ releases }) => releases),
  coming: (zone) => readComing(table, { now, zone }),
  reference: (after) => readReference(table, { after }),
  rubricReference: () => readRubricReference(table, now),
  unknownNames: () => readUnknownNames(table),
  failedMessages: () => failedMessages(table),
  due: (team, zone) => readDue(table, team, now, zone),
});
