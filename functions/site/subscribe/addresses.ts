/** What programs subscribe to. */
import type { RawAnswers } from '../resource/addresses.ts';

export const SUBSCRIPTIONS: RawAnswers = {
  'GET /calendars/trains/{file}': async () => (await import('./calendars.ts')).trainCalendarFile,
  'GET /calendars/teams/{file}': async () => (await import('./calendars.ts')).teamCalendarFile,
};
