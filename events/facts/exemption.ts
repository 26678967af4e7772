import { about, fact } from '../contract.ts';
import { id, moment, optional, reference, text } from '../fields.ts';
import { internal } from '../visibility.ts';

/** Which releases an exemption is for: one by name, or every one that is cut up to a moment. */
const scope = () => ({ project: id(), release: optional(id()), until: optional(moment()) });

export const hasOneScope = (detail: Readonly<Record<string, unknown>>) =>
  (detail.release == null) !== (detail.until == null);
export const SCOPE_MISFIT = 'needs either release or until, and not both';

const oneScope = (detail: Record<string, unknown>) => (hasOneScope(detail) ? undefined : SCOPE_MISFIT);

/** A project need not ship in a release, or until a moment, for a stated reason that someone approved. */
export const ExemptionGranted = fact(
  'ExemptionGranted',
  () => ({ ...scope(), reason: internal(text(2000)), approver: internal(reference()) }),
  about('project'),
  oneScope,
);

/** Somebody (the `actor`) asks for an exemption. It excuses nothing until another person approves it, by `ExemptionGranted`. */
export const ExemptionRequested = fact(
  'ExemptionRequested',
  () => ({ ...scope(), reason: internal(text(2000)) }),
  about('project'),
  oneScope,
);

/** The exemption of the same scope ends at `occurredAt`, or what was asked for is not asked for any more. */
export const ExemptionWithdrawn = fact(
  'ExemptionWithdrawn',
  () => ({ ...scope(), reason: internal(optional(text(2000))), approver: internal(optional(reference())) }),
  about('project'),
  oneScope,
);
