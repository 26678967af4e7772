/** The schedules of the wiring, by timers. */
import { Temporal } from 'temporal-polyfill';
import type { IntervalSchedule, Schedule, WallClock, WallClockSchedule } from '../wiring-shape.ts';
import { inWords } from './log.ts';
import type { QueueSurroundings } from './queue.ts';
import { envelopeOf } from './routing.ts';
import type { Cancel, Time } from './time.ts';

export interface Scheduled {
  readonly schedule: Schedule;
  invoke(event: unknown): Promise<unknown>;
}

type ClockSurroundings = Pick<QueueSurroundings, 'time' | 'log'>;

/** Timers do not notice that the machine slept or its clock was set, so the clock is read this often. */
const CLOCK_CHECK_MS = 60_000;

/** @returns stops the schedules; a run in flight goes on */
export function startClock(scheduled: readonly Scheduled[], surroundings: ClockSurroundings): Cancel {
  const cancels = scheduled.map((each) => start(each, surroundings));
  return () => {
    for (const cancel of cancels) cancel();
  };
}

/** Skips a run while the last one is in flight: what is due then is still due at the next. */
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
  const wait = 'cron' in schedule ? byWallClock(schedule, time, turn) : byInterval(schedule, turn);
  const next = () => {
    cancel = time.after(wait(), next);
  };
  next();
  return () => cancel();
}

/** Both run what is due when they are asked, and give the wait until they are asked again, in milliseconds. */
const byInterval =
  ({ everyMinutes }: IntervalSchedule, turn: () => void) =>
  () => {
    turn();
    return everyMinutes * 60_000;
  };

/** Missed runs are not made up for; where that matters, the wiring has an interval schedule beside it. */
function byWallClock({ cron, timeZone }: WallClockSchedule, time: Time, turn: () => void) {
  let due = nextFire(cron, timeZone, time.now());
  return () => {
    if (time.now() >= due) {
      due = nextFire(cron, timeZone, time.now());
      turn();
    }
    return Math.min(due - time.now(), CLOCK_CHECK_MS);
  };
}

/** What EventBridge Scheduler sends to a target without an input of its own. */
const scheduledEvent = ({ name }: Schedule, now: number) => ({
  ...envelopeOf('aws.scheduler', 'Scheduled Event', now, [
    `arn:aws:scheduler:local:000000000000:schedule/default/${name}`,
  ]),
  detail: '{}',
});

/** The longest gap between two days of a schedule: the 29th of February, around the year 2100. */
const MAX_DAYS = 8 * 366 + 1;

/**
 * When the wall clock of a zone shows a time next. A time that a change of the clocks skips becomes the first one after it
 * (on AWS it is skipped; no schedule of the wiring is at such an hour), and a repeated time is the first of the two.
 * Temporal is a dependency anyway, and the package croner differs only where a zone skips a whole day.
 * @param after milliseconds since 1970
 * @returns milliseconds since 1970
 * @throws {RangeError} when the zone does not exist, or such a day never comes
 */
export function nextFire(wanted: WallClock, timeZone: string, after: number): number {
  const time = Temporal.PlainTime.from({ hour: wanted.hour, minute: wanted.minute });
  const from = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let days = 0; days <= MAX_DAYS; days += 1) {
    const day = from.add({ days });
    if (!isWanted(day, wanted)) continue;
    const found = firstAt(day.toPlainDateTime(time), timeZone);
    if (found > after) return found;
  }
  throw new RangeError(`The calendar has no day for the schedule ${JSON.stringify(wanted)}.`);
}

const isWanted = (
  { dayOfWeek, day, month }: Temporal.PlainDate,
  { weekDay = dayOfWeek, day: wantedDay = day, months = [month] }: WallClock,
): boolean => dayOfWeek === weekDay && day === wantedDay && months.includes(month);

function firstAt(shown: Temporal.PlainDateTime, timeZone: string): number {
  const found = shown.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(shown)) return found.epochMilliseconds;
  // Skipped: `earlier` is then before the change, by as much as the time would have been after it.
  return (found.getTimeZoneTransition('next') ?? found).epochMilliseconds;
}
