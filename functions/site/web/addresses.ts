/** Every resource, and every answer that is none, of all capabilities. */
import { CATALOG_RESOURCES } from '../../catalog/pages/addresses.ts';
import { DIGESTS_RESOURCES } from '../../digests/pages/addresses.ts';
import { GRADE_RESOURCES } from '../../grades/pages/addresses.ts';
import { NOTIFICATION_RESOURCES } from '../../notifications/pages/addresses.ts';
import { REVIEWS_RESOURCES } from '../../reviews/pages/addresses.ts';
import { VERDICT_RESOURCES } from '../../verdicts/pages/addresses.ts';
import { WEBHOOK_RESOURCES } from '../../webhooks/pages/addresses.ts';
import { MOVED as MOVED_DATA } from '../api/moved.ts';
import { MOVED, SITE_ANSWERS, SITE_RESOURCES } from '../pages/addresses.ts';
import type { RawAnswers, Resources } from '../resource/addresses.ts';
import { SUBSCRIPTIONS } from '../subscribe/addresses.ts';

export const RESOURCES: Resources = {
  ...CATALOG_RESOURCES,
  ...DIGESTS_RESOURCES,
  ...GRADE_RESOURCES,
  ...NOTIFICATION_RESOURCES,
  ...REVIEWS_RESOURCES,
  ...VERDICT_RESOURCES,
  ...WEBHOOK_RESOURCES,
  ...SITE_RESOURCES,
};

export const RAW_ANSWERS: RawAnswers = {
  ...MOVED_DATA,
  'GET /api/v1/openapi.json': async () => (await import('../api/openapi.ts')).showOpenApi,
  'POST /api/v1/facts': async () => (await import('../api/take-facts.ts')).takeStatedFacts,
  'POST /zone': async () => (await import('./zone.ts')).takeZone,
  ...SITE_ANSWERS,
  'GET /say/{action}': async () => (await import('../say/say.tsx')).showSay,
  'POST /say/{action}': async () => (await import('../say/say.tsx')).takeSay,
  ...SUBSCRIPTIONS,
  ...MOVED,
};
