/** What was said of a change after it was merged: whether it counts follows from the last of it. */
import type { Fact } from '../../../events/catalogue.ts';
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

/** A withdrawn change does not count, and stays in the evidence; reinstated it counts as before. */
export function corrected(piece: Evidence, said: Said): Evidence {
  const corrections = said.get(piece.event);
  const last = corrections?.at(-1);
  if (corrections === undefined || last === undefined) return piece;
  const shown = { ...piece, corrections: corrections.slice(-MAX_CORRECTIONS) };
  return last.kind === 'withdrawn' ? { ...shown, counts: false, because: 'it was withdrawn' } : shown;
}
