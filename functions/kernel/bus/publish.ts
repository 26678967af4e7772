/** Putting events on the bus of the host. */
import type { Announcement } from '../../../events/catalogue.ts';
import { ANNOUNCEMENT_SOURCE, FACT_SOURCE } from '../../../events/contract.ts';
import { surroundings } from '../surroundings.ts';
import type { BusEntry } from './bus.ts';

/** A fact that was read and is ready to go. */
export interface OutgoingFact {
  readonly type: string;
  /** Its detail as JSON text. */
  readonly body: string;
}

/** Puts announcements on the bus; throws when it could not. */
export type Announce = (announcements: readonly Announcement[]) => Promise<void>;

/**
 * Puts announcements on the bus.
 * @throws {EventsNotPublishedError} when the bus refuses some; others are out, and a repeat has the same ids
 */
export const announce: Announce = (announcements) =>
  publish(
    announcements.map(({ type, detail }) => ({
      source: ANNOUNCEMENT_SOURCE,
      type,
      body: JSON.stringify(detail),
    })),
  );

/**
 * Puts facts on the bus.
 * @throws {EventsNotPublishedError} when the bus refuses some; others are out, and a repeat has the same ids
 */
export const publishFacts = (facts: readonly OutgoingFact[]): Promise<void> => publish(facts.map(factEntry));

export const factEntry = ({ type, body }: OutgoingFact): BusEntry => ({ source: FACT_SOURCE, type, body });

/** Mostly there is nothing to say. */
async function publish(entries: readonly BusEntry[]): Promise<void> {
  if (entries.length > 0) await surroundings().bus.publish(entries);
}
