/** The pages of the catalog. */
import type { Resources } from '../../site/resource/addresses.ts';

export const CATALOG_RESOURCES: Resources = {
  '/internal/unknown-names': async () => (await import('./unknown-names-page.tsx')).unknownNames,
};
