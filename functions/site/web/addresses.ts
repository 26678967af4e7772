/** Every resource, and every answer that is none, of all capabilities. */
import { CATALOG_RESOURCES } from '../../catalog/pages/addresses.ts';
import { DIGESTS_RESOURCES } from '../../digests/pages/addresses.ts';
import { GRADE_RESOURCES } from '../../grades/pages/addresses.ts';
import { VERDICT_RESOURCES } from '../../verdicts/pages/addresses.ts';
import { MOVED } from '../api/moved.ts';
import { SITE_RESOURCES } from '../pages/addresses.ts';
import type { RawAnswers, Resources } from '../resource/addresses.ts';

export const RESOURCES: Resources = {
  ...CATALOG_RESOURCES,
  ...DIGESTS_RESOURCES,
  ...GRADE_RESOURCES,
  ...VERDICT_RESOURCES,
  ...SITE_RESOURCES,
};

export const RAW_ANSWERS: RawAnswers = {
  ...MOVED,
  'POST /api/v1/facts': async () => (await import('../api/take-facts.ts')).takeStatedFacts,
  'POST /zone': async () => (await import('./zone.ts')).takeZone,
};
