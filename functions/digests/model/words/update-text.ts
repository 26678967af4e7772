/** What changed since the last update of a team's strategy page, as Markdown to paste into the next one. */
import { line } from '../../../outline/line.ts';
import { asMarkdown } from '../../../outline/markdown.ts';
import { noLinks } from '../confirm-link.ts';
import { publicDigest } from '../excerpts.ts';
import type { Digest } from '../model.ts';
import { only } from '../sections.ts';
import { outlineOf } from './outline.ts';
import { dayInWords } from './period-words.ts';

/** Lines of a section: an update is read to its end. */
const MAX_LINES = [30, 15, 5];

/** @param since a digest of what happened since the last update */
export function updateText(since: Digest): string {
  const news = only(publicDigest(since), ['silent', 'shipped', 'features', 'grades', 'releases']);
  const outline = outlineOf(news, noLinks);
  const day = dayInWords(since.from, since.zone);
  const lead = outline.blocks.length === 0 ? [line`Nothing changed since ${day}.`] : [];
  return asMarkdown(
    { ...outline, title: `What changed since ${day}`, lead, trend: [], actions: [], footer: [] },
    MAX_LINES,
  );
}
