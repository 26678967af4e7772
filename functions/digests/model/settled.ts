/** Whether a matter of a feature is settled by what was recorded of it. */
import type { Fact } from '../../../events/catalogue.ts';
import { recordedAt, recordedIn } from '../../grades/model/statements.ts';

/**
 * Whether something was recorded under a key by a moment (inclusive). What was last recorded holds: `null`, `false` or
 * an empty text takes it back.
 * @param facts the feature's ledger with those of its former names, in order
 */
export function isSettled(facts: readonly Fact[], key: string, at: string): boolean {
  const value = recordedAt(recordedIn(facts), at).get(key)?.value ?? false;
  return value !== false && value !== '';
}
