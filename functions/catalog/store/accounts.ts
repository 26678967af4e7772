/** Accounts, for people inside. */
import { account as accountEntity, rubric } from '../../../events/contract.ts';
import { ofType } from '../../kernel/model/facts.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { AccountState } from '../model/account.ts';
import { type AccountReport, spokenOf } from '../model/account-report.ts';
import { readLedger } from './ledger.ts';
import { readAccounts } from './records.ts';
import { readStates } from './states.ts';

export const lineOf = ({ account, name, aliases, retiredAt }: AccountState) => ({
  ...{ account, name: name ?? null },
  ...{ aliases: aliases ?? [], retiredAt: retiredAt ?? null },
});

/** All that are registered, by reference. */
export const readAccountLines = async (store: Store) => (await readAccounts(store)).map(lineOf);

/** `undefined` for one that nothing speaks of. */
export async function readAccount(store: Store, account: string): Promise<AccountReport | undefined> {
  const [{ facts }, states, template] = await Promise.all([
    readLedger(store, accountEntity(account)),
    readStates(store, 'account', [account]),
    accountTemplate(store),
  ]);
  if (facts.length === 0) return undefined;
  const state = states.get(account) ?? { account };
  const address = template?.replaceAll('{account}', encodeURIComponent(account)) ?? null;
  return { ...lineOf(state), address, ...spokenOf(account, facts) };
}

/** Where accounts are kept, as the rubric's last version says. */
async function accountTemplate(store: Store): Promise<string | undefined> {
  const { facts } = await readLedger(store, rubric);
  return ofType(facts, 'RubricPublished').at(-1)?.detail.accountAddress ?? undefined;
}
