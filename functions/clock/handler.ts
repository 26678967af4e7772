/** The hourly clock. It may fire late, twice or not at all for a while: what is due then is due now. */
import { scheduleHandler } from '../kernel/bus/handlers.ts';
import { working } from '../kernel/working.ts';
import { tick } from './tick.ts';

export const handler = scheduleHandler((now) => tick(working(now)));
