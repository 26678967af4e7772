/**
 * An outline as an HTML e-mail: no scripts, no remote images, and inline styles, because mail programs keep no others.
 * Colours are left to the mail program, so that it can be read in dark mode.
 */

import { clean } from './clean.ts';
import type { Line, Part } from './line.ts';
import {
  type Block,
  capped,
  longestThatFits,
  moreWords,
  NEXT,
  type NextAction,
  type Outline,
} from './shape.ts';

/** Gmail shows 102 KB of a message. */
const MAX_BYTES = 90_000;

const FONT = 'font:16px/1.5 -apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const H1 = 'font-size:22px;line-height:1.3;margin:0 0 12px';
const H2 = 'font-size:17px;line-height:1.3;margin:24px 0 8px';
const LIST = 'margin:0;padding:0 0 0 22px';
const ITEM = 'margin:0 0 6px';
const NEXT_BOX = 'margin:28px 0 0;padding:12px 16px;border:2px solid #767676;border-radius:6px';
/** Readable on white and on black. */
const SMALL = 'font-size:13px;color:#767676;margin:24px 0 0';

/** A whole document of at most 90,000 bytes; sections show as many lines as there is room for. */
export const asMail = (outline: Outline): string =>
  longestThatFits(
    [10, 5, 2],
    (atMost) => documentOf(outline, atMost),
    (made) => new TextEncoder().encode(made).length <= MAX_BYTES,
  );

const documentOf = (outline: Outline, atMost: number): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${outline.subject}</title>
</head>
<body style="margin:0;padding:16px;${FONT}">
<div style="max-width:640px;margin:0 auto;overflow-wrap:anywhere">
${bodyOf(outline, atMost)}
</div>
</body>
</html>
`.markup;

function bodyOf({ title, lead, blocks, trend, actions, footer, page }: Outline, atMost: number): Html {
  return html`<h1 style="${H1}">${title}</h1>
${lead.map((one) => html`<p style="${ITEM}">${lineOf(one)}</p>\n`)}${blocks.map((block) =>
  blockOf(capped(block, atMost), page),
)}${trend.map((one) => html`<p style="margin:24px 0 0">${lineOf(one)}</p>\n`)}${actionsOf(actions)}
<p style="${SMALL}">${footer.map((one) => html`${lineOf(one)}<br>`)}</p>`;
}

function blockOf({ heading, lines, left }: Block, page: string | undefined): Html {
  const more = left > 0 ? [linked(moreWords(left, lines.length), page)] : [];
  const items = [...lines.map(lineOf), ...more].map((item) => html`<li style="${ITEM}">${item}</li>\n`);
  const list = items.length === 0 ? undefined : html`<ul style="${LIST}">\n${items}</ul>\n`;
  return html`<h2 style="${H2}">${heading}</h2>\n${list}`;
}

function actionsOf(actions: readonly NextAction[]): Html | undefined {
  if (actions.length === 0) return undefined;
  const items = actions.map(({ text, to }) => html`<li style="${ITEM}">${linked(text, to)}</li>\n`);
  return html`<div style="${NEXT_BOX}">
<h2 style="font-size:17px;line-height:1.3;margin:0 0 8px">${NEXT}</h2>
<ol style="${LIST}">\n${items}</ol>
</div>`;
}

const linked = (text: string, to: string | undefined): Html =>
  to === undefined ? html`${text}` : html`<a href="${to}">${text}</a>`;

const lineOf = (one: Line): Html => html`${one.map(partOf)}`;

function partOf(part: Part): Html {
  if (part.kind === 'link') return linked(part.text, part.to);
  return part.kind === 'strong' ? html`<strong>${part.text}</strong>` : html`${part.text}`;
}

const MAX_SUBJECT_LENGTH = 120;

/**
 * The subject of an e-mail: a header, in which a line break would begin another one. One line without control
 * characters, at most 120 UTF-16 units.
 */
export const mailSubject = ({ subject }: Pick<Outline, 'subject'>): string =>
  clean(subject, MAX_SUBJECT_LENGTH);

/** Markup that is escaped by construction: only what is written in a template is markup. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? sign);

type Piece = string | number | Html | readonly Piece[] | undefined;

/** Markup with texts in it; attributes need quotes around them. Undefined shows nothing, a list all of its members. */
export const html = (markup: TemplateStringsArray, ...pieces: Piece[]): Html =>
  new Html(markup.map((part, index) => part + markupOf(pieces[index])).join(''));

function markupOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (piece instanceof Html) return piece.markup;
  return typeof piece === 'object' ? piece.map(markupOf).join('') : escaped(`${piece}`);
}
