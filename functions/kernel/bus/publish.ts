/** Putting events on the bus of the host, and marks of what was announced once. */
import type { Announcement } from '../../../events/catalogue.ts';
import { ANNOUNCEMENT_SOURCE, type Entity, FACT_SOURCE } from '../../../events/contract.ts';
import { notifiedKey } from '../store/keys.ts';
import { getOne, type Store } from '../store/store.ts';
import { surroundings } from '../surroundings.ts';
import type { BusEntry } from './bus.ts';

/** A fact that was read and is ready to go. */
export interface OutgoingFact {
  readonly type: string;
  /** Its detail as JSON text. */
  readonly body: string;
}

/** @throws {EventsNotPublishedError} when the bus refuses some; the others are out, and a repeat has the same ids */
export type Announce = (announcements: readonly Announcement[]) => Promise<void>;

export const announce: Announce = (announcements) =>
  publish(
    announcements.map(({ type, detail }) => ({
      source: ANNOUNCEMENT_SOURCE,
      type,
      body: JSON.stringify(detail),
    })),
  );

/** @throws {EventsNotPublishedError} when the bus refuses some; the others are out, and a repeat has the same ids */
export const publishFacts = (facts: readonly OutgoingFact[]): Promise<void> => publish(facts.map(factEntry));

export const factEntry = ({ type, body }: OutgoingFact): BusEntry => ({ source: FACT_SOURCE, type, body });

async function publish(entries: readonly BusEntry[]): Promise<void> {
  if (entries.length > 0) await surroundings().bus.publish(entries);
}

export const wasNotified = async (table: Store, about: Entity, what: string): Promise<boolean> =>
  (await getOne(table, notifiedKey(about, what))) !== undefined;

/** Call this after the announcement: a crash between the two repeats the announcement under the same id. */
export async function markNotified(table: Store, about: Entity, what: string, at: string): Promise<void> {
  await table.put({ ...notifiedKey(about, what), at });
}
