/** What can be read by `--from`, and the kinds of words that are translated on the way. */
export const conventionNames = ['gitlab', 'opslevel', 'cortex', 'backstage', 'cncf'] as const;
export type ConventionName = (typeof conventionNames)[number];

/** What others have words for, and a catalog has its own. */
export const WORDS = ['maturity', 'tier', 'team'] as const;
export type Words = (typeof WORDS)[number];

/** By kind, from a word of theirs, in small letters, to one of the catalog. */
export type WordMap = ReadonlyMap<Words, ReadonlyMap<string, string>>;
