/** The event patterns that the host understands: lists of exact values, the only operator that the wiring uses. */
import * as z from 'zod';
import type { Pattern } from '../wiring.ts';

class PatternUnsupportedError extends Error {
  override readonly name = 'PatternUnsupportedError';
}

/** An event as rules see it. */
export interface BusEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const exact = z
  .array(z.string(), 'only a list of exact texts is understood here')
  .min(1, 'an empty list matches nothing');
const understood = z.strictObject({
  source: exact,
  'detail-type': exact.optional(),
  detail: z.strictObject({ entity: exact }).optional(),
});

/**
 * EventBridge has operators (`prefix`, `anything-but`, ...) that this host has not: a rule that uses one would behave
 * differently once deployed.
 * @throws {PatternUnsupportedError} naming the place in the pattern
 */
export function refuseUnknownOperators(pattern: unknown): void {
  const { error } = understood.safeParse(pattern);
  if (error === undefined) return;
  const reasons = error.issues.map(({ path, message }) => `${path.join('.') || 'the pattern'}: ${message}`);
  throw new PatternUnsupportedError(
    `The one-machine host does not understand the pattern ${JSON.stringify(pattern)}. ${reasons.join('; ')}.`,
  );
}

const allows = (values: readonly string[] | undefined, value: unknown): boolean =>
  values === undefined || values.some((each) => each === value);

export const matches = (pattern: Pattern, event: BusEvent): boolean =>
  allows(pattern.source, event.source) &&
  allows(pattern['detail-type'], event['detail-type']) &&
  allows(pattern.detail?.entity, event.detail.entity);
