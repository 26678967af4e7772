/** The pages of grades. */
import type { Resources } from '../../site/resource/addresses.ts';

export const GRADE_RESOURCES: Resources = {
  '/matrix': async () => (await import('./matrix-page.tsx')).matrix,
  '/features': async () => (await import('./features-page.tsx')).features,
};
