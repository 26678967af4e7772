import type { LedgerTable } from '../ledger/ledger-table.ts';
import { required, TABLE } from './environment.ts';
import { documents } from './table.ts';

/** The table that this function's host gave it. */
export const ledgerTable = (): LedgerTable => ({ documents: documents(), name: required(TABLE) });
