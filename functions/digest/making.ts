/** What digests are made with. */
import type { LedgerTable } from '../ledger/ledger-table.ts';
import type { Announce } from '../runtime/publish.ts';

export interface Making {
  readonly table: LedgerTable;
  readonly announce: Announce;
  /** UTC instant. */
  readonly now: string;
}
