/** Every resource, and every answer that is none, of all capabilities. */
import { CATALOG_RESOURCES } from '../../catalog/pages/addresses.ts';
import { DIGESTS_RESOURCES } from '../../digests/pages/addresses.ts';
import { GRADE_RESOURCES } from '../../grades/pages/addresses.ts';
import { REVIEWS_RESOURCES } from '../../reviews/pages/addresses.ts';
import { SITE_RESOURCES } from '../pages/addresses.ts';
import type { RawAnswers, Resources } from '../resource/addresses.ts';

export const RESOURCES: Resources = {
  ...CATALOG_RESOURCES,
  ...DIGESTS_RESOURCES,
  ...GRADE_RESOURCES,
  ...REVIEWS_RESOURCES,
  ...SITE_RESOURCES,
};

export const RAW_ANSWERS: RawAnswers = {
  'POST /zone': async () => (await import('./zone.ts')).takeZone,
};
