/** The reference pages of product data. Each shows one part of the same model, and every feature is on each. */
import * as z from 'zod';
import { type Lazy, lazy } from '../../../events/lazy.ts';
import type { PublicOf } from '../../../events/visibility.ts';
import { SheetPage } from '../../site/look/sheet.tsx';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { type Sheet, sheetAsCsv, sheetAsMarkdown } from '../../site/resource/sheet.ts';
import {
  byTeamValue,
  codeHostsValue,
  deploymentValue,
  maturityValue,
  termsValue,
  useCasesValue,
} from '../model/reference/values.ts';
import { readReference, readTerms } from '../store/reference.ts';
import {
  codeHosts,
  deploymentOptions,
  featuresByTeam,
  glossary,
  maturityLevels,
  useCases,
} from './reference-sheets.ts';

const pageQuery = lazy(() => z.object({ after: z.string().max(1000).optional() }));

/** The page of one part of the model. */
function sheetResource<Schema extends z.ZodType>(
  path: string,
  summary: string,
  value: Lazy<Schema>,
  sheetOf: (seen: PublicOf<Schema>) => Sheet,
) {
  return resource({
    summary,
    query: pageQuery,
    value,
    // What the page does not show is left out of its data, too.
    read: async ({ store, query }) => value.parse(await readReference(store, query)),
    page: (seen) => SheetPage({ sheet: sheetOf(seen), path }),
    formats: {
      csv: (seen) => sheetAsCsv(sheetOf(seen)),
      md: (seen) => sheetAsMarkdown(sheetOf(seen)),
    },
  });
}

export const codeHostsPage = sheetResource(
  '/reference/code-hosts',
  'Which features work with which code hosts: yes, partly, no or unknown.',
  codeHostsValue,
  codeHosts,
);

export const deploymentPage = sheetResource(
  '/reference/deployment-options',
  'At which maturity each feature is there for each deployment option.',
  deploymentValue,
  deploymentOptions,
);

export const maturityPage = sheetResource(
  '/reference/maturity-levels',
  'The levels of maturity, what each means, and which features are at it.',
  maturityValue,
  maturityLevels,
);

export const byTeamPage = sheetResource(
  '/reference/features-by-team',
  'The features of each team.',
  byTeamValue,
  featuresByTeam,
);

export const useCasesPage = sheetResource(
  '/reference/use-cases',
  'What people use the product for, and which features serve it.',
  useCasesValue,
  useCases,
);

export const glossaryPage = resource({
  summary: 'The words that product data is written in.',
  query: NO_QUERY,
  value: termsValue,
  read: ({ store }) => readTerms(store),
  page: (terms) => SheetPage({ sheet: glossary(terms), path: '/reference/glossary' }),
  formats: {
    csv: (terms) => sheetAsCsv(glossary(terms)),
    md: (terms) => sheetAsMarkdown(glossary(terms)),
  },
});
