/** How this host sends e-mail, by its environment. */
import { MAIL, MAIL_FROM, optional } from '../../../kernel/environment.ts';
import type { Mailing, MailTransport } from './compose.ts';

/** @returns how e-mail is sent, or why none is and what to do */
export function mailing(): Mailing | { readonly because: string } {
  const way = optional(MAIL);
  if (way === undefined)
    return { because: `this host sends no e-mail: set ${MAIL} to ses, smtp://…, smtps://… or file:<folder>` };
  const transport = transportOf(way);
  if (transport === undefined) return { because: `${MAIL} is not ses, smtp://…, smtps://… or file:<folder>` };
  const from = optional(MAIL_FROM);
  if (from === undefined) return { because: `this host does not know whom e-mail is from: set ${MAIL_FROM}` };
  return { transport, from };
}

function transportOf(way: string): MailTransport | undefined {
  if (way === 'ses') return laterBy(async () => (await import('./by-ses.ts')).bySes());
  if (/^smtps?:\/\//.test(way) && URL.canParse(way))
    return laterBy(async () => (await import('./by-smtp.ts')).bySmtp(way));
  return /^file:./.test(way) ? byFile(way.slice('file:'.length)) : undefined;
}

/** Loads a transport, whose repeats arrive again, with its first message. */
const laterBy = (load: () => Promise<MailTransport>): MailTransport => ({
  isRepeatable: false,
  deliver: async (mail) => (await load()).deliver(mail),
});

/** An outbox in a folder: one file a message, for machines without a mail server. A repeat writes the same file. */
export const byFile = (folder: string): MailTransport => ({
  isRepeatable: true,
  async deliver({ id, raw }) {
    const { writtenTo } = await import('../by-folder.ts');
    return writtenTo(folder, `${id}.eml`, raw);
  },
});
