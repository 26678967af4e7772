/** Titles of changes: as conventional commits have them, or as a source says that its own are written. */

/** A title as https://www.conventionalcommits.org has them: `feat(search)!: words`. */
export interface ConventionalTitle {
  /** In lower case: the convention treats `Feat` and `feat` as one. */
  readonly type: string;
  readonly scope?: string | undefined;
  readonly words: string;
}

// No two parts can match the same character and each is bounded, so no title takes longer than it has characters.
const HEAD = /^([a-z][a-z0-9_-]{0,39})(?:\(([^()]{1,100})\))?!?:\s/i;

/** The parts of a title; undefined for one that is not conventional. */
export function conventionalTitle(title: string): ConventionalTitle | undefined {
  const trimmed = title.trim();
  const [head = '', type = '', scope] = HEAD.exec(trimmed) ?? [];
  const words = trimmed.slice(head.length).trim();
  if (head === '' || words === '') return undefined;
  return { type: type.toLowerCase(), scope: scope?.trim() || undefined, words };
}

/** The parts of a title by the first template that fits, or by the convention. */
export function titleIn(title: string, templates: readonly string[]): ConventionalTitle | undefined {
  for (const template of templates) {
    const found = byTemplate(title.trim(), template);
    if (found !== undefined) return found;
  }
  return conventionalTitle(title);
}

/** A picture, with what follows it to choose its look. */
const PICTURE = String.raw`\p{Extended_Pictographic}(?:[\u{FE0E}\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}]|\p{Extended_Pictographic}){0,10}`;

/** What stands for each placeholder: bounded, and never a character that ends it. */
const PLACEHOLDERS: ReadonlyMap<string, string> = new Map([
  ['type', '(?<type>[A-Za-z][A-Za-z0-9_-]{0,39})'],
  ['scope', String.raw`(?<scope>[^()\[\]:]{1,100})`],
  ['ticket', String.raw`(?:[A-Za-z][A-Za-z0-9_]{0,19}-\d{1,12}|[#!]\d{1,12})`],
  ['emoji', `(?<emoji>${PICTURE})`],
  ['words', String.raw`(?<words>\S.*)`],
]);

/** Between colons. */
const SHORTCODE = '(?<emoji>[a-z0-9_+-]{1,40})';

/** What gitmoji.dev says of the pictures that stand alone for a type. */
const GITMOJI: ReadonlyMap<string, string> = new Map([
  ['sparkles', 'feat'],
  ['✨', 'feat'],
  ['zap', 'perf'],
  ['⚡', 'perf'],
  ['bug', 'fix'],
  ['🐛', 'fix'],
  ['ambulance', 'fix'],
  ['🚑', 'fix'],
  ['memo', 'docs'],
  ['📝', 'docs'],
  ['recycle', 'refactor'],
  ['♻', 'refactor'],
  ['white_check_mark', 'test'],
  ['✅', 'test'],
  ['arrow_up', 'chore'],
  ['⬆', 'chore'],
]);

const compiled = new Map<string, RegExp>();

/** Spaces in a template stand for any number of them. */
function patternOf(template: string): RegExp {
  const known = compiled.get(template);
  if (known !== undefined) return known;
  const named = new Set<string>();
  const source = template
    .trim()
    .split(/(\{[a-z]+\}|\s+)/)
    .map((part, at, parts) => {
      if (/^\s+$/.test(part)) return String.raw`\s{1,20}`;
      const name = /^\{([a-z]+)\}$/.exec(part)?.[1];
      const wanted = name === undefined ? undefined : PLACEHOLDERS.get(name);
      if (name === undefined || wanted === undefined || named.has(name)) return escaped(part);
      named.add(name);
      return name === 'emoji' && parts[at - 1]?.endsWith(':') ? SHORTCODE : wanted;
    })
    .join('');
  const pattern = new RegExp(`^${source}$`, 'su');
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  compiled.set(template, pattern);
  return pattern;
}

const escaped = (text: string) => text.replaceAll(/[\^$.*+?()[\]{}|/\\]/g, String.raw`\$&`);

const MAX_COMPILED = 500;

function byTemplate(title: string, template: string): ConventionalTitle | undefined {
  const { type, scope, words, emoji } = patternOf(template).exec(title)?.groups ?? {};
  if (words === undefined) return undefined;
  const picture = emoji?.replaceAll(/[\u{FE0E}\u{FE0F}]/gu, '');
  const meant = type ?? (picture === undefined ? undefined : (GITMOJI.get(picture) ?? picture));
  if (meant === undefined) return undefined;
  return { type: meant.toLowerCase(), scope: scope?.trim() || undefined, words: words.trim() };
}

