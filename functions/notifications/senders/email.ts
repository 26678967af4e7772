/** E-mail, to a channel's address, a team, or somebody of it. */
import { asMail, mailSubject } from '../../outline/html.ts';
import { asText } from '../../outline/text.ts';
import { refused, type Sender } from '../notify/notifying.ts';
import { outlineInside, type Rendering } from '../notify/rendering.ts';
import { emailAddressOf } from './email-address.ts';
import { composed } from './mail/compose.ts';
import type { MailTransport } from './mail/transport.ts';

export interface Mailing {
  readonly transport: MailTransport;
  readonly from: string;
}

/** @param mailing how it goes out, or why none does */
export const emailSender = (
  rendering: Rendering,
  mailing: Mailing | { readonly because: string },
): Sender => ({
  isRepeatable: 'transport' in mailing && mailing.transport.isRepeatable,
  async prepare(letter) {
    if (!('transport' in mailing)) return refused(mailing.because);
    const found = await emailAddressOf(rendering.table, letter);
    if ('because' in found) return refused(found.because);
    const outline = await outlineInside(rendering, letter);
    const mail = await composed({
      id: letter.message.id,
      from: mailing.from,
      to: found.address,
      subject: mailSubject(outline),
      text: asText(outline),
      html: asMail(outline),
      date: letter.now,
    });
    return () => mailing.transport.deliver(mail);
  },
});
