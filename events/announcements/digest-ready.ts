import { announcement } from '../contract.ts';
import { id, optional, period } from '../fields.ts';

/** What one audience should look at for one period can be read. At most one for a period, audience and team. */
export const DigestReady = announcement('DigestReady', { period, audience: id, team: optional(id) });
