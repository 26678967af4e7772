/** The pages of releases, trains and projects. */
import type { Resources } from '../../site/resource/addresses.ts';

export const VERDICT_RESOURCES: Resources = {
  '/releases': async () => (await import('./releases-page.tsx')).releases,
  '/releases/{release}': async () => (await import('./release-page.tsx')).release,
  '/trains': async () => (await import('./trains-page.tsx')).trains,
  '/trains/{train}': async () => (await import('./train-page.tsx')).train,
  '/projects': async () => (await import('./projects-page.tsx')).projects,
  '/projects/{project}': async () => (await import('./project-page.tsx')).project,
};
