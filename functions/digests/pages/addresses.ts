/** The pages of digests, of what is due, and of teams. */
import type { Resources } from '../../site/resource/addresses.ts';

export const DIGESTS_RESOURCES: Resources = {
  '/teams/{team}': async () => (await import('./team-page.tsx')).teamResource,
};
