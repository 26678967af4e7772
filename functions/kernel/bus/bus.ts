/** The bus port: events go out on it, and each host delivers them to the queues whose rules match. */

/** One event on its way out. */
export interface BusEntry {
  readonly source: string;
  readonly type: string;
  /** Its detail as JSON text. */
  readonly body: string;
}

export interface Bus {
  /**
   * Resolves once every entry is taken.
   * @throws {EventsNotPublishedError} when some are not; the others are out, and a repeat has the same ids
   */
  publish(entries: readonly BusEntry[]): Promise<void>;
}

export class EventsNotPublishedError extends Error {
  override readonly name = 'EventsNotPublishedError';
}
