export { CalendarPublished } from './team.ts';
