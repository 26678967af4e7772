import * as z from 'zod';
import { announcement, entityKind } from '../contract.ts';
import { id, moment, optional } from '../fields.ts';

/**
 * The ledger of an entity that verdicts depend on took in a fact that can change some, and its summary is written.
 * `occurredAt` is the fact's. What it reaches back to: cuts at or after `since`, and the release it names.
 */
export const LedgerAdvanced = announcement('LedgerAdvanced', () => ({
  entity: entityKind(),
  entityId: id(),
  entries: z.int().min(1).describe('how many entries the ledger holds now'),
  since: moment().describe('verdicts of cuts at or after this moment can change'),
  release: optional(id()).describe('the release that the fact names'),
  fact: id().describe('the detail-type of the fact'),
}));
