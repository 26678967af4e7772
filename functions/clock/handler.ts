/** The hourly clock. It may fire late, twice or not at all for a while: what is due then is due now. */

import { ledgerTable } from '../runtime/ledger.ts';
import { announce } from '../runtime/publish.ts';
import { scheduleHandler } from '../runtime/schedule.ts';
import { tick } from './tick.ts';

export const handler = scheduleHandler((now) => tick({ table: ledgerTable(), announce, now }));
