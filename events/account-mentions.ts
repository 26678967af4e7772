/** Customers and prospects are spoken of by a reference that says nothing to a stranger: `account:acc-7`. */

export const accountReference = (account: string): string => `account:${account}`;

/** A reference in a text, and not within an address or another word. */
export const ACCOUNT_MENTION =
  /(?<![\p{L}\p{N}:/])account:([\p{L}\p{N}_@](?:[\p{L}\p{N}\p{M}._\-/@#+~]*[\p{L}\p{N}\p{M}_])?)/gu;

/** More than a person names at once; what a stranger sends cannot make it longer. */
const MAX_MENTIONS = 5;

/** The accounts that a text speaks of by their references, each once. */
export const accountsMentionedIn = (text: string): string[] =>
  [...new Set([...text.matchAll(ACCOUNT_MENTION)].map(([, account = '']) => account))]
    .filter((account) => account.length <= 200)
    .slice(0, MAX_MENTIONS);

/** The accounts that any text of a value speaks of. */
export function accountsSpokenOf(value: object): string[] {
  const texts: string[] = [];
  collect(value, texts);
  return texts.length === 0 ? [] : accountsMentionedIn(texts.join('\n'));
}

function collect(value: unknown, texts: string[]): void {
  if (typeof value === 'string') {
    if (value.includes('account:')) texts.push(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) collect(each, texts);
  }
}
