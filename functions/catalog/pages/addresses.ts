/** The pages of the catalog. */
import type { Resources } from '../../site/resource/addresses.ts';

const sheets = () => import('./reference-pages.tsx');

export const CATALOG_RESOURCES: Resources = {
  '/api/v1/catalog/{section}': async () => (await import('./catalog-section.ts')).catalogSection,
  '/api/v1/changes/{change}': async () => (await import('./changes.ts')).changes,
  '/internal/unknown-names': async () => (await import('./unknown-names-page.tsx')).unknownNames,
  '/reference': async () => (await import('./reference-index.tsx')).reference,
  '/reference/maturity-levels': async () => (await sheets()).maturityPage,
  '/reference/features-by-team': async () => (await sheets()).byTeamPage,
  '/reference/code-hosts': async () => (await sheets()).codeHostsPage,
  '/reference/deployment-options': async () => (await sheets()).deploymentPage,
  '/reference/use-cases': async () => (await sheets()).useCasesPage,
  '/reference/glossary': async () => (await sheets()).glossaryPage,
  '/internal/accounts': async () => (await import('./account-pages.tsx')).accounts,
  '/internal/accounts/{account}': async () => (await import('./account-pages.tsx')).account,
  '/internal/supported': async () => (await import('./supported-page.tsx')).supported,
};
