import * as z from 'zod';
import { fact, flag } from '../contract.ts';
import { id } from '../fields.ts';

/** The default of a feature flag is on, or off, for users from `occurredAt` on. */
export const FeatureFlagChanged = fact(
  'FeatureFlagChanged',
  () => ({ flag: id(), enabledByDefault: z.boolean() }),
  (detail) => [flag(detail.flag)],
);
