/** Whether somebody asked not to be reminded of something for a while. */
import type { Fact } from '../../../events/catalogue.ts';
import { ofType } from '../../kernel/model/facts.ts';

/**
 * Until when an entity is snoozed, as of a moment; `undefined` when it is not. The last that was said holds, so one that
 * says a moment in the past ends it.
 * @param facts the entity's ledger, in order
 * @param at UTC instant; what was said up to it (inclusive) counts
 * @returns UTC instant, exclusive: at that moment it is snoozed no more
 */
export function snoozedUntil(facts: readonly Fact[], at: string): string | undefined {
  const last = ofType(facts, 'EntitySnoozed').findLast(({ detail }) => detail.occurredAt <= at);
  return last === undefined || last.detail.until <= at ? undefined : last.detail.until;
}
