/**
 * The senders, and what their deliveries say happened, in words that all of them share. It is not a fact yet: the sender does
 * not know which project or feature it is about. Ids come from what was signed, so that a repeat is the same event.
 */

import type { Share } from '../../catalog/model/flag.ts';

/** The senders that can be connected: each has a file in functions/webhooks/sources, and a secret. */
export const SENDERS = [
  'github',
  'gitlab',
  'forgejo',
  'gitea',
  'launchdarkly',
  'unleash',
  'posthog',
  'configcat',
  'standard',
] as const;
export type Sender = (typeof SENDERS)[number];

interface Happened {
  /** The same in every redelivery, and for one thing that two deliveries tell of: `github:<repository id>:pull:<id>:merged`. */
  readonly id: string;
  /** UTC instant, of the sender's own clock and not of arrival. */
  readonly at: string;
  /** Who did it, as a reference: `github:octocat`. */
  readonly actor?: string | undefined;
  readonly url?: string | undefined;
}

/** What a change is attributed by, as its sender says it. */
export interface Words {
  readonly title: string;
  readonly labels: readonly string[];
  readonly milestone?: string | undefined;
  /** Where it was not merged into the default branch. */
  readonly branch?: string | undefined;
}

/** A change was merged. */
export interface Merged extends Happened, Words {
  readonly kind: 'merged';
  readonly url: string;
  /** Whose change it is, and the branch that it came from: by them the updates of bots are known. */
  readonly author?: { readonly name: string; readonly isBot: boolean } | undefined;
  readonly from?: string | undefined;
  /** The commit that the merge made. */
  readonly commit?: string | undefined;
  /** What its text says that it reverts: the address of a change, or a commit. */
  readonly reverts?: { readonly url?: string | undefined; readonly commit?: string | undefined } | undefined;
  /** It was merged before, and something else is said of it since. */
  readonly later?: LaterWords | undefined;
}

export interface LaterWords {
  /** UTC instant; absent where the sender does not say. */
  readonly at?: string | undefined;
  /** What was said of it before, where the sender repeats that. */
  readonly before?: Words | undefined;
}

/** Stands for the moment of what its sender does not date: it counts from when it was received. */
export const UNDATED = '2000-01-01T00:00:00.000Z';

/** A pull request was closed, and the delivery contradicts itself about whether it was merged. */
export interface Undecided extends Omit<Merged, 'kind' | 'later' | 'reverts' | 'commit'> {
  readonly kind: 'undecided';
  readonly number: number;
}

/** A tag was pushed: the code of a release is there. */
export interface Tagged extends Happened {
  readonly kind: 'tagged';
  readonly tag: string;
}

/** A release came out; or was taken back, after which it is as if it had not. Neither a draft nor a prerelease. */
export interface Released extends Happened {
  readonly kind: 'released' | 'release-withdrawn';
  readonly tag: string;
}

/** A milestone, which stands for a release cycle: opened or moved, or closed. */
export interface Milestone extends Happened {
  readonly kind: 'milestone-set' | 'milestone-closed';
  readonly title: string;
  /** UTC instant; `null` says that there is none. */
  readonly dueAt: string | null;
}

/** The default of a feature flag was turned on or off, or the share of users changed for whom it is on although it is off. */
export interface FlagTurned extends Happened {
  readonly kind: 'flag-turned';
  /** As the flag service calls it. */
  readonly flag: string;
  readonly isOn: boolean;
  /** Of a flag that is not on for everybody. */
  readonly share?: Share | undefined;
}

/** Somebody wrote commands into a comment: `/ship`, `/exempt reason`, `/star category`. */
export interface Commanded extends Happened {
  readonly kind: 'commanded';
  /** The lines that begin with a slash, in order, without leading or trailing space. */
  readonly lines: readonly string[];
  readonly actor: string;
  /** What its author is to the repository, where the sender says it: `MEMBER`. */
  readonly association?: string | undefined;
  /** Of the issue or change that was commented on. */
  readonly title: string;
  readonly labels: readonly string[];
  readonly milestone?: string | undefined;
}

/** One of our own facts, from a sender that speaks our language: an EventBridge-shaped entry, not read yet. */
export interface Stated {
  readonly kind: 'stated';
  readonly entry: unknown;
}

/** What is attributed by the catalog's record of its origin alone. */
export type Attributable = Merged | Undecided | Tagged | Released | Milestone | FlagTurned;

export type NormalizedEvent = Attributable | Commanded | Stated;
