import type { Store } from '../kernel/store/store.ts';
import type { Announce } from '../runtime/publish.ts';

/** What one turn of the clock works with. */
export interface Ticking {
  readonly table: Store;
  readonly announce: Announce;
  /** UTC instant. */
  readonly now: string;
}
