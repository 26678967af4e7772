/** Record and check on one table, one event after the other, with what they announce kept in memory. */
import type { Announcement } from '../../events/catalogue.ts';
import { ANNOUNCEMENT_SOURCE } from '../../events/contract.ts';
import { readFact } from '../../events/read.ts';
import { check } from '../../functions/check/handler.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { append } from '../../functions/ledger/append.ts';
import { record } from '../../functions/record/handler.ts';
import { matches } from '../../lib/local/pattern.ts';
import { functions } from '../../lib/wiring.ts';
import { cut, type Entry, scheduled } from './entries.ts';

/** Moment of arrival: nothing is computed from it. */
const NOW = '2022-01-15T12:00:00.000Z';

const patterns = functions.flatMap(({ name, subscriptions = [] }) =>
  name === 'check' ? subscriptions.map(({ pattern }) => pattern) : [],
);

/** Records a fact. @returns what was announced */
export async function recorded(table: Store, entry: unknown): Promise<Entry[]> {
  const told: Announcement[] = [];
  const announce = async (more: readonly Announcement[]) => void told.push(...more);
  await record(table, announce, entry, NOW);
  return told.map(({ type, detail }) => ({ source: ANNOUNCEMENT_SOURCE, 'detail-type': type, detail }));
}

/** Appends facts and folds them once, at the last: the ledger before the fact that is measured. */
export async function grow(table: Store, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    const read = readFact(entry);
    if (!read.ok) throw new Error(`A made-up fact is refused: ${read.message}`);
    for (const entity of read.entities) await append(table, entity, read, NOW);
  }
  await recorded(table, entries.at(-1));
}

/** Gives `check` what it is subscribed to, all at once. @returns what was announced */
export async function checked(table: Store, announced: readonly Entry[]): Promise<Entry[]> {
  const told: Announcement[] = [];
  const announce = async (more: readonly Announcement[]) => void told.push(...more);
  const reached = forCheck(announced);
  if (reached.length > 0) await check({ table, announce }, reached);
  return told.map(({ type, detail }) => ({ source: ANNOUNCEMENT_SOURCE, 'detail-type': type, detail }));
}

/** The announcements that reach `check`, by its subscriptions. */
export const forCheck = (announced: readonly Entry[]): Entry[] =>
  announced.filter((entry) => patterns.some((pattern) => matches(pattern, entry)));

/** Records facts and judges what they lead to, until nothing is left. */
export async function settled(table: Store, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    let left = await recorded(table, entry);
    while (left.length > 0) left = await checked(table, left);
  }
}

/** How many messages a function is handed at once. */
export const batchSizeOf = (name: string, subscription: string): number =>
  functions
    .flatMap((each) => (each.name === name ? (each.subscriptions ?? []) : []))
    .find((each) => each.name === subscription)?.batchSize ?? 1;

/** How many monthly releases the train has behind it: two years. */
export const RELEASES = 24;

/** A train with two years of releases, and one to come. */
export const calendar = (): Entry[] => [
  ...Array.from({ length: RELEASES + 1 }, (_, month) => scheduled(month)),
  ...Array.from({ length: RELEASES }, (_, month) => cut(month)),
];
