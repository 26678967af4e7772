/** The schedules of the wiring, by timers. */
import { Temporal } from 'temporal-polyfill';
import type { Schedule, WallClock } from '../wiring.ts';
import { inWords, type Log } from './log.ts';
import { envelopeOf } from './routing.ts';
import type { Cancel, Time } from './time.ts';

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
  ...envelopeOf('aws.scheduler', 'Scheduled Event', now, [
    `arn:aws:scheduler:local:000000000000:schedule/default/${name}`,
  ]),
  detail: '{}',
});

/** Further apart are no two days of a calendar: the 29th of February, around a year 2100. */
const MAX_DAYS = 8 * 366 + 1;

/**
 * When the clock on the wall of a place shows a time next. Croner finds the same moments, but where a zone skips a whole
 * day; Temporal, which digests need anyway, makes it a page of code without another package. A time that a change of the
 * clocks skips is the first that exists after it (on AWS it is left out; none of the wiring is at such an hour), and one
 * that it repeats is the first of the two.
 * @param after milliseconds since 1970
 * @returns milliseconds since 1970
 * @throws {RangeError} when there is no such zone, or never such a day
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
  // Skipped: `earlier` is then as long before the change as the time would have been after it.
  return (found.getTimeZoneTransition('next') ?? found).epochMilliseconds;
}
