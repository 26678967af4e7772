import type { Announce } from '../../kernel/bus/publish.ts';
import type { Store } from '../../kernel/store/store.ts';

/** What asked for a grade; its moment is the one that announcements carry. */
export interface Cause {
  readonly id: string;
  readonly occurredAt: string;
}

export interface Grading {
  readonly table: Store;
  readonly announce: Announce;
  /** UTC instant: what has expired by then does not count. */
  readonly now: string;
}
