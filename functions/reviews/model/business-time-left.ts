/** How much business time is left, in words for people. */
import { type BusinessCalendar, fullBusinessDays, hoursBeside } from '../../kernel/model/business-days.ts';

/** `1 full business day`, `3 full business days` */
export const inBusinessDays = (days: number): string =>
  `${days} full business ${days === 1 ? 'day' : 'days'}`;

/**
 * The full business days that are left before a moment, and the hours of those that are no full ones.
 * @param now UTC instant
 * @param until UTC instant
 * @returns `2 full business days and 5 h left`, `5 h left`, `less than 1 h left`, `no time left`
 */
export function businessTimeLeft(now: string, until: string, calendar: BusinessCalendar): string {
  if (until <= now) return 'no time left';
  const days = fullBusinessDays(now, until, calendar);
  const hours = Math.floor(hoursBeside(now, until, calendar));
  const parts = [days > 0 ? inBusinessDays(days) : '', hours > 0 ? `${hours} h` : ''].filter(Boolean);
  return `${parts.length === 0 ? 'less than 1 h' : parts.join(' and ')} left`;
}
