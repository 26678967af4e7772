/** Titles as https://www.conventionalcommits.org has them: `feat(search)!: words`. */

export interface ConventionalTitle {
  /** In lower case: the convention treats `Feat` and `feat` as one. */
  readonly type: string;
  readonly scope?: string | undefined;
  readonly isBreaking: boolean;
  readonly words: string;
}

// No two parts can match the same character and each is bounded, so no title takes longer than it has characters.
const HEAD = /^([a-z][a-z0-9_-]{0,39})(?:\(([^()]{1,100})\))?(!)?:\s/i;

/** The parts of a title; undefined for one that is written otherwise. */
export function conventionalTitle(title: string): ConventionalTitle | undefined {
  const trimmed = title.trim();
  const [head = '', type = '', scope, mark] = HEAD.exec(trimmed) ?? [];
  const words = trimmed.slice(head.length).trim();
  if (head === '' || words === '') return undefined;
  const named = scope?.trim();
  return {
    type: type.toLowerCase(),
    scope: named === '' ? undefined : named,
    isBreaking: mark !== undefined,
    words,
  };
}
