/** How every benchmark prints what it measured: one table, with the goal beside the number. Nothing is asserted. */

export interface Row {
  readonly what: string;
  readonly measured: string;
  /** From the design; absent where there is none. */
  readonly goal?: string;
}

export interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
  /** How it was measured, and what the numbers leave out. */
  readonly notes?: readonly string[];
}

const HEAD = { what: 'what', measured: 'measured', goal: 'goal' };

export function printTable({ title, rows, notes = [] }: Table): void {
  const lines = [HEAD, ...rows];
  const width = (column: keyof Row) => Math.max(...lines.map((line) => (line[column] ?? '').length));
  const [first, second] = [width('what'), width('measured')];
  const text = ({ what, measured, goal = '' }: Row) =>
    `  ${what.padEnd(first)}  ${measured.padEnd(second)}  ${goal}`.trimEnd();
  console.log(`\n${title}\n${text(HEAD)}\n  ${'-'.repeat(first + second + width('goal') + 4)}`);
  for (const row of rows) console.log(text(row));
  for (const note of notes) console.log(`  (${note})`);
}

/** A number with as many digits as it is worth: `0.042`, `3.14`, `1,250`. */
export function digits(value: number, places = 2): string {
  if (value !== 0 && Math.abs(value) < 0.1) return value.toPrecision(2);
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : places });
}

export const dollars = (value: number): string => `$${value.toFixed(2)}`;
export const megabytes = (bytes: number): string => `${digits(bytes / 2 ** 20, 0)} MB`;
export const seconds = (milliseconds: number): string => `${digits(milliseconds / 1000)} s`;
/** How often a value holds another: `3.2 x`. */
export const times = (value: number, other: number): string => `${digits(value / other)} x`;

/** @param share 0.5 is the median */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export interface Sized {
  readonly size: number;
  readonly cost: number;
}

/** How a cost grows with size: the slope of a straight line through the points in double logarithms; 1 is linear. */
function exponentOf(points: readonly Sized[]): number {
  const logs = points.map(({ size, cost }) => [Math.log(size), Math.log(cost)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0);
  return covariance / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0);
}

/** The last row of a table whose other rows are of growing sizes. */
export function growthRow(points: readonly Sized[], goal?: string): Row {
  const steps = points.slice(1).map((_, at) => digits(exponentOf(points.slice(at, at + 2)), 3));
  const measured = `exponent ${digits(exponentOf(points), 3)} (step by step ${steps.join(', ')})`;
  return { what: 'growth of the CPU', measured, ...(goal === undefined ? {} : { goal }) };
}
