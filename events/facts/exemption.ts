import { fact, project } from '../contract.ts';
import { id, moment, optional, reference, text } from '../fields.ts';

/** Which releases an exemption speaks of: one by name, or every cut up to a moment. */
export const exemptionScope = () => ({ release: optional(id()), until: optional(moment()) });

export const oneScope = (detail: Record<string, unknown>) =>
  (detail.release == null) === (detail.until == null)
    ? 'needs either release or until, and not both'
    : undefined;

/** A project need not ship in a release, or until a moment, for a stated reason that someone approved. */
export const ExemptionGranted = fact(
  'ExemptionGranted',
  () => ({ project: id(), ...exemptionScope(), reason: text(2000), approver: reference() }),
  (detail) => [project(detail.project)],
  oneScope,
);

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
