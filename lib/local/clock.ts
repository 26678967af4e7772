/** The schedules of the wiring, by timers. */
import { randomUUID } from 'node:crypto';
import type { Schedule } from '../wiring.ts';
import { inWords, type Log } from './log.ts';
import type { Cancel, Time } from './time.ts';
import { nextFire } from './wall-clock.ts';

export interface Scheduled {
  readonly schedule: Schedule;
  invoke(event: unknown): Promise<unknown>;
}

export interface ClockSurroundings {
  readonly time: Time;
  readonly log: Log;
}

/** A timer knows nothing of a machine that slept, or whose clock was set: so often is looked at the clock itself. */
const LOOK_EVERY_MS = 60_000;

/** @returns what stops the clock; a run under way goes on */
export function startClock(scheduled: readonly Scheduled[], surroundings: ClockSurroundings): Cancel {
  const cancels = scheduled.map((each) => start(each, surroundings));
  return () => {
    for (const cancel of cancels) cancel();
  };
}

/** A turn that comes while the last run still goes on is left out: what is due then is due at the next. */
function start({ schedule, invoke }: Scheduled, { time, log }: ClockSurroundings): Cancel {
  let running = false;
  const run = async () => {
    running = true;
    await invoke(schedule.input ?? scheduledEvent(schedule, time.now())).catch((error: unknown) =>
      log('ERROR', 'A scheduled run failed.', { schedule: schedule.name, error: inWords(error) }),
    );
    running = false;
  };
  return repeat(schedule, time, () => {
    if (!running) run();
  });
}
function repeat(schedule: Schedule, time: Time, turn: () => void): Cancel {
  let cancel: Cancel = () => {};
  const waits =
    'cron' in schedule ? byTheWall(schedule, time, turn) : byInterval(schedule.everyMinutes, turn);
  const next = () => {
    cancel = time.after(waits(), next);
  };
  next();
  return () => cancel();
}

/** Gives the wait until it is asked again, in milliseconds. */
type Waits = () => number;

const byInterval =
  (everyMinutes: number, turn: () => void): Waits =>
  () => {
    turn();
    return everyMinutes * 60_000;
  };

/** What was missed while nothing ran is not made up for: a schedule that must not miss anything has another beside it. */
function byTheWall(
  { cron, timeZone }: Extract<Schedule, { cron: unknown }>,
  time: Time,
  turn: () => void,
): Waits {
  let due = nextFire(cron, timeZone, time.now());
  return () => {
    if (time.now() >= due) {
      due = nextFire(cron, timeZone, time.now());
      turn();
    }
    return Math.min(due - time.now(), LOOK_EVERY_MS);
  };
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
