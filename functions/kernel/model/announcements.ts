/**
 * Requests between functions, and announcements that any of them makes. The id of an announcement is derived from what it
 * announces, so a repeat after a crash is the same event, and listeners can drop it.
 */
import { digestOf } from '../../../events/canonical-json.ts';
import type { Announcement } from '../../../events/catalogue.ts';
import type { Refusal } from '../../../events/fields.ts';

/** The id of an announcement: ids of entities can be as long as an id may be, so it has a digest of them. */
export const derived = (type: string, ...parts: readonly string[]) => `${type}:${digestOf(parts.join('\n'))}`;

/** Values of one request: even with the longest keys it is smaller than what the bus takes. */
const MAX_VALUES = 50;

/** @param cause what has changed: requests for the same values with the same cause have the same id */
export function derivationsRequested(
  values: readonly { readonly pk: string; readonly sk: string }[],
  cause: string,
  at: string,
): Announcement[] {
  const shares = Array.from({ length: Math.ceil(values.length / MAX_VALUES) }, (_none, share) =>
    values.slice(share * MAX_VALUES, (share + 1) * MAX_VALUES).map(({ pk, sk }) => ({ pk, sk })),
  );
  return shares.map((share) => {
    const id = derived('DerivationRequested', cause, ...share.map(({ pk, sk }) => `${pk} ${sk}`));
    return { type: 'DerivationRequested', detail: { version: 1, id, occurredAt: at, values: share } };
  });
}

/** @param of one feature, the features of one team, or all. @param cause id of the event that requests it */
export function gradeRequested(
  of: { readonly feature?: string | undefined; readonly team?: string | undefined },
  cause: string,
  at: string,
): Announcement {
  const scope = of.feature === undefined ? ['team', of.team ?? ''] : ['feature', of.feature];
  const id = derived('GradeRequested', ...scope, cause);
  return { type: 'GradeRequested', detail: { version: 1, id, occurredAt: at, ...of } };
}

/** @param cause the digest of a fact, or a turn of the clock */
export function sourceMapped(source: string, cause: string, at: string): Announcement {
  const id = derived('SourceMapped', source, cause);
  return { type: 'SourceMapped', detail: { version: 1, id, occurredAt: at, source } };
}

export function eventQuarantined(reason: Refusal, message: string, digest: string, at: string): Announcement {
  return {
    type: 'EventQuarantined',
    detail: { version: 1, id: derived('EventQuarantined', digest), occurredAt: at, reason, message, digest },
  };
}
