/** Every resource, and every answer that is none, of all capabilities. */
import { CATALOG_RESOURCES } from '../../catalog/pages/addresses.ts';
import { GRADE_RESOURCES } from '../../grades/pages/addresses.ts';
import { NOTIFICATION_RESOURCES } from '../../notifications/pages/addresses.ts';
import { WEBHOOK_RESOURCES } from '../../webhooks/pages/addresses.ts';
import { MOVED, SITE_RESOURCES } from '../pages/addresses.ts';
import type { RawAnswers, Resources } from '../resource/addresses.ts';

export const RESOURCES: Resources = {
  ...CATALOG_RESOURCES,
  ...GRADE_RESOURCES,
  ...NOTIFICATION_RESOURCES,
  ...WEBHOOK_RESOURCES,
  ...SITE_RESOURCES,
};

export const RAW_ANSWERS: RawAnswers = {
  'POST /zone': async () => (await import('./zone.ts')).takeZone,
  ...MOVED,
};
