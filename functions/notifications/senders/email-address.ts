/** Where somebody is reached by e-mail: looked up when a message is sent, so that it goes where they are now. */
import { personState, teamState } from '../../catalog/model/team.ts';
import { readPeople } from '../../catalog/store/records.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Letter } from '../notify/notifying.ts';

type Found = { readonly address: string } | { readonly because: string };

/** @returns the address, or why there is none, in words without one */
export async function emailAddressOf(
  table: Store,
  { message: { recipient }, record, told }: Letter,
): Promise<Found> {
  if (recipient === 'to')
    return record?.to == null ? { because: 'the channel names no address any more' } : { address: record.to };
  const { team } = told.detail;
  const role = recipient.replace(/^role:/, '');
  if (team == null) return recipient === 'team' ? { because: NO_TEAM } : holderOf(table, role);
  const state = (await readStates(table, 'team', teamState, [team])).get(team);
  if (recipient === 'team')
    return given(state?.email, `the team ${team} has no e-mail address in the catalog`);
  const contact = state?.contacts?.[role];
  if (contact == null)
    return { because: `the team ${team} has no ${role} among its contacts in the catalog` };
  const person = (await readStates(table, 'person', personState, [contact])).get(contact);
  const isThere = person !== undefined && person.retiredAt === undefined;
  // Reasons are shown to everyone, so they name nobody.
  return given(
    isThere ? person.email : undefined,
    `the ${role} of ${team} has no e-mail address in the catalog`,
  );
}

const NO_TEAM = 'this is about no single team, and the channel names no address: give it one in `to`';

/** Whoever has a role for the whole organisation; of several the first by id, for a letter goes to one address. */
async function holderOf(table: Store, role: string): Promise<Found> {
  const holders = (await readPeople(table)).filter(
    ({ roles = [], retiredAt }) => retiredAt === undefined && roles.includes(role),
  );
  const address = holders.find(({ email }) => email !== undefined)?.email;
  return given(address, `nobody in the catalog has the role ${role} and an e-mail address`);
}

const given = (address: string | undefined, because: string): Found =>
  address === undefined ? { because } : { address };
