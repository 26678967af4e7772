/** The pages of the catalog. */
import type { Resources } from '../../site/resource/addresses.ts';

export const CATALOG_RESOURCES: Resources = {
  '/api/v1/catalog/{section}': async () => (await import('./catalog-section.ts')).catalogSection,
  '/api/v1/changes/{change}': async () => (await import('./changes.ts')).changes,
  '/unknown-names': async () => (await import('./unknown-names-page.tsx')).unknownNames,
};
