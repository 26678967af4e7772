/** Words of others in Slack: shown as they are, and without effect. */

/** Seen by nobody. */
const APART = '\u200b';

/**
 * Signs that format, and signs that look like them and do not: Slack has no way to escape them. An underscore within a
 * word formats nothing, and names are full of them.
 */
const LOOKALIKES: readonly (readonly [RegExp, string])[] = [
  [/\*/g, '∗'],
  [/~/g, '∼'],
  [/`/g, 'ˋ'],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ'],
];

/** A text that formats, links and calls nobody. */
export function slackText(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const plain = LOOKALIKES.reduce((left, [sign, lookalike]) => left.replace(sign, lookalike), escaped);
  return plain.replace(/@(?=[\p{L}\p{N}])/gu, `@${APART}`);
}

/** Longer ones would leave no room for the rest: their words stay. */
const MAX_ADDRESS_LENGTH = 1200;

/** A link; only its words where its address is a path, or too long. */
export function slackLink(text: string, to: string | undefined): string {
  const words = slackText(text).replace(/\|/g, '¦');
  const address = to?.replace(/\|/g, '%7C').replace(/&/g, '&amp;').replace(/</g, '%3C').replace(/>/g, '%3E');
  const leads = address?.startsWith('http') === true && address.length <= MAX_ADDRESS_LENGTH;
  return leads ? `<${address}|${words}>` : words;
}
