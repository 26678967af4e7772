/** Whether a team looks at its digests: by what it does, for nobody is watched while reading. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Digest } from './model.ts';

/** Ignored digests in a row after which the manager is told, once. */
const ESCALATES_AT = 2;

/** What shows that somebody acts on what a digest asks for. */
const acts: ReadonlySet<Fact['type']> = new Set([
  'RecordVerified',
  'CadenceCompleted',
  'FeatureRegistered',
  'FeatureRetired',
  'TeamRegistered',
  'StarGranted',
  'StarNotApplicable',
  'EntitySnoozed',
]);

/**
 * How many digests in a row, up to the one before this, asked for something and saw nothing done until the end of this
 * period.
 * @param facts of the team and its features
 * @param from UTC instant at which this period began
 * @param last UTC instant, its last one
 */
export function ignoredBefore(
  previous: Digest | undefined,
  facts: Iterable<Fact>,
  from: string,
  last: string,
): number {
  if (previous === undefined || !asks(previous)) return 0;
  for (const { type, detail } of facts)
    if (acts.has(type) && detail.occurredAt >= from && detail.occurredAt <= last) return 0;
  return previous.ignored + 1;
}

/** Of the months only: a team that is behind would otherwise be reported three times over. */
export const escalates = (ignored: number, { every }: Pick<Digest, 'every'>): boolean =>
  every === 'month' && ignored === ESCALATES_AT;

const asks = ({ unverified, cadence }: Digest): boolean =>
  unverified.total > 0 || cadence.items.some(({ state }) => state === 'overdue');
