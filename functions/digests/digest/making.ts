/** What digests are made with. */

import type { Announce } from '../../kernel/bus/publish.ts';
import type { Store } from '../../kernel/store/store.ts';

export interface Making {
  readonly table: Store;
  readonly announce: Announce;
  /** UTC instant. */
  readonly now: string;
}
