/** Words of others in Markdown, as GitHub reads it: shown as they are, and without effect. */

/** Seen by nobody; what stands on both sides of it is no longer one word to GitHub, also in answers by e-mail. */
const APART = '\u200b';

/** A text that formats, links, mentions and closes nothing. */
export const markdownText = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~$!]/g, '\\$&')
    // Escaped or not, GitHub tells whom an @ names, and notes on an issue that its number was named.
    .replace(/@(?=[\p{L}\p{N}])/gu, `@${APART}`)
    .replace(/#(?=\d)/g, `#${APART}`)
    .replace(/\bGH-(?=\d)/gi, `$&${APART}`)
    // Addresses become links by themselves.
    .replace(/:(?=\/\/)/g, `:${APART}`)
    .replace(/\bwww(?=\.)/gi, `www${APART}`);

/** What makes a heading, a list or a rule where a line begins with it. */
export const markdownStart = (escaped: string): string =>
  escaped.replace(/^(?=[-+=#])/, '\\').replace(/^(\d{1,9})(?=[.)])/, '$1\\');

const UNSAFE = /[\s()<>\\`|"'{}]/gu;

/**
 * An address as the target of a link. A link to an issue on GitHub would be noted on that issue, again for each digest:
 * GitHub's own address for links that are not noted leads to the same place.
 */
export const markdownAddress = (to: string): string =>
  to
    .replace(/^https:\/\/(?:www\.)?github\.com(?=\/)/, 'https://redirect.github.com')
    .replace(UNSAFE, percent)
    .replace(/&/g, '&amp;');

const percent = (sign: string): string =>
  `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
