/** The matrix as a table for a terminal. */
import type { MatrixPage, MatrixRow } from '../../../functions/grades/model/report.ts';
import { rollUp } from '../../../functions/grades/model/roll-up.ts';
import { dayOf, LEGEND, signOf } from './signs.ts';

/** A name that is longer is cut: a table that wraps cannot be read. */
const MAX_NAME_LENGTH = 40;
const CELL = 4;

/** What stands above the rows: what it is as of, the signs, and the name of each column. */
export function matrixHead({ at, rubricVersion, columns }: MatrixPage): string[] {
  if (rubricVersion === undefined)
    return [`There is no rubric as of ${dayOf(at)}: no star can be given yet.`];
  const names = columns.map(
    ({ title, category, team }, index) => `  ${index + 1} ${title} (${category}, team ${team})`,
  );
  const numbers = columns.map((_column, index) => String(index + 1).padStart(CELL)).join('');
  return [
    `As of ${dayOf(at)}, rubric ${rubricVersion}`,
    LEGEND,
    ...names,
    '',
    `${'team / feature'.padEnd(MAX_NAME_LENGTH + 2)}${numbers}  stars`,
  ];
}

export const matrixLine = ({ team, feature, stars, earned, of }: MatrixRow): string => {
  const name = short(`${team} / ${feature}`).padEnd(MAX_NAME_LENGTH + 2);
  const cells = stars.map((star) => signOf(star).padStart(CELL)).join('');
  return `${name}${cells}  ${earned} of ${of}`;
};

/** What stands below: the sum over all rows. */
export function matrixFoot(rows: readonly Pick<MatrixRow, 'earned' | 'of'>[]): string {
  const { features, earned, of, share } = rollUp(rows);
  const percent = share === undefined ? '' : ` (${Math.round(share * 100)} %)`;
  return `${features} ${features === 1 ? 'feature' : 'features'}, ${earned} of ${of} stars${percent}`;
}

const short = (name: string): string =>
  name.length <= MAX_NAME_LENGTH ? name : `${name.slice(0, MAX_NAME_LENGTH - 1).toWellFormed()}…`;
