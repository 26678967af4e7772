import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id, optional, period, timeZone } from '../fields.ts';

/** What one audience should look at for one period can be read. At most one for a period and audience. */
export const DigestReady = announcement('DigestReady', () => ({
  period: period(),
  audience: id().describe('all, org:cloud or team:search'),
  team: optional(id()),
  zone: optional(timeZone()).describe('whose days the period is made of'),
  escalates: optional(z.boolean()).describe(
    'whether two before it were ignored, and the manager is told this once',
  ),
}));
