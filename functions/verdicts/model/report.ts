/** What people are shown about releases: the shapes that pages, the JSON API and the command share. */
import type { Evidence, Timing, VerdictWord } from './verdict.ts';

/** One release in the list of its train. Moments are UTC instants (RFC 3339 with milliseconds). */
export interface ReleaseLine {
  readonly release: string;
  readonly train: string;
  readonly version?: string | undefined;
  readonly kind: string;
  /** Whether releases of this kind are judged; patches are not. */
  readonly counts: boolean;
  readonly state: 'scheduled' | 'cut' | 'published' | 'cancelled';
  readonly opensAt?: string | undefined;
  readonly featureFreezeAt?: string | undefined;
  /** The cut itself, or before it the planned one. */
  readonly cutAt?: string | undefined;
  readonly publishedAt?: string | undefined;
}

export interface TrainReport {
  readonly train: string;
  /** Newest first, by date and never by version number. */
  readonly releases: readonly ReleaseLine[];
}

export interface ProjectReport {
  readonly project: string;
  readonly title?: string | undefined;
  readonly team: string;
  readonly verdict: VerdictWord;
  /** Judged releases in a row, up to this one, in which the project shipped nothing; 0 when it shipped. */
  readonly streak: number;
  /** The rule that decided, in words. */
  readonly because: string;
  readonly evidence: readonly Evidence[];
  /** How many more pieces of evidence there are than are kept. */
  readonly evidenceOmitted: number;
  /** When the work was merged within the cycle; reported, never judged. */
  readonly timing: Timing;
}

export interface ReleaseReport extends ReleaseLine {
  /** The release before it on the train that counts, and the window (after, until] in which work counted. */
  readonly predecessor?: string | undefined;
  readonly window?: { readonly after?: string | undefined; readonly until: string } | undefined;
  /** By project id; empty while the release is not judged. */
  readonly projects: readonly ProjectReport[];
}

/** An entity that facts speak of and nobody has registered yet, and what it therefore lacks. */
export interface Unregistered {
  readonly entity: string;
  readonly id: string;
  readonly reason: string;
}

/**
 * An event that was not understood, or whose id was used before for something else. Its content is kept in the table and
 * not shown: what it holds is not known, and can be for people inside only.
 */
export interface Quarantined {
  readonly reason: string;
  readonly message: string;
  /** Digest of the event's content; the same content has one entry however often it comes. */
  readonly digest: string;
  readonly arrivedAt: string;
}

/** A derived value that could not be computed and is tried again every hour, or that is too large to be stored whole. */
export type Trouble =
  | { readonly kind: 'failed'; readonly what: string; readonly at: string }
  | {
      readonly kind: 'cut';
      readonly what: string;
      /** By field: how many entries or characters are left out. */
      readonly omitted: readonly { readonly of: string; readonly count: number }[];
    };

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
