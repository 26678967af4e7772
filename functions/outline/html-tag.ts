/** HTML that is escaped by construction: only what is written in a template is markup. */

/** Markup that needs no escaping any more. Only templates make it. */
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

type Piece = string | Html | readonly Piece[] | undefined;

/** Markup with texts in it; attributes need quotes around them. Undefined is nothing, a list is its members. */
export const html = (markup: TemplateStringsArray, ...pieces: Piece[]): Html =>
  new Html(markup.map((part, index) => part + markupOf(pieces[index])).join(''));

function markupOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (typeof piece === 'string') return escaped(piece);
  return piece instanceof Html ? piece.markup : piece.map(markupOf).join('');
}
