/** The pages that are put together from several capabilities. */
import type { Resources } from '../resource/addresses.ts';

export const SITE_RESOURCES: Resources = {
  '/': async () => (await import('./home.tsx')).home,
  '/features/{feature}': async () => (await import('./feature.ts')).feature,
};
