/** Exemptions: who is excused from shipping, for which releases, and until when. */
import type { Fact } from '../../../events/catalogue.ts';
import { means, type NameSpan } from '../../kernel/model/identity.ts';

/** Excuses a project from shipping: in one release, or at every cut from when it was granted up to a moment. */
export interface Exemption {
  readonly event: string;
  readonly release?: string | undefined;
  readonly until?: string | undefined;
  readonly grantedAt: string;
  readonly withdrawnAt?: string;
  readonly reason: string;
  readonly approver: string;
}

/**
 * An exemption that is granted again while it holds is the same one, with the reason and the approver that were stated last;
 * granted again after it was withdrawn, it is another.
 * @param names of the release in question: an exemption granted under one of its names can be withdrawn under any
 */
export function foldExemptions(facts: readonly Fact[], names: readonly NameSpan[] = []): Exemption[] {
  const exemptions: Exemption[] = [];
  const scopeOf = ({ release, until, at }: Scope) =>
    release == null ? `until ${until}` : means(names, release, at) ? 'the release' : `release ${release}`;
  for (const fact of facts) {
    if (fact.type !== 'ExemptionGranted' && fact.type !== 'ExemptionWithdrawn') continue;
    const { id, release, until, occurredAt } = fact.detail;
    const scope = scopeOf({ release, until, at: occurredAt });
    const at = exemptions.findIndex(
      (held) => held.withdrawnAt === undefined && scopeOf({ ...held, at: held.grantedAt }) === scope,
    );
    const held = exemptions[at];
    if (fact.type === 'ExemptionWithdrawn') {
      if (held !== undefined) exemptions[at] = { ...held, withdrawnAt: occurredAt };
      continue;
    }
    const { reason, approver } = fact.detail;
    if (held !== undefined) exemptions[at] = { ...held, reason, approver };
    else {
      const covers = { release: release ?? undefined, until: until ?? undefined };
      exemptions.push({ event: id, ...covers, grantedAt: occurredAt, reason, approver });
    }
  }
  return exemptions;
}

interface Scope {
  readonly release?: string | null | undefined;
  readonly until?: string | null | undefined;
  /** When it was recorded: a name means what it meant then. */
  readonly at: string;
}

/** One for the release, whenever it was granted, unless it was withdrawn; or one until a moment that was in force at the cut. */
export function exemptionFor(
  exemptions: readonly Exemption[],
  names: readonly NameSpan[],
  cut: string,
): Exemption | undefined {
  return exemptions.find(({ release, until, grantedAt, withdrawnAt }) => {
    if (release !== undefined) return withdrawnAt === undefined && means(names, release, grantedAt);
    const covers = until !== undefined && grantedAt <= cut && cut <= until;
    return covers && (withdrawnAt === undefined || withdrawnAt > cut);
  });
}

/** The exemptions whose end has come, and that were not withdrawn: their project is expected to ship again. */
export const endedBy = (exemptions: readonly Exemption[], now: string): Exemption[] =>
  exemptions.filter(
    ({ until, withdrawnAt }) => until !== undefined && until <= now && withdrawnAt === undefined,
  );
