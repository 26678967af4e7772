/** What a secret of webhooks must be, wherever it comes from. */

/** Shorter ones can be guessed. */
export const MIN_SECRET_LENGTH = 16;

const SIGNING = 'whsec_';

/** Of a kind of sender, the current one first, as they are accepted; undefined when the current one cannot be used. */
export function secretsIn(source: string, lines: readonly string[]): readonly string[] | undefined {
  const [current = '', ...previous] = lines.map((line) => line.trim());
  if (!isSecret(source, current)) return undefined;
  // One that could be guessed is none, and is not accepted because it was once the current one.
  return [current, ...previous.filter((each) => isSecret(source, each))];
}

function isSecret(source: string, text: string): boolean {
  if (text.length < MIN_SECRET_LENGTH || /\p{Cc}/u.test(text)) return false;
  const isSigning = source === 'standard' || text.startsWith(SIGNING);
  return !isSigning || isBase64(text.replace(SIGNING, ''));
}

/** Decoding skips what is no base64: no sender would have the key that is left. */
const isBase64 = (text: string): boolean => {
  const bare = text.replace(/=+$/, '');
  return Buffer.from(text, 'base64').toString('base64').replace(/=+$/, '') === bare && bare !== '';
};

/** What it must be, for people. */
export const asSecret = (source: string): string =>
  source === 'standard'
    ? `a secret of Standard Webhooks: ${SIGNING} and base64`
    : `at least ${MIN_SECRET_LENGTH} characters, and after ${SIGNING} base64`;
