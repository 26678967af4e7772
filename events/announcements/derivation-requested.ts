import * as z from 'zod';
import { announcement } from '../contract.ts';
import { list } from '../fields.ts';

const key = () => z.string().min(1).max(2048);

/**
 * Derived values of the store may be others now: what they were computed from has changed. For Shipshape's own functions;
 * what comes of it for people has announcements of its own. `occurredAt` is that of the newest change.
 */
export const DerivationRequested = announcement('DerivationRequested', () => ({
  values: list(z.object({ pk: key(), sk: key() }))
    .min(1)
    .describe('where they stand in the table'),
}));
