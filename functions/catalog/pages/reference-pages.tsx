/** The reference pages of product data. Each shows one part of the same model, and every feature is on each. */
import * as z from 'zod';
import { type Lazy, lazy } from '../../../events/lazy.ts';
import type { PublicOf } from '../../../events/visibility.ts';
import { SheetPage } from '../../site/look/sheet.tsx';
import { NO_QUERY, resource } from '../../site/resource/resource.ts';
import { type Sheet, sheetAsCsv, sheetAsMarkdown } from '../../site/resource/sheet.ts';
import { referenceAnswer, referenceFeature } from '../model/reference/features.ts';
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

/** What each page says of a feature, beside its name. */
const named = { feature: true, title: true, team: true, note: true } as const;
const listed = { total: true, next: true } as const;

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

const codeHostsValue = lazy(() =>
  referenceAnswer()
    .pick({ ...listed, compatibility: true })
    .extend({ features: z.array(referenceFeature().pick({ ...named, compatibility: true })) }),
);
export const codeHostsPage = sheetResource(
  '/reference/code-hosts',
  'Which features work with which code hosts: yes, partly, no or unknown.',
  codeHostsValue,
  codeHosts,
);

const deploymentValue = lazy(() =>
  referenceAnswer()
    .pick({ ...listed, deployment: true })
    .extend({
      features: z.array(referenceFeature().pick({ ...named, maturity: true, deployment: true })),
    }),
);
export const deploymentPage = sheetResource(
  '/reference/deployment-options',
  'At which maturity each feature is there for each deployment option.',
  deploymentValue,
  deploymentOptions,
);

const maturityValue = lazy(() =>
  referenceAnswer()
    .pick({ ...listed, maturity: true })
    .extend({ features: z.array(referenceFeature().pick({ ...named, maturity: true, docsUrl: true })) }),
);
export const maturityPage = sheetResource(
  '/reference/maturity-levels',
  'The levels of maturity, what each means, and which features are at it.',
  maturityValue,
  maturityLevels,
);

const byTeamValue = lazy(() =>
  referenceAnswer()
    .pick(listed)
    .extend({ features: z.array(referenceFeature().pick({ ...named, maturity: true, docsUrl: true })) }),
);
export const byTeamPage = sheetResource(
  '/reference/features-by-team',
  'The features of each team.',
  byTeamValue,
  featuresByTeam,
);

const useCasesValue = lazy(() =>
  referenceAnswer()
    .pick({ ...listed, useCases: true })
    .extend({ features: z.array(referenceFeature().pick({ ...named, maturity: true, useCases: true })) }),
);
export const useCasesPage = sheetResource(
  '/reference/use-cases',
  'What people use the product for, and which features serve it.',
  useCasesValue,
  useCases,
);

const termsValue = lazy(() =>
  referenceAnswer().pick({ maturity: true, compatibility: true, deployment: true, useCases: true }),
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
