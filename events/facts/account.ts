import { about, fact } from '../contract.ts';
import { list, name, optional, text } from '../fields.ts';
import { internal } from '../visibility.ts';

/** A customer or a prospect exists. Everybody reads its reference alone; who it is, only people inside. */
export const AccountRegistered = fact(
  'AccountRegistered',
  () => ({
    account: name().describe('an opaque reference, never a name: acc-7'),
    name: internal(text(200)).describe('who it is, never public'),
    aliases: internal(optional(list(text(200)))).describe('what it is called, too, never public'),
  }),
  about('account'),
);
