/** What was said of a change after it was merged: whether it counts follows from the last of it. */
import type { Fact } from '../../../events/catalogue.ts';
import { compare } from '../../kernel/model/facts.ts';
import type { Correction, Evidence } from './verdict.ts';

/** Of a change that was corrected again and again, the last ones are shown. */
const MAX_CORRECTIONS = 4;

type Said = ReadonlyMap<string, readonly Correction[]>;

/** Withdrawals and reinstatements by the id of their change. @param facts in order, so that the last one decides */
export function correctionsIn(facts: readonly Fact[]): Said {
  const said = new Map<string, Correction[]>();
  for (const { type, detail } of facts) {
    if (type !== 'ChangeWithdrawn' && type !== 'ChangeReinstated') continue;
    const { id, occurredAt, actor, reason, change } = detail;
    const kind = type === 'ChangeWithdrawn' ? 'withdrawn' : 'reinstated';
    const one = { kind, event: id, at: occurredAt, reason: reason ?? undefined, by: actor } as const;
    said.set(change, [...(said.get(change) ?? []), one]);
  }
  return said;
}

/**
 * A withdrawn change does not count, and stays in the evidence; reinstated it counts as before.
 * @param piece a change, with the reverts that its window has of it
 */
export function corrected(piece: Evidence, said: Said): Evidence {
  const every = said.get(piece.event) ?? [];
  // What was never withdrawn is not shown as reinstated: its sender only said later whose it is.
  const first = every.findIndex(({ kind }) => kind === 'withdrawn');
  const stated = first < 0 ? [] : every.slice(first);
  if (stated.length === 0) return piece;
  const all = [...(piece.corrections ?? []), ...stated].toSorted((a, b) => compare(a.at, b.at));
  const shown = { ...piece, corrections: all.slice(-MAX_CORRECTIONS) };
  return stated.at(-1)?.kind === 'withdrawn'
    ? { ...shown, counts: false, because: 'it was withdrawn' }
    : shown;
}
