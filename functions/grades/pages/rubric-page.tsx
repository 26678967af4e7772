/** The rubric: what makes a feature ready. */
import { SheetPage } from '../../site/look/sheet.tsx';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { sheetAsCsv, sheetAsMarkdown } from '../../site/resource/sheet.ts';
import { rubricReference } from '../model/rubric-reference.ts';
import { readRubricReference } from '../store/rubric-reference.ts';
import { rubricSheet } from './rubric-sheet.ts';

export const rubricPage = resource({
  summary:
    'The categories of the rubric: question, criteria, policy, who gives the star and for how long; its versions.',
  query: NO_QUERY,
  value: rubricReference,
  read: ({ store, now }) => readRubricReference(store, now),
  page: (rubric) => SheetPage({ sheet: rubricSheet(rubric), path: '/reference/rubric' }),
  formats: {
    csv: (rubric) => sheetAsCsv(rubricSheet(rubric)),
    md: (rubric) => sheetAsMarkdown(rubricSheet(rubric)),
  },
});
