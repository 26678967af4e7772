/** What people are shown of deliveries: the shapes that the page and its store share. */

/** One delivery of a sender: what it was about, and not what it said. */
export interface DeliveryLine {
  readonly at: string;
  /** In the sender's words: `pull_request closed`. */
  readonly event: string;
  readonly outcome: 'accepted' | 'duplicate' | 'ignored' | 'quarantined' | 'unattributed' | 'ping';
  /** As the catalog's sources are called: `github:acme/app`. */
  readonly place?: string | undefined;
  /** What its facts are about: `project:rank`. */
  readonly to: readonly string[];
  readonly because?: string | undefined;
  /** How many of its kind came since the line before, and have none of their own. */
  readonly more?: number | undefined;
}

export interface SourceReport {
  readonly source: string;
  /** How many came in the last days, at least: not each has a line. */
  readonly count: number;
  /** The newest first. */
  readonly latest: readonly DeliveryLine[];
}

/** An occurrence that waits for a mapping: where it happened, and what to add to the catalog. */
export interface UnattributedLine {
  readonly id: string;
  readonly place: string;
  readonly event: string;
  readonly because: string;
  /** Of `sources.yml`, as YAML with `<placeholders>`. */
  readonly solution: string;
  readonly arrivedAt: string;
}

export interface DeliveriesReport {
  readonly sources: readonly SourceReport[];
  readonly unattributed: readonly UnattributedLine[];
}
