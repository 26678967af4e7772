/** A name that a ledger speaks of, where only the names matter and not how often they were said. */
export interface Mention {
  readonly kind: MentionKind;
  readonly names: readonly string[];
  /** Since when it was spoken of; the earliest counts. UTC instant, empty where it holds for all time. */
  readonly since: string;
}

/**
 * - `CLAIMED`: of a project, a feature that a change or a start of it names
 * - `OWNED`: of a project, a feature whose registration names it; of a feature flag, the same
 * - `BEHIND`: of a project, a feature flag that a change is behind, and the feature that the change names
 * - `TRAIN`: of a project, a train that it was started on
 * - `RELEASE`: of a train, a release that was scheduled on it
 * - `MEMBER`: of a train, the team and the project that was started on it
 * - `WORKED`: of a feature, a project that names it when it starts
 */
export type MentionKind = 'CLAIMED' | 'OWNED' | 'BEHIND' | 'TRAIN' | 'RELEASE' | 'MEMBER' | 'WORKED';
