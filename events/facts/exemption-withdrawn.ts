import { fact, project } from '../contract.ts';
import { id, optional, reference, text } from '../fields.ts';
import { exemptionScope, oneScope } from './exemption-granted.ts';

/** An exemption of the same scope no longer holds, from `occurredAt` on. */
export const ExemptionWithdrawn = fact(
  'ExemptionWithdrawn',
  () => ({
    project: id(),
    ...exemptionScope(),
    reason: optional(text(2000)),
    approver: optional(reference()),
  }),
  (detail) => [project(detail.project)],
  oneScope,
);
