/**
 * What is derived from an entity's own ledger, and so is asked for whenever that grows. These values are found by the
 * entity itself: a link for each of them would say what their keys say already.
 */

import type { Touch } from '../../kernel/ledger/append.ts';
import { LIFE, STARS } from '../../kernel/ledger/parts.ts';
import { calendarKey, gradeKey, rosterKey, snapshotKey } from '../../kernel/store/keys.ts';
import type { Key, Store } from '../../kernel/store/store.ts';
import { isInSnapshot } from '../store/snapshots.ts';

/** The values but for the snapshot. */
export function ownOf({ placed: { entity, part, mentions } }: Touch): Key[] {
  const { kind, id } = entity;
  if (kind === 'feature' && (part === LIFE || part === STARS)) return [gradeKey(id)];
  if (kind === 'project' && part === LIFE) return [rosterKey(id)];
  const isScheduled = part === undefined && mentions.some((mention) => mention.kind === 'RELEASE');
  return kind === 'train' && isScheduled ? [calendarKey(id)] : [];
}

/** The snapshots: of the entities whose folded parts grew, and of those that have none yet. */
export async function snapshotsTouched(table: Store, touches: readonly Touch[]): Promise<Key[]> {
  const grown = new Map<string, Key>();
  const others = new Map<string, Key>();
  for (const { placed } of touches) {
    const { entity, part, mentions } = placed;
    const key = snapshotKey(entity);
    const isFolded =
      part === undefined ? entity.kind === 'flag' && mentions.length > 0 : isInSnapshot(entity.kind, part);
    (isFolded ? grown : others).set(key.pk, key);
  }
  const unknown = [...others.values()].filter(({ pk }) => !grown.has(pk));
  const found = new Set((await table.get(unknown)).map(({ pk }) => pk));
  return [...grown.values(), ...unknown.filter(({ pk }) => !found.has(pk))];
}
