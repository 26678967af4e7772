/** What changed of a feature's enrolment. Accounts are counted and never named. */
import type { Fact } from '../../../events/catalogue.ts';
import { stage } from '../../../events/fields.ts';
import { type EnrollmentState, enrollmentOf } from '../../catalog/model/enrollment.ts';
import type { ComingUp } from './items.ts';
import type { NamedFeature } from './named-feature.ts';

const TITLES = { eap: 'early access', beta: 'beta' } as const;

/**
 * @param first the last instant (UTC) before the period
 * @param last its own last one
 */
export function enrollmentNews(
  named: NamedFeature,
  facts: readonly Fact[],
  { first, last }: { readonly first: string; readonly last: string },
): ComingUp[] {
  const [was, is] = [first, last].map((moment) =>
    wordsOf(enrollmentOf(facts.filter(({ detail }) => detail.occurredAt <= moment))),
  );
  return is === undefined || is === was ? [] : [{ kind: 'enrolment', ...named, text: is, isOverdue: false }];
}

/** `early access is closed, 3 accounts; beta is open, 12 accounts; 14 accounts in all` */
function wordsOf(state: EnrollmentState | undefined): string {
  if (state === undefined) return accounts(0);
  const stages = stage().options.flatMap((name) => {
    const said = state.stages[name];
    return said === undefined ? [] : [{ ...said, title: TITLES[name] }];
  });
  if (stages.length === 0) return accounts(state.accounts);
  const words = stages.map(({ title, isOpen, accounts: count }) =>
    isOpen === undefined
      ? `${title}: ${accounts(count)}`
      : `${title} is ${isOpen ? 'open' : 'closed'}, ${accounts(count)}`,
  );
  // Some are in both stages, or in one that nobody named.
  const counted = stages.reduce((sum, each) => sum + each.accounts, 0);
  if (counted !== state.accounts) words.push(`${accounts(state.accounts)} in all`);
  return words.join('; ');
}

const accounts = (count: number) => `${count} ${count === 1 ? 'account' : 'accounts'}`;
