/** How moments and reasons are written on all pages. */
import { useFrame } from './frame.ts';

// By hand: the first formatter of a process takes longer to make than everything else that a page needs.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number) => String(number).padStart(2, '0');

/** `26 Mar 2024`, in UTC; what is not a moment is shown as it is. */
function dayOf(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** `26 Mar 2024 14:00 UTC` */
export function dayAndTime(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  return `${dayOf(moment)} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`;
}

/** The day of a moment in a zone, as text. */
export const dayIn = (at: string, zone: string) => dayOf(inZone(at, zone));

/** The day of a moment in the reader's zone, with the exact time in UTC on hover. */
export function Day({ at }: { at: string }) {
  const { zone } = useFrame();
  return (
    <time dateTime={at} title={dayAndTime(at)}>
      {dayIn(at, zone)}
    </time>
  );
}

/** A moment in the reader's zone, with UTC beside. */
export function Moment({ at }: { at: string }) {
  const { zone } = useFrame();
  if (zone === 'UTC') return <time dateTime={at}>{dayAndTime(at)}</time>;
  return (
    <time dateTime={at}>
      {clockTime(inZone(at, zone))} <span class="utc">({dayAndTime(at)})</span>
    </time>
  );
}

/** `26 Mar 2024 15:00` of a moment that was shifted into a zone. */
const clockTime = (moment: string) => dayAndTime(moment).replace(/ UTC$/, '');

/** The wall clock of a zone at a moment, written as if it were UTC; what is not a moment stays as it is. */
function inZone(moment: string, zone: string): string {
  const at = Date.parse(moment);
  if (zone === 'UTC' || Number.isNaN(at)) return moment;
  return new Date(at + offsetAt(at, zone)).toISOString();
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** How far the wall clock of a zone is ahead of UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const formatter =
    formatters.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formatters.set(zone, formatter);
  const name = formatter.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Rules are recorded as clauses (`merged without a feature flag`); on a page they are sentences. */
export const sentence = (clause: string) =>
  `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.!?…]$/.test(clause) ? '' : '.'}`;
