import type { Announce } from '../../kernel/bus/publish.ts';
import type { Store } from '../../kernel/store/store.ts';

/** What judging works with. */
export interface Checking {
  readonly table: Store;
  readonly announce: Announce;
  /** What asked for it; its moment is the one that announcements carry. */
  readonly cause: { readonly id: string; readonly occurredAt: string };
}
