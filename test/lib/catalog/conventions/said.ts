/** Reads files of a convention as somebody who knows a little, and tells what came of it, on lines. */
import type { Context } from '../../../../lib/catalog/conventions/convention.ts';
import type { ConventionName } from '../../../../lib/catalog/conventions/names.ts';
import { readConvention } from '../../../../lib/catalog/conventions/read-convention.ts';
import { lineOf } from '../../../../lib/command/catalog/validate-catalog.ts';

export const TODAY = '2022-11-11';

/** Knows levels, a team and a person. */
export const somebody: Context = {
  words: {
    maturity: new Map([
      ['beta', 'beta'],
      ['viable', 'beta'],
      ['minimal', 'beta'],
      ['production', 'ga'],
      ['generally_available', 'ga'],
    ]),
    tier: new Map([['tier_2', 'L2']]),
    team: new Map(),
  },
  people: new Map([['ada@example.com', { person: 'ada', teams: ['search'] }]]),
  today: TODAY,
};

export async function said(name: ConventionName, source: string, context: Context = somebody) {
  const { catalog, problems, locate } = (await readConvention(name, source)).as(context);
  const lines = problems
    .toSorted(
      (a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line || a.column - b.column,
    )
    .map((one) => lineOf(one).slice(source.length).replace(/^\//, '').replace(/^:/, ''));
  return { catalog, lines, locate };
}
