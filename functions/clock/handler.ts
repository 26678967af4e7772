/** The hourly clock. It may fire late, twice or not at all for a while: what is due then is due now. */

import { surroundings } from '../kernel/surroundings.ts';
import { announce } from '../runtime/publish.ts';
import { scheduleHandler } from '../runtime/schedule.ts';
import { tick } from './tick.ts';

export const handler = scheduleHandler((now) => tick({ table: surroundings().store, announce, now }));
