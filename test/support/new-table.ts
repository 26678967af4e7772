import { openSqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { watched } from './calls.ts';

/** An empty table in the memory of this process, whose calls can be watched. */
export const newTable = (): WholeStore => watched(openSqliteStore(':memory:', { durable: false }));
