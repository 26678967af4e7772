/**
 * Customers and prospects. In text they are spoken of by a reference that says nothing to a stranger, `account:acc-7`; their
 * names are for those inside, and a name in a text that everybody reads is found before it is said.
 */

import { ACCOUNT_MENTION, accountReference } from '../../../events/account-mentions.ts';

/** What an account is called. */
export interface AccountNames {
  /** Its reference, without `account:`. */
  readonly account: string;
  readonly name?: string | null | undefined;
  /** What it is called, too: Globex for Globex Corporation. */
  readonly aliases?: readonly string[] | null | undefined;
}

/** A name of an account in a text. */
export interface AccountNamed {
  readonly account: string;
  /** As the text spells it. */
  readonly name: string;
  /** What to write in its place. */
  readonly instead: string;
}

/** Shorter names are words of their own too often, so they count only as they are spelled. */
const SHORTEST_IN_ANY_CASE = 4;

/**
 * The accounts that a text calls by their names, in any case and any spacing, once for each account and in the order of the
 * text. A name within a longer word is none, and neither is the reference of an account.
 */
export function accountNamesIn(text: string, accounts: Iterable<AccountNames>): AccountNamed[] {
  const plain = text.normalize('NFKC').replaceAll(ACCOUNT_MENTION, (mention) => ' '.repeat(mention.length));
  const found = [...accounts].flatMap(({ account, name, aliases }) => {
    const names = [name, ...(aliases ?? [])].flatMap((one) => patternOf(one ?? '') ?? []);
    const [first] = names
      .map((pattern) => pattern.exec(plain))
      .filter((match) => match !== null)
      .toSorted(byPlace);
    return first === undefined ? [] : [{ account, at: first.index, name: first[0] }];
  });
  return found
    .toSorted((a, b) => a.at - b.at)
    .map(({ account, name }) => ({ account, name, instead: accountReference(account) }));
}

const byPlace = (a: RegExpExecArray, b: RegExpExecArray) => a.index - b.index || b[0].length - a[0].length;

function patternOf(name: string): RegExp | undefined {
  const words = name
    .normalize('NFKC')
    .split(/[\s\p{Pd}]+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return undefined;
  const isShort = words.join('').length < SHORTEST_IN_ANY_CASE;
  const spelled = words.map(escaped).join(String.raw`[\s\p{Pd}]+`);
  const alone = String.raw`(?<![\p{L}\p{N}\p{M}])(?:${spelled})(?![\p{L}\p{N}\p{M}])`;
  return new RegExp(alone, isShort ? 'u' : 'iu');
}

const escaped = (word: string) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/** What is wrong with a text that everybody reads, and what to write. */
export const namedInWords = ({ name, instead }: AccountNamed): string =>
  `${name} is the name of an account, and everybody can read this: write ${instead}`;
