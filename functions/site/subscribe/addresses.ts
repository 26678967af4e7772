/** What programs subscribe to. */
import type { RawAnswers } from '../resource/addresses.ts';

export const SUBSCRIPTIONS: RawAnswers = {
  'GET /calendars/trains/{file}': async () => (await import('./calendars.ts')).trainCalendarFile,
  'GET /calendars/teams/{file}': async () => (await import('./calendars.ts')).teamCalendarFile,
  'GET /feeds/{file}': async () => (await import('./feeds.ts')).wholeFeed,
  'GET /feeds/trains/{file}': async () => (await import('./feeds.ts')).trainFeed,
  'GET /feeds/teams/{file}': async () => (await import('./feeds.ts')).teamFeed,
  'GET /feeds/features/{file}': async () => (await import('./feeds.ts')).featureFeed,
};
