/** How this host sends e-mail, by its environment. */
import { MAIL, MAIL_FROM, optional } from '../../../kernel/environment.ts';
import type { Mailing } from '../email.ts';
import { byFile } from './by-file.ts';
import { bySes } from './by-ses.ts';
import { bySmtp } from './by-smtp.ts';
import type { MailTransport } from './transport.ts';

/** @returns how it goes out, or why none does, with what to do */
export function mailing(): Mailing | { readonly because: string } {
  const way = optional(MAIL);
  if (way === undefined)
    return { because: `this host sends no e-mail: set ${MAIL} to ses, smtp://…, smtps://… or file:<folder>` };
  const transport = transportOf(way);
  if (transport === undefined)
    return { because: `${MAIL} is none of ses, smtp://…, smtps://… and file:<folder>` };
  const from = optional(MAIL_FROM);
  if (from === undefined) return { because: `nobody knows whom e-mail is from: set ${MAIL_FROM}` };
  return { transport, from };
}

function transportOf(way: string): MailTransport | undefined {
  if (way === 'ses') return bySes();
  if (/^smtps?:\/\//.test(way) && URL.canParse(way)) return bySmtp(way);
  return /^file:./.test(way) ? byFile(way.slice('file:'.length)) : undefined;
}
