/** Reading a ledger: an entity's events, with those of the entities it was renamed from. */
import * as z from 'zod';
import type { Fact } from '../../events/catalogue.ts';
import type { Entity } from '../../events/contract.ts';
import { readStored } from '../../events/read.ts';
import { type Entry, inOrder } from '../domain/entries.ts';
import { formerNames, inherits, laterNames } from '../domain/names.ts';
import { all, type Store } from '../kernel/store/store.ts';
import { digestIn, isEvent, SUMMARY, summaryKey } from './keys.ts';

const eventItem = z.object({ pk: z.string(), sk: z.string(), type: z.string(), body: z.string() });
const storedSummary = z.object({ sk: z.literal(SUMMARY), entries: z.number() });

export interface Ledger {
  /** In order. */
  readonly facts: readonly Fact[];
  /** How many entries were read, in all partitions: it only grows, and fences the summary that is written from them. */
  readonly entries: number;
  /** The number of entries that the stored summary was folded from; 0 when there is none. */
  readonly summarised: number;
  /** Events whose id was used for another content before: kept, and not counted. */
  readonly reused: readonly Reused[];
  /** The entities that hold these events too, because this one was renamed to them. */
  readonly heirs: readonly Entity[];
}

interface Reused extends Entry {
  readonly body: string;
}

interface Read extends Reused {
  readonly owner: string;
}

/** Reads all of an entity's events, strongly consistent. */
export async function readLedger(table: Store, entity: Entity): Promise<Ledger> {
  const read: Read[] = [];
  let summarised = 0;
  const lineage = new Set([entity.id]);
  for (const id of lineage) {
    const part = await readPartition(table, { kind: entity.kind, id });
    read.push(...part.events);
    if (id === entity.id) summarised = part.summarised;
    for (const former of formerNames(
      id,
      part.events.map(({ fact }) => fact),
    ))
      lineage.add(former);
  }
  return { ...arrange(read, entity), entries: read.length, summarised };
}

function arrange(read: readonly Read[], entity: Entity) {
  const everything = read.map(({ fact }) => fact);
  const belongs = ({ owner, fact }: Read) => owner === entity.id || inherits(everything, owner, fact);
  const { facts, reused } = inOrder(read.filter(belongs));
  const heirs = laterNames(entity.id, everything).map((id) => ({ kind: entity.kind, id }));
  return { facts, heirs, reused: read.filter(({ digest }) => reused.includes(digest)) };
}

async function readPartition(table: Store, entity: Entity) {
  const items = await all(table.query(summaryKey(entity).pk, { to: SUMMARY }));
  const events: Read[] = [];
  let summarised = 0;
  for (const item of items) {
    const event = eventItem.safeParse(item);
    if (event.success && isEvent(event.data)) {
      const { type, body, sk } = event.data;
      const digest = digestIn(sk);
      events.push({ fact: understood(type, body, digest), body, digest, owner: entity.id });
    } else summarised = storedSummary.parse(item).entries;
  }
  return { events, summarised };
}

/**
 * Facts that were understood before, because a ledger is read again and again. By digest of their content, which is the
 * same in every store, so that all hosts of a process share them.
 */
const known = new Map<string, Fact>();
const MAX_KNOWN = 5_000;

function understood(type: string, body: string, digest: string): Fact {
  const before = known.get(digest);
  if (before !== undefined) return before;
  const fact = readStored(type, body);
  known.set(digest, fact);
  if (known.size > MAX_KNOWN) known.delete(known.keys().next().value ?? '');
  return fact;
}
