/** The pages of reviews. */
import type { Resources } from '../../site/resource/addresses.ts';

export const REVIEWS_RESOURCES: Resources = {
  '/reviews': async () => (await import('./reviews-page.tsx')).reviews,
  '/reviews/{review}': async () => (await import('./review-page.tsx')).review,
};
