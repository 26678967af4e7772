/** What digests are made with. */
import type { Store } from '../kernel/store/store.ts';
import type { Announce } from '../runtime/publish.ts';

export interface Making {
  readonly table: Store;
  readonly announce: Announce;
  /** UTC instant. */
  readonly now: string;
}
