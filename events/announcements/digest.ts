import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id, optional, period, timeZone } from '../fields.ts';

/** The digest of one audience for one period can be read. There is at most one for each period and audience. */
export const DigestReady = announcement('DigestReady', () => ({
  period: period(),
  audience: id().describe('all, org:cloud or team:search'),
  team: optional(id()),
  zone: optional(timeZone()).describe('the zone whose days make up the period'),
  escalates: optional(z.boolean()).describe(
    'whether the two before it were ignored, so that the manager is notified once',
  ),
}));
