/** Why a star is what it is, in words that name the rule, who said what, when, and where one can see it. */
import type { FactValue, Recorded } from './recorded-facts.ts';
import type { Category } from './rubric.ts';
import type { Given, Ruling } from './star.ts';
import type { Side } from './statements.ts';

/** The day of a moment, in UTC. */
export const dayOf = (moment: string): string => moment.slice(0, 10);

/** `by github:mira on 2024-04-05 (https://…)` */
function source({ by, at, evidence }: Pick<Given, 'by' | 'at' | 'evidence'>): string {
  const who = by === undefined ? '' : `by ${by} `;
  return `${who}on ${dayOf(at)}${evidence === undefined ? '' : ` (${evidence})`}`;
}

const verbs = { granted: 'granted', revoked: 'taken back', 'not-applicable': 'said not to apply' } as const;

/** What became of what was said since. */
function since({ expiresAt, askedAgainBy }: Given, at: string): string {
  if (askedAgainBy !== undefined) return `, and version ${askedAgainBy} of the rubric asks for it again`;
  return expiresAt !== undefined && expiresAt <= at
    ? `, expired on ${dayOf(expiresAt)} and wants re-attesting`
    : '';
}

/** `granted by github:mira on 2024-04-05`; why it was not, or does not apply, belongs to it. */
function statementWords(given: Given | undefined, at: string): string {
  if (given === undefined) return 'nothing said yet';
  const reason = given.word === 'granted' || given.comment === undefined ? '' : `: ${given.comment}`;
  return `${verbs[given.word]} ${source(given)}${since(given, at)}${reason}`;
}

export const sideName = (side: Side, team: string): string =>
  side === 'team' ? `team ${team}` : 'the author';

/** Why people's words make the star that they make. */
export function saidBecause(
  { team }: Category,
  policy: 'team' | 'author' | 'either' | 'both',
  given: Ruling['given'],
  at: string,
): string {
  const words = (side: Side) => statementWords(given[side], at);
  const each = `${sideName('team', team)}: ${words('team')}; ${sideName('author', team)}: ${words('author')}`;
  switch (policy) {
    case 'team':
      return `${sideName('team', team)} decides: ${words('team')}`;
    case 'author':
      return `${sideName('author', team)} decides: ${words('author')}`;
    case 'either':
      return `${sideName('team', team)} or ${sideName('author', team)} decides, whoever spoke last: ${each}`;
    case 'both':
      return `${sideName('team', team)} and ${sideName('author', team)} decide together: ${each}`;
  }
}

const MAX_VALUE_LENGTH = 60;

const shown = (value: FactValue): string => {
  const text = JSON.stringify(value);
  return text.length <= MAX_VALUE_LENGTH ? text : `${text.slice(0, MAX_VALUE_LENGTH - 1).toWellFormed()}…`;
};

/** `coverage is 0.83, recorded by system:nightly on 2024-04-04 (https://…)` */
export const recordedWords = (recorded: readonly Recorded[]): string =>
  recorded
    .map((one) =>
      one.value === null
        ? `${one.key} is unknown`
        : `${one.key} is ${shown(one.value)}, recorded ${source(one)}`,
    )
    .join('; ');

/** Why the owning team's word stands before the rule. */
export const exceptionBecause = ({ team }: Category, given: Given, at: string): string =>
  `a rule decides, but ${sideName('team', team)} may say that it does not apply: ${statementWords(given, at)}`;
