import type { Announce } from '../kernel/bus/publish.ts';
import type { Store } from '../kernel/store/store.ts';

/** What one turn of the clock works with. */
export interface Ticking {
  readonly table: Store;
  readonly announce: Announce;
  /** UTC instant. */
  readonly now: string;
}
