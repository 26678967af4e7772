import type { LedgerTable } from '../ledger/ledger-table.ts';
import type { Announce } from '../runtime/publish.ts';

/** What one turn of the clock works with. */
export interface Ticking {
  readonly table: LedgerTable;
  readonly announce: Announce;
  /** UTC instant. */
  readonly now: string;
}
