/** The pages of digests, of what is due, and of teams. */
import type { Resources } from '../../site/resource/addresses.ts';

export const DIGESTS_RESOURCES: Resources = {
  '/areas/{area}': async () => (await import('./group-pages.tsx')).area,
  '/departments/{department}': async () => (await import('./group-pages.tsx')).department,
  '/digests': async () => (await import('./digests-page.tsx')).digests,
  '/digests/{audience}': async () => (await import('./digests-page.tsx')).audience,
  '/digests/{audience}/{period}': async () => (await import('./digest-page.tsx')).digest,
  '/due': async () => (await import('./due-page.tsx')).due,
  '/orgs/{org}': async () => (await import('./group-pages.tsx')).org,
  '/people/{person}': async () => (await import('./person-page.tsx')).person,
  '/teams': async () => (await import('./teams-page.tsx')).teams,
  '/teams/{team}': async () => (await import('./team-page.tsx')).teamResource,
};
