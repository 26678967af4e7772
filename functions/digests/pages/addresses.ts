/** The pages of digests, of what is due, and of teams. */
import type { Resources } from '../../site/resource/addresses.ts';

export const DIGESTS_RESOURCES: Resources = {
  '/areas/{area}': async () => (await import('./group-pages.tsx')).area,
  '/departments/{department}': async () => (await import('./group-pages.tsx')).department,
  '/orgs/{org}': async () => (await import('./group-pages.tsx')).org,
  '/teams': async () => (await import('./teams-page.tsx')).teams,
  '/teams/{team}': async () => (await import('./team-page.tsx')).teamResource,
};
