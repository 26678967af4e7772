/** Where somebody is reached by e-mail: looked up when a message is sent, so that it goes where they are now. */
import { personState } from '../../domain/person.ts';
import { teamState } from '../../domain/team.ts';
import type { LedgerTable } from '../../ledger/ledger-table.ts';
import { readStates } from '../../ledger/summary.ts';
import type { Letter } from '../notifying.ts';

type Found = { readonly address: string } | { readonly because: string };

/** @returns the address, or why there is none, in words without one */
export async function emailAddressOf(
  table: LedgerTable,
  { message: { recipient }, record, told }: Letter,
): Promise<Found> {
  if (recipient === 'to')
    return record?.to == null ? { because: 'the channel names no address any more' } : { address: record.to };
  const { team } = told.detail;
  if (team == null)
    return { because: 'this is about no single team, and the channel names no address: give it one in `to`' };
  const state = (await readStates(table, 'team', teamState, [team])).get(team);
  if (recipient === 'team')
    return given(state?.email, `the team ${team} has no e-mail address in the catalog`);
  const role = recipient.replace(/^role:/, '');
  const contact = state?.contacts?.[role];
  if (contact == null)
    return { because: `the team ${team} has no ${role} among its contacts in the catalog` };
  const person = (await readStates(table, 'person', personState, [contact])).get(contact);
  const isThere = person !== undefined && person.retiredAt === undefined;
  return given(isThere ? person.email : undefined, `${contact} has no e-mail address in the catalog`);
}

const given = (address: string | undefined, because: string): Found =>
  address === undefined ? { because } : { address };
