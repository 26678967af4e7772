/** Reverts, by their titles and texts: what they take back, and whether that gives something back. */
import type { Merged } from './normalized-event.ts';

export interface Reversal {
  /** The title of what it takes back, which can itself be a revert. */
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly commit?: string | undefined;
  /** Of a revert of a revert: the title of the work that is there again. */
  readonly givesBack?: string | undefined;
  /** Only its text says so, and its title says what it is besides: `fix: go back to one search`. */
  readonly isBesides: boolean;
}

// Each part is bounded or anchored, so no title takes longer than it has characters.
const QUOTING =
  /^(reverts?|roll ?back|back ?out|re-?apply|reland):?\s+["“”„'‘’«`](.*)["“”'‘’»`](?:\s+\(?[#!]\d{1,12}\)?)?$/isu;
const CONVENTIONAL = /^(?:revert(?:\([^()]{1,100}\))?!?:|\[revert\]:?)\s+(.+)$/isu;
/** Without quotes only where what follows is a title for certain, and no sentence. */
const PLAIN = /^reverts?\s+([a-z][a-z0-9_-]{0,39}(?:\([^()]{1,100}\))?!?:\s+.+)$/isu;
/** A picture, a ticket or a branch in brackets, or a shortcode before it. */
const BEFORE =
  /^(?:(?:\p{Extended_Pictographic}[\u{FE0E}\u{FE0F}]?|:[a-z0-9_+-]{1,40}:|\[(?!revert\])[^[\]]{1,60}\]:?)\s*)(?=re|roll|back)/iu;
/** As git titles the merge that GitHub makes. */
const MERGE = /^Merge pull request #(\d{1,12}) from \S/i;
/** As GitHub ends the title of a commit that it squashed. */
const SQUASHED = /^(.*\S)\s+\([#!](\d{1,12})\)$/su;
/** Deeper, nobody knows any more what is meant. */
const MAX_DEPTH = 9;

/** What a change reverts; undefined where it is no revert. */
export function reversalOf({
  title,
  url,
  reverts,
  author,
}: Pick<Merged, 'title' | 'url' | 'reverts' | 'author'>): Reversal | undefined {
  const taken = takenBack(title);
  // Bots quote the release notes of others, in which numbers are of others, too.
  if (taken === undefined && (reverts === undefined || author?.isBot === true)) return undefined;
  const number = MERGE.exec(taken ?? '')?.[1] ?? SQUASHED.exec(taken ?? '')?.[2];
  return {
    title: taken && withoutNumber(taken),
    url: reverts?.url ?? (number === undefined ? undefined : url.replace(/\d+$/, number)),
    commit: reverts?.commit,
    givesBack: taken === undefined ? undefined : workIn(taken),
    isBesides: taken === undefined && /^[a-z][a-z0-9_-]*(\([^()]*\))?!?:\s/i.test(title.trim()),
  };
}

const withoutNumber = (title: string) => SQUASHED.exec(title)?.[1] ?? title;

function takenBack(title: string): string | undefined {
  const trimmed = title.trim().replace(BEFORE, '');
  const [, word = '', named] = QUOTING.exec(trimmed) ?? [];
  if (named !== undefined) return /^re-?(?:apply|land)$/i.test(word) ? `Revert "${named}"` : named.trim();
  return (CONVENTIONAL.exec(trimmed) ?? PLAIN.exec(trimmed))?.[1]
    ?.replace(/^["“”„'‘’«`](.*)["“”'‘’»`]$/su, '$1')
    .trim();
}

/** What is there again when this is taken back: something only if this is a revert, and of work or of its return. */
function workIn(taken: string): string | undefined {
  let current: string | undefined = taken;
  for (let depth = 1; depth < MAX_DEPTH && current !== undefined; depth += 1) {
    const inner = takenBack(current);
    if (inner === undefined) return depth % 2 === 0 ? withoutNumber(current) : undefined;
    current = inner;
  }
  return undefined;
}
