/** What a cell of the matrix says of its star: why it is what it is, and what would earn it. */
import type { Cell, Column } from './matrix-view.ts';
import { SIDES } from './rubric.ts';
import { dayOf, sideName } from './star.ts';

/** `Expired on 2024-03-02. To earn it, team docs grants it again.` */
export function cellWords(cell: Cell, column: Column, at: string): string {
  const from = column.countsFrom;
  const later = from !== null && from > at ? ` It counts from ${dayOf(from)}.` : '';
  return `${whyWords(cell, column)}${remedyWords(cell, column)}${later}`;
}

function whyWords({ star, since, until, granted }: Cell, { policy, team }: Column): string {
  const on = since === null ? '' : ` on ${dayOf(since)}`;
  if (star === 'expired') return until === null ? 'Expired.' : `Expired on ${dayOf(until)}.`;
  if (star === 'not-applicable') return `Does not apply, said${on}.`;
  if (policy === 'check') return `${RULE[star]}.`;
  if (star === 'earned') return `Granted${on}${until === null ? '' : `, until ${dayOf(until)}`}.`;
  if (star === 'not-earned') return `Taken back${on}.`;
  const [first] = granted;
  if (first !== undefined) return `Granted by ${sideName(first, team)}${on}.`;
  return since === null ? 'Nobody has said anything yet.' : `What was said${on} does not settle it.`;
}

const RULE = {
  earned: 'Its rule holds',
  'not-earned': 'Its rule does not hold',
  unknown: 'Its rule cannot be answered yet',
} as const;

function remedyWords(cell: Cell, column: Column): string {
  const { star, granted } = cell;
  if (star === 'earned' || star === 'not-applicable') return '';
  if (column.policy === 'check') return ` To earn it, its rule has to hold: ${column.check ?? 'it has none'}`;
  const missing = SIDES[column.policy].filter((side) => !granted.includes(side));
  const who = missing
    .map((side) => sideName(side, column.team))
    .join(column.policy === 'either' ? ' or ' : ' and ');
  const again = star === 'expired' ? ' again' : '';
  return ` To earn it, ${who} ${missing.length > 1 && column.policy === 'both' ? 'grant' : 'grants'} it${again}.`;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long ago: `12 d`, `5 mo`, `3 y`. */
export function ageOf(since: string, at: string): string {
  const days = Math.max(0, Math.floor((Date.parse(at) - Date.parse(since)) / DAY_MS));
  if (days < 60) return `${days} d`;
  return days < 730 ? `${Math.floor(days / 30.44)} mo` : `${Math.floor(days / 365.25)} y`;
}
