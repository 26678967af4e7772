/** How moments and stars are named by people: a day is the whole day in the reader's time zone; a star has a sign. */
import { InvalidArgumentError } from 'commander';
import { Temporal } from 'temporal-polyfill';
import type { StarWord } from '../../../events/announcements/feature.ts';
import type { MatrixRow } from '../../../functions/grades/model/report.ts';
import { toInstant, toMoment } from '../options.ts';

/** The reader's time zone: that of the environment, or of the machine. */
export function zoneOf({ TZ }: NodeJS.ProcessEnv): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  try {
    return TZ ? Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(TZ).timeZoneId : timeZone;
  } catch {
    // TZ can also be a path or a rule of POSIX, which only the system understands.
    return timeZone;
  }
}

/** Reads a moment, or a day, which means its end. Today and later days mean now. */
export const toEndOfDay =
  (now: string, zone: string) =>
  (text: string): string => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return toMoment(now)(text);
    const end = nextDay(text, zone).subtract({ milliseconds: 1 });
    const at = new Date(end.epochMilliseconds).toISOString();
    return at < now ? at : now;
  };

/** Reads a moment that is still to come, or a day, which means its end. */
export const toUntil =
  (now: string, zone: string) =>
  (text: string): string => {
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
    const end = () => nextDay(text, zone).subtract({ milliseconds: 1 }).epochMilliseconds;
    const at = toInstant(isDay ? new Date(end()).toISOString() : text);
    if (at <= now) throw new InvalidArgumentError('It has passed.');
    return at;
  };

function nextDay(text: string, zone: string): Temporal.ZonedDateTime {
  try {
    return Temporal.PlainDate.from(text).add({ days: 1 }).toZonedDateTime(zone);
  } catch {
    throw new InvalidArgumentError('It is not an existing day like 2024-03-26.');
  }
}

const zoned = (at: string, zone: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone);

/** The day of a moment (UTC instant) in a zone: `2024-03-26` */
export const dayIn = (at: string, zone: string): string => zoned(at, zone).toPlainDate().toString();

/** `the end of 2024-03-26 (Europe/Berlin)`, or for any other moment `2024-03-26 14:00 (Europe/Berlin)` */
export function momentInWords(at: string, zone: string): string {
  const local = zoned(at, zone);
  const next = local.add({ milliseconds: 1 });
  if (next.startOfDay().equals(next)) return `the end of ${local.toPlainDate()} (${zone})`;
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })} (${zone})`;
}

type Signed = Pick<MatrixRow['stars'][number], 'word' | 'isExpired' | 'counts'>;

const SIGNS: Readonly<Record<StarWord, string>> = {
  earned: '★',
  'not-earned': '☆',
  'not-applicable': '–',
  unknown: '?',
};
const EXPIRED = '⌛';

/** One sign, so that colour is never the only one; in brackets while the category does not count yet. */
export function signOf({ word, isExpired, counts }: Signed): string {
  const sign = isExpired ? EXPIRED : SIGNS[word];
  return counts ? sign : `(${sign})`;
}

export const LEGEND = `${SIGNS.earned} earned  ${SIGNS['not-earned']} not earned  ${SIGNS['not-applicable']} not applicable  ${SIGNS.unknown} unknown  ${EXPIRED} expired  ( ) does not count yet`;

/** For programs: `expired` is an unknown that was earned once. */
export const wordOf = ({ word, isExpired }: Signed): string => (isExpired ? 'expired' : word);

const WORDS: Readonly<Record<StarWord, string>> = {
  earned: 'earned',
  'not-earned': 'not earned',
  'not-applicable': 'not applicable',
  unknown: 'unknown',
};

export const inWords = (word: StarWord | undefined): string =>
  word === undefined ? 'no such star' : WORDS[word];
