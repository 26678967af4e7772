/** The hourly clock. It may fire late, twice or not at all for a while: what is due then is due now. */

import { announce } from '../kernel/bus/publish.ts';
import { scheduleHandler } from '../kernel/bus/schedule.ts';
import { surroundings } from '../kernel/surroundings.ts';
import { tick } from './tick.ts';

export const handler = scheduleHandler((now) => tick({ table: surroundings().store, announce, now }));
