/**
 * Secrets are removed from what is stored or shown of something that came in. Senders put them there: Forgejo repeats the
 * secret of its webhook in each body. They are known by the name of their field, by their shape, and by the values in force.
 */
const REMOVED = '[removed]';

/** What names of fields contain, without case and separators: `client_secret`, `X-Api-Key`, `refreshToken`. */
const NAMES =
  /secret|passw|passphrase|passcode|token|authorization|credential|apikey|privatekey|accesskey|signingkey|sshkey|cookie|bearer/;

/** Whether a field of this name holds a secret. */
const isSecretName = (name: string): boolean => NAMES.test(name.toLowerCase().replace(/[-_.\s]/g, ''));

/** Tokens that are known by their shape, and credentials in an address, whatever field they stand in. */
const SHAPES: readonly RegExp[] = [
  /\bgh[a-z]_[A-Za-z0-9]{16,}|\bgithub_pat_\w{16,}|\bgl[a-z]{2,6}-[\w-]{16,}|\bxox[a-z]-[\w-]{8,}|\bwhsec_[\w+/=-]{8,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bsk-[\w-]{16,}|\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  /(?<=\bhooks\.slack\.com\/(?:services|workflows)\/)[\w/-]+/g,
  /(?<=:\/\/)[^/\s:@"'\\]{1,200}:[^/\s@"'\\]{1,500}(?=@)/g,
  /(?<=\b(?:Bearer|Basic) )[\w.~+/=-]{8,}/gi,
];

/** A name and its value outside of JSON: a form, a header, a query, or JSON within a text. */
const PAIR = /([\w.-]{1,80})(?:\\{0,4}["'])?\s{0,4}[=:]\s{0,4}(?:\\{0,4}["'])?([^\s"'\\,;&}\]]{1,2000})/g;

/** The start of a body or of an event's JSON, which may be cut anywhere. */
export function withoutSecrets(text: string): string {
  let safe = withoutSecretFields(text);
  for (const shape of SHAPES) safe = safe.replace(shape, REMOVED);
  return safe.replace(PAIR, (pair, name: string, value: string) =>
    isSecretName(name) && !REMOVED.startsWith(value)
      ? `${pair.slice(0, pair.length - value.length)}${REMOVED}`
      : pair,
  );
}

const FIELD = /"((?:[^"\\]|\\.){1,300})"\s*:\s*/gs;

/** Every field of JSON whose name says so loses its value, also where that is an object or a list. */
function withoutSecretFields(text: string): string {
  let [safe, from] = ['', 0];
  FIELD.lastIndex = 0;
  for (let field = FIELD.exec(text); field !== null; field = FIELD.exec(text)) {
    if (!isSecretName(unescaped(field[1] ?? ''))) continue;
    safe += `${text.slice(from, FIELD.lastIndex)}"${REMOVED}"`;
    from = endOfValue(text, FIELD.lastIndex);
    FIELD.lastIndex = from;
  }
  return safe + text.slice(from);
}

function unescaped(name: string): string {
  try {
    return String(JSON.parse(`"${name}"`));
  } catch {
    return name;
  }
}

/** Where a value of JSON ends: what is cut ends with the text. */
function endOfValue(text: string, from: number): number {
  const first = text[from] ?? '';
  if (first === '"') return endOfString(text, from) + 1;
  if ('{['.includes(first)) return endOfGroup(text, from);
  const length = text.slice(from).search(/[,}\]\s]/);
  return length === -1 ? text.length : from + length;
}

function endOfGroup(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const one = text[at] ?? '';
    if (one === '"') at = endOfString(text, at);
    else if ('{['.includes(one)) depth += 1;
    else if ('}]'.includes(one)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** A shorter part of a secret stands in too many texts by chance. */
const MIN_LENGTH = 8;

/** The spellings of a secret that a body may have: as JSON too, and without what stands before it in a header. */
const spellings = (secret: string): string[] =>
  [
    secret,
    JSON.stringify(secret).slice(1, -1),
    secret.replace(/^whsec_/, ''),
    secret.replace(/^(?:Bearer|Basic) /i, ''),
  ].filter((each) => each.length >= MIN_LENGTH);

/**
 * JSON in which none of these secrets is left, in no value and in no name.
 * @param value of bounded depth
 */
export function withoutValues(value: unknown, secrets: readonly string[]): unknown {
  const all = secrets.flatMap(spellings).toSorted((one, other) => other.length - one.length);
  const clean = (text: string) => all.reduce((safe, secret) => safe.replaceAll(secret, REMOVED), text);
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return clean(each);
    if (Array.isArray(each)) return each.map(walk);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, inner]) => [clean(name), walk(inner)]));
  };
  return all.length === 0 ? value : walk(value);
}
