/** How much later on AWS a derived value follows its fact because queues wait for batches to fill; by the wiring. */
import { facts } from '../../events/catalogue.ts';
import { ANNOUNCEMENT_SOURCE, FACT_SOURCE } from '../../events/contract.ts';
import { matches } from '../../lib/local/routing.ts';
import { functions } from '../../lib/wiring.ts';
import type { Subscription } from '../../lib/wiring-shape.ts';
import type { Benchmark } from './run.ts';
import { digits, type Row } from './table.ts';

/** The events that follow from each other until something is derived. Snapshots are folded where facts are appended. */
const paths = [
  { what: 'a fact in the ledger, its snapshots folded', events: ['ChangeMerged'] },
  { what: 'the verdict that a late change makes another', events: ['ChangeMerged', 'DerivationRequested'] },
  {
    what: 'the verdicts of a release that is cut',
    events: ['ReleaseCut', 'DerivationRequested', 'CheckRequested'],
  },
  {
    what: 'a message that a project shipped nothing',
    events: ['ReleaseCut', 'DerivationRequested', 'CheckRequested', 'ProjectFlagged'],
  },
  { what: 'the grade that a star makes another', events: ['StarGranted', 'GradeRequested'] },
  {
    what: 'what waited for the mapping of a place',
    events: ['SourceRegistered', 'SourceMapped', 'ChangeMerged'],
  },
] as const;

/** Facts a second that come at all times. */
const BUSY = 100;

class NobodySubscribedError extends Error {
  override readonly name = 'NobodySubscribedError';
}

function subscriptionTo(type: string): Subscription {
  const isFact = facts.some((contract) => contract.type === type);
  const event = { source: isFact ? FACT_SOURCE : ANNOUNCEMENT_SOURCE, type, body: '{}' };
  const found = functions
    .flatMap(({ subscriptions = [] }) => subscriptions)
    .find(({ pattern }) => matches(pattern, event));
  if (found === undefined) throw new NobodySubscribedError(`No function reacts to ${type}.`);
  return found;
}

/** A batch goes when it is full, or when its window is over. @param perSecond messages that come */
const waitFor = ({ batchSize, batchWindowSeconds }: Subscription, perSecond: number): number =>
  Math.min(batchWindowSeconds, batchSize / perSecond);

function rowOf({ what, events }: (typeof paths)[number]): Row {
  const passed = events.map(subscriptionTo);
  const sum = (perSecond: number, from = 0) =>
    passed.slice(from).reduce((seconds, subscription) => seconds + waitFor(subscription, perSecond), 0);
  const windows = passed.map(({ name, batchWindowSeconds }) => `${name} ${batchWindowSeconds} s`);
  return {
    what,
    measured:
      `at most ${digits(sum(0))} s, of them ${digits(sum(0, 1))} s after the append (${windows.join(', ')}); ` +
      `${digits(sum(BUSY))} s where each queue gets ${BUSY} a second`,
  };
}

export const benchmark: Benchmark = async function* () {
  yield {
    title: 'Modelled: what batching on AWS adds, from the event on the bus',
    rows: paths.map(rowOf),
    notes: ['on one machine no queue waits for more'],
  };
};
