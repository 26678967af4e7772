/** How moments and reasons are written on all pages. */

// By hand: the first formatter of a process takes longer to make than everything else that a page needs.
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number) => String(number).padStart(2, '0');

/** `26 Mar 2024`, in UTC; what is not a moment is shown as it is. */
function day(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** `26 Mar 2024 14:00 UTC` */
export function dayAndTime(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  return `${day(moment)} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`;
}

/** A day, with the exact time on hover. */
export const Day = ({ at }: { at: string }) => (
  <time dateTime={at} title={dayAndTime(at)}>
    {day(at)}
  </time>
);

export const Moment = ({ at }: { at: string }) => <time dateTime={at}>{dayAndTime(at)}</time>;

/** Rules are recorded as clauses (`merged without a feature flag`); on a page they are sentences. */
export const sentence = (clause: string) =>
  `${clause.charAt(0).toUpperCase()}${clause.slice(1)}${/[.!?…]$/.test(clause) ? '' : '.'}`;
