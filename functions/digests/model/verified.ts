/** Records that somebody looked at, and those that nobody did. */

import type { FieldKnowledge } from '../../catalog/model/record-keeping.ts';
import { compare } from '../../kernel/model/facts.ts';
import type { Period } from '../../kernel/model/period.ts';
import type { UnverifiedRecord } from './items.ts';

/**
 * When somebody last changed or verified a field of a record, UTC; `undefined` while nothing is known of any.
 * @param state of a feature, a team or a project
 */
export function lastSeenAt({
  fields,
}: {
  readonly fields: Readonly<Record<string, FieldKnowledge>>;
}): string | undefined {
  const looks = Object.values(fields).flatMap(({ changedAt, verifiedAt }) => [changedAt, verifiedAt ?? '']);
  return looks.toSorted(compare).at(-1);
}

/** A record of the catalog, with its summary. */
export interface KeptRecord {
  /** `feature:code-search`, `team:search` */
  readonly entity: string;
  readonly title: string;
  /** The team that keeps it. */
  readonly team: string;
  readonly state: {
    readonly retiredAt?: string | undefined;
    readonly renamedTo?: string | undefined;
    readonly fields: Readonly<Record<string, FieldKnowledge>>;
  };
}

/**
 * The records that nobody has changed or verified since a period began, the one that waited longest first. Who is
 * retired, goes by another name or was never registered has no record to look at.
 */
export function unverifiedSince(
  records: readonly KeptRecord[],
  { from }: Pick<Period, 'from'>,
): UnverifiedRecord[] {
  const found = records.flatMap(({ entity, title, team, state }) => {
    const seen = isKept(state) ? lastSeenAt(state) : undefined;
    return seen === undefined || seen >= from ? [] : [{ entity, title, team, lastSeenAt: seen }];
  });
  return found.toSorted((a, b) => compare(a.lastSeenAt, b.lastSeenAt) || compare(a.entity, b.entity));
}

const isKept = ({ retiredAt, renamedTo }: KeptRecord['state']) =>
  retiredAt === undefined && renamedTo === undefined;
