/** The pages that belong to no single capability, or are put together from several. */
import type { RawAnswers, Resources } from '../resource/addresses.ts';
import { moved } from './moved.ts';

export const SITE_RESOURCES: Resources = {
  '/': async () => (await import('./home.tsx')).home,
  '/features/{feature}': async () => (await import('./feature.ts')).feature,
  '/internal': async () => (await import('./operations-page.tsx')).operations,
  '/internal/audit': async () => (await import('../say/audit-page.tsx')).audit,
  '/internal/say': async () => (await import('../say/list-page.tsx')).sayable,
  '/internal/dead-letters': async () => (await import('./dead-letters-page.tsx')).deadLetters,
  '/internal/quarantine': async () => (await import('./quarantine-page.tsx')).quarantine,
};

/** Addresses that people and programs remember from before. */
export const MOVED: RawAnswers = {
  ...moved('/deliveries', '/internal/deliveries'),
  ...moved('/quarantine', '/internal/quarantine'),
  ...moved('/unknown-names', '/internal/unknown-names'),
  ...moved('/api/v1/unknown-names', '/api/v1/internal/unknown-names'),
  ...moved('/api/messages', '/api/v1/internal/messages'),
  ...moved('/messages', '/internal/messages'),
};

const badges = () => import('./badges.ts');

export const SITE_ANSWERS: RawAnswers = {
  'GET /badges/features/{file}': async () => (await badges()).featureBadge,
  'GET /badges/projects/{file}': async () => (await badges()).projectBadge,
  'GET /badges/teams/{file}': async () => (await badges()).teamBadge,
};
