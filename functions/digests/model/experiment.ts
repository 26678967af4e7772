/** An experiment does not run on by itself: within a month it needs a removal, or a plan that somebody works on. */
import { Temporal } from 'temporal-polyfill';
import type { Fact } from '../../../events/catalogue.ts';
import type { ComingUp } from './model.ts';
import { isSettled } from './verified.ts';

/** Ids of the maturity levels that mean an experiment. Levels are the organisation's own; these are the usual ids. */
const LEVELS: readonly string[] = ['experimental', 'experiment', 'prototype'];

/**
 * When a feature became the experiment that it is at a moment; `undefined` when it is none. From one experimental level to
 * another it stays the same experiment; retired and registered again, it is another.
 * @param facts the feature's ledger with those of its former names, in order
 * @param at UTC instant, inclusive
 */
export function experimentSince(facts: readonly Fact[], at: string): string | undefined {
  let since: string | undefined;
  for (const { type, detail } of facts) {
    if (detail.occurredAt > at) break;
    if (type === 'FeatureRetired') since = undefined;
    // Registered again without a word of its maturity, it has the one it had.
    if (type !== 'FeatureRegistered' || detail.maturity === undefined) continue;
    since = LEVELS.includes(detail.maturity ?? '') ? (since ?? detail.occurredAt) : undefined;
  }
  return since;
}

interface Experiment {
  /** The feature's ledger with those of its former names, in order. */
  readonly facts: readonly Fact[];
  /** Whether an active project plans to ship the feature. */
  readonly isPlanned: boolean;
  /** IANA zone of the team: the month is one of its calendar. */
  readonly zone: string;
}

/**
 * What there is to say of an experiment at a moment: nothing when it has a removal (`experiment.removal` is recorded, as a
 * date or in words), a plan (`experiment.plan`) or a planned shipment; and nothing while its month ends later than `ahead`.
 * @param at UTC instant, inclusive
 * @param ahead UTC instant: how far ahead to look, such as the end of the next period
 * @returns due one calendar month after the experiment started
 * @throws {RangeError} when the zone does not exist
 */
export function experimentRemark(
  { facts, isPlanned, zone }: Experiment,
  at: string,
  ahead: string,
): Pick<ComingUp, 'text' | 'dueAt' | 'isOverdue'> | undefined {
  const since = experimentSince(facts, at);
  if (since === undefined || isPlanned) return undefined;
  if (isSettled(facts, 'experiment.removal', at) || isSettled(facts, 'experiment.plan', at)) return undefined;
  const due = Temporal.Instant.from(since).toZonedDateTimeISO(zone).add({ months: 1 });
  const dueAt = new Date(due.toInstant().epochMilliseconds).toISOString();
  const isOverdue = dueAt <= at;
  if (!isOverdue && dueAt > ahead) return undefined;
  const text = `an experiment that ${isOverdue ? 'still needs' : 'needs'} a removal or a staffed plan`;
  return { text, dueAt, isOverdue };
}
