/** Grades for programs, as of any moment, with who said what of each star. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { pageAfter, queryUnreadable } from '../../kernel/http/answers.ts';
import { asOfMoment, asOfText, momentOf } from '../../site/resource/as-of.ts';
import { NEXT_PAGE, resource } from '../../site/resource/resource.ts';
import { gradeReport, matrixPage } from '../model/report.ts';
import { readGradeReport } from '../store/grade-report.ts';
import { readMatrix } from '../store/matrix.ts';

const gradeQuery = lazy(() =>
  z.object({
    'as-of': asOfText().optional().describe('the day or the moment of the report; without it, now'),
    since: asOfText().optional().describe('a day or a moment to compare with'),
  }),
);

export const grade = resource({
  summary:
    'The grade of a feature at a moment: each star with who said what of it, the next ones, and the history.',
  audience: 'internal',
  query: gradeQuery,
  value: gradeReport,
  read: ({ store, ids: { feature = '' }, query, zone, now }) => {
    const [asOf, since] = [query['as-of'], query.since].map((text) => text && momentOf(text, zone));
    if (asOf !== undefined && since !== undefined && since > asOf)
      throw queryUnreadable('since', 'lies after `as-of`');
    return readGradeReport(store, feature, { at: asOf ?? now, since });
  },
});

const gradesQuery = lazy(() =>
  z.object({
    team: z.string().optional().describe('features of this team only'),
    'as-of': asOfText().optional(),
    after: NEXT_PAGE(),
  }),
);

export const grades = resource({
  summary: 'The stars of all features by team and id, page by page, at a moment.',
  audience: 'internal',
  query: gradesQuery,
  value: matrixPage,
  read: ({ store, query: { team, 'as-of': asOf, after }, zone, now }) =>
    readMatrix(store, { team, asOf: asOfMoment(asOf, zone, now), after: pageAfter(after), now }),
});
