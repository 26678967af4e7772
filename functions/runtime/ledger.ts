import type { Store } from '../kernel/store/store.ts';
import { required, TABLE } from './environment.ts';
import { documents } from './table.ts';

/** The table that this function's host gave it. */
export const ledgerTable = (): Store => ({ documents: documents(), name: required(TABLE) });