/** How titles are often written that are no conventional commits: the more particular before the plainer. */
const USUAL = [
  '[{ticket}] [{type}] {words}',
  '[{ticket}] {type}: {words}',
  '[{ticket}] {type}({scope}): {words}',
  '[{ticket}]: {type}: {words}',
  '{ticket} - {type}: {words}',
  '{ticket} | {type}: {words}',
  '{ticket}/{type}: {words}',
  '[{scope}] {type}: {words}',
  '[{scope}][{type}] {words}',
  '[{scope}] [{type}] {words}',
  '[{type}][{scope}] {words}',
  '[{type}] [{scope}] {words}',
  '[{type}] {words}',
  '[{type}]: {words}',
  '[{type}]{words}',
  '[{type}({scope})] {words}',
  '({type}) {words}',
  '<{type}> {words}',
  '{{type}} {words}',
  '【{type}】{words}',
  '「{type}」{words}',
  '{emoji} {type}: {words}',
  '{emoji} {type}({scope}): {words}',
  '{emoji}{type}: {words}',
  '{emoji}{type}({scope}): {words}',
  '{emoji} [{type}] {words}',
  '{type} {emoji}: {words}',
  ':{emoji}: {type}: {words}',
  ':{emoji}: {type}({scope}): {words}',
  '{ticket} {type}: {words}',
  '{ticket} {type}({scope}): {words}',
  '{ticket}: {type}: {words}',
  '{ticket}: {type}({scope}): {words}',
  '({ticket}) {type}: {words}',
  '{type} - {words}',
  '{type} -- {words}',
  '{type} -{words}',
  '{type} — {words}',
  '{type} – {words}',
  '{type} | {words}',
  '{type}/{words}',
  '{type} : {words}',
  '{type}:{words}',
  '{type}：{words}',
  '{type}({scope}):{words}',
  '{type}({scope}) : {words}',
  '{type} ({scope}): {words}',
  '{type}({scope})：{words}',
  '{type}({scope}) {words}',
  '{type}[{scope}]: {words}',
  '{type}!({scope}): {words}',
  '{type}(): {words}',
  '{type}; {words}',
  '{type}, {words}',
  '{type}. {words}',
  '*{type}*: {words}',
  '**{type}**: {words}',
  '**{type}:** {words}',
  '`{type}`: {words}',
  '{scope}: {type}: {words}',
  ':{emoji}: ({scope}): {words}',
  ':{emoji}: {words}',
  ':{emoji}:{words}',
  '{emoji}({scope}): {words}',
  '{emoji} ({scope}): {words}',
  '{emoji}: {words}',
  '{emoji} {words}',
  '{emoji}{words}',
  '{type} {words}',
] as const;

/** Types that the convention knows: a title of one of them says that it is no feature work. */
const OTHERS: ReadonlySet<string> = new Set([
  ...['build', 'chore', 'ci', 'docs', 'fix', 'perf', 'refactor', 'revert', 'style', 'test'],
]);

/** What people write for a type. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['feat', ['feature', 'features', 'feats', 'enhancement', 'enhance', 'enh', 'new', 'add', 'ft']],
  ['fix', ['bugfix', 'bug', 'fixes', 'hotfix']],
  ['perf', ['performance', 'optimize', 'optimization']],
]);

/** Whether a type is probably another spelling of one that is wanted, and none that the convention knows. */
export const isNearType = (type: string, wanted: string): boolean =>
  type !== wanted &&
  !OTHERS.has(type) &&
  (SYNONYMS.get(wanted)?.includes(type) === true || isOneSlip(type, wanted));

/** One letter left out, added or changed, or two that changed places. */
function isOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 3 || long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  const [a, b] = [short.slice(from), long.slice(from)];
  if (short.length < long.length) return a === b.slice(1);
  return a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}

export interface NearMiss {
  /** How the title is written, where not as the convention has it. */
  readonly template?: string | undefined;
  /** Its type, where it is another spelling of one that is wanted. */
  readonly type?: string | undefined;
}

/** What would make a title one of feature work. @param types that are, in lower case */
export function nearMiss(title: string, types: readonly string[]): NearMiss | undefined {
  const plain = conventionalTitle(title);
  if (plain !== undefined && OTHERS.has(plain.type)) return undefined;
  if (plain !== undefined && types.some((one) => isNearType(plain.type, one))) return { type: plain.type };
  const all = USUAL.flatMap((template) => {
    const found = byTemplate(title.trim(), template);
    return found === undefined ? [] : [{ template, type: found.type }];
  });
  const exact = all.find(({ type }) => types.includes(type));
  if (exact !== undefined) return { template: exact.template };
  // Without a sign around it, a word is a word.
  return all.find(
    ({ template, type }) => template !== '{type} {words}' && types.some((one) => isNearType(type, one)),
  );
}
