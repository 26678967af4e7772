/**
 * What functions ask each other for, and what all of them may have to say. The id of an announcement is derived from what it
 * announces, so that a repeat after a crash is the same event, and whoever listens can drop it.
 */

import { digestOf } from '../../../events/canonical-json.ts';
import type { Announcement } from '../../../events/catalogue.ts';
import type { Refusal } from '../../../events/fields.ts';

/** Ids of entities are as long as an event's may be; a digest of them keeps the announcement's id short. */
export const derived = (type: string, ...parts: readonly string[]) => `${type}:${digestOf(parts.join('\n'))}`;

/** Values that one request names: their keys at their longest stay under what the bus takes. */
const MAX_VALUES = 50;

/**
 * Asks for derived values to be derived again.
 * @param values where they stand
 * @param cause what has changed: the same cause asks for the same under the same id
 */
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

/**
 * Asks for grades to be made again. Whoever asks sees none of them: what is judged asks, too, and knows no grades.
 * @param of one feature, the features of one team, or where it names neither, all
 * @param cause id of the event that asks for it
 */
export function gradeRequested(
  of: { readonly feature?: string | undefined; readonly team?: string | undefined },
  cause: string,
  at: string,
): Announcement {
  const scope = of.feature === undefined ? ['team', of.team ?? ''] : ['feature', of.feature];
  const id = derived('GradeRequested', ...scope, cause);
  return { type: 'GradeRequested', detail: { version: 1, id, occurredAt: at, ...of } };
}

/** @param cause what says so: the digest of a fact, or a turn of the clock */
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
