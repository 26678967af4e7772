/** What changed of a feature's enrolment. Accounts are counted and never named. */
import type { Fact } from '../../../events/catalogue.ts';
import { stage } from '../../../events/fields.ts';
import { type EnrollmentState, enrollmentOf } from '../enrollment.ts';
import type { ComingUp } from './model.ts';

const TITLES = { eap: 'early access', beta: 'beta' } as const;

interface Named {
  readonly feature: string;
  readonly title: string;
  readonly team: string;
}

/**
 * @param first the last instant (UTC) before the period
 * @param last its own last one
 */
export function enrollmentNews(
  named: Named,
  facts: readonly Fact[],
  { first, last }: { readonly first: string; readonly last: string },
): ComingUp[] {
  const [was, is] = [first, last].map((moment) =>
    wordsOf(enrollmentOf(facts.filter(({ detail }) => detail.occurredAt <= moment))),
  );
  return is === undefined || is === '' || is === was
    ? []
    : [{ kind: 'enrolment', ...named, text: is, isOverdue: false }];
}

/** `beta is open, 12 accounts; early access is closed, 3 accounts` */
function wordsOf(state: EnrollmentState | undefined): string {
  if (state === undefined) return '';
  const words = stage.options.flatMap((name) => {
    const said = state.stages[name];
    if (said === undefined) return [];
    const standing = said.isOpen === undefined ? '' : ` is ${said.isOpen ? 'open' : 'closed'},`;
    return [`${TITLES[name]}${standing} ${accounts(said.accounts)}`];
  });
  return words.length > 0 ? words.join('; ') : accounts(state.accounts);
}

const accounts = (count: number) => `${count} ${count === 1 ? 'account' : 'accounts'}`;
