/**
 * What people are shown of deliveries: the lines of the deliveries page. Storing a line costs as much as recording the
 * fact, and most of what a code host sends is like what it sent a second ago. So what somebody has to act on (not
 * understood, nobody's, a sender that tries us out) always has a line of its own. Of what became facts, came before or
 * concerns nobody, there is one line a minute for each kind of event, which also counts those since the line before;
 * what came of each of them, its sender reads in the answer. What is counted and not followed by another within the
 * life of an instance is not shown, so the page says "at least".
 */
import { digestOf } from '../../../events/canonical-json.ts';
import { perHost } from '../../kernel/surroundings.ts';
import type { Delivery } from '../sources/source.ts';
import { type DeliveryRecord, storeDelivery } from '../store/deliveries.ts';
import type { Received, Receiving } from './receive.ts';

/** The outcomes that nobody has to do anything about. */
const USUAL: ReadonlySet<Received['outcome']> = new Set(['accepted', 'duplicate', 'ignored']);
const LINE_EVERY_MS = 60_000;
/** Kinds of events that an instance counts; senders choose the names. */
const MAX_KINDS = 200;

interface Kind {
  /** When its last line was written, in milliseconds since 1970. */
  readonly lineAt: number;
  /** Deliveries since then. */
  readonly more: number;
}

const kindsSeen = perHost(() => new Map<string, Kind>());

export async function keepLine(
  { table, now }: Receiving,
  { source, event, outcome, place, to, because }: Received,
  { body }: Delivery,
): Promise<void> {
  const line = { source, at: now, event, outcome, place: place || undefined, to: [...to], because };
  const keep = (more: number) =>
    storeDelivery(table, { ...line, more: more || undefined }, digestOf(body.toString('latin1')));
  await (USUAL.has(outcome) ? oneAMinute(line, keep) : keep(0));
}

async function oneAMinute(
  { source, outcome, event, at }: DeliveryRecord,
  keep: (more: number) => Promise<void>,
): Promise<void> {
  const kinds = kindsSeen();
  const name = [source, outcome, event].join('\n');
  const moment = Date.parse(at);
  const last = kinds.get(name);
  // A clock that was set back must not silence a kind until it is there again.
  if (last !== undefined && moment >= last.lineAt && moment < last.lineAt + LINE_EVERY_MS) {
    kinds.set(name, { ...last, more: last.more + 1 });
    return;
  }
  // Remembered before it is written, so that those that come meanwhile are counted instead.
  remember(kinds, name, { lineAt: moment, more: 0 });
  try {
    await keep(last?.more ?? 0);
  } catch (error) {
    const meanwhile = kinds.get(name)?.more ?? 0;
    kinds.set(name, { lineAt: 0, more: (last?.more ?? 0) + meanwhile + 1 });
    throw error;
  }
}

function remember(kinds: Map<string, Kind>, name: string, kind: Kind): void {
  kinds.delete(name);
  kinds.set(name, kind);
  // The one whose line is the oldest goes.
  for (const oldest of kinds.keys()) if (kinds.size > MAX_KINDS) kinds.delete(oldest);
}
