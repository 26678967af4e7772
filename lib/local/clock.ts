/** The schedules of the wiring, by timers: once at the start and then after every interval. */
import { randomUUID } from 'node:crypto';
import type { Schedule } from '../wiring.ts';
import { inWords, type Log } from './log.ts';
import type { Pending } from './pending.ts';
import type { Cancel, Time } from './time.ts';

export interface Scheduled {
  readonly schedule: Schedule;
  invoke(event: unknown): Promise<unknown>;
}

export interface ClockSurroundings {
  readonly time: Time;
  readonly pending: Pending;
  readonly log: Log;
}

/** @returns what stops the clock; a run under way goes on */
export function startClock(scheduled: readonly Scheduled[], surroundings: ClockSurroundings): Cancel {
  const cancels = scheduled.map((each) => start(each, surroundings));
  return () => {
    for (const cancel of cancels) cancel();
  };
}

/** A turn that comes while the last run still goes on is left out: what is due then is due at the next. */
function start({ schedule, invoke }: Scheduled, { time, pending, log }: ClockSurroundings): Cancel {
  let running = false;
  let cancel: Cancel = () => {};
  const run = async () => {
    running = true;
    await pending
      .during(() => invoke(scheduledEvent(schedule, time.now())))
      .catch((error: unknown) =>
        log('ERROR', 'A scheduled run failed.', { schedule: schedule.name, error: inWords(error) }),
      );
    running = false;
  };
  const turn = () => {
    cancel = time.after(schedule.everyMinutes * 60_000, turn);
    if (!running) run();
  };
  turn();
  return () => cancel();
}

/** What EventBridge Scheduler sends to a target that says nothing else. */
const scheduledEvent = ({ name }: Schedule, now: number) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  account: '000000000000',
  time: `${new Date(now).toISOString().slice(0, 19)}Z`,
  region: 'local',
  resources: [`arn:aws:scheduler:local:000000000000:schedule/default/${name}`],
  detail: '{}',
});
