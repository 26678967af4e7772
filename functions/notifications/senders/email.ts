import { readPeople } from '../../catalog/store/records.ts';
import { readStates } from '../../catalog/store/states.ts';
import type { Store } from '../../kernel/store/store.ts';
import { asMail, mailSubject } from '../../outline/html.ts';
import { asText } from '../../outline/text.ts';
import { type Letter, refused, type Sender } from '../notify/letter.ts';
import { composed, type Mailing } from './mail/compose.ts';
import { outlineInside, type Rendering } from './rendering.ts';

/** @param mailing how e-mail is sent, or why none is */
export const emailSender = (
  rendering: Rendering,
  mailing: Mailing | { readonly because: string },
): Sender => ({
  isRepeatable: 'transport' in mailing && mailing.transport.isRepeatable,
  async prepare(letter) {
    if (!('transport' in mailing)) return refused(mailing.because);
    const found = await emailAddressOf(rendering.table, letter);
    if ('because' in found) return refused(found.because);
    const outline = await outlineInside(rendering, letter);
    const mail = await composed({
      id: letter.message.id,
      from: mailing.from,
      to: found.address,
      subject: mailSubject(outline),
      text: asText(outline),
      html: asMail(outline),
      date: letter.now,
    });
    return () => mailing.transport.deliver(mail);
  },
});

type Found = { readonly address: string } | { readonly because: string };

/** @returns the address, or why there is none; the reason names no person */
async function emailAddressOf(
  table: Store,
  { message: { recipient }, record, notice }: Letter,
): Promise<Found> {
  if (recipient === 'to')
    return record?.to == null ? { because: 'the channel names no address any more' } : { address: record.to };
  const { team } = notice.detail;
  const role = recipient.replace(/^role:/, '');
  if (team == null) return recipient === 'team' ? { because: NO_TEAM } : holderOf(table, role);
  const state = (await readStates(table, 'team', [team])).get(team);
  if (recipient === 'team')
    return given(state?.email, `the team ${team} has no e-mail address in the catalog`);
  const contact = state?.contacts?.[role];
  if (contact == null)
    return { because: `the team ${team} has no ${role} among its contacts in the catalog` };
  const person = (await readStates(table, 'person', [contact])).get(contact);
  const isThere = person !== undefined && person.retiredAt === undefined;
  // Reasons are shown to everyone, so they name nobody.
  return given(
    isThere ? person.email : undefined,
    `the ${role} of ${team} has no e-mail address in the catalog`,
  );
}

const NO_TEAM = 'this is about no single team, and the channel names no address: give it one in `to`';

/** Somebody with a role for the whole organisation: of several the first by id, because a letter goes to one address. */
async function holderOf(table: Store, role: string): Promise<Found> {
  const holders = (await readPeople(table)).filter(
    ({ roles = [], retiredAt }) => retiredAt === undefined && roles.includes(role),
  );
  const address = holders.find(({ email }) => email !== undefined)?.email;
  return given(address, `nobody in the catalog has the role ${role} and an e-mail address`);
}

const given = (address: string | undefined, because: string): Found =>
  address === undefined ? { because } : { address };
