/** E-mail: what a message is, as it is written, and what delivers it. */
import type { Sent } from '../../model/retry.ts';

export interface Mail {
  /** Letters, digits, `_` and `-`. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: string;
}

export interface ComposedMail {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Headers and body, lines ended by CR LF. */
  readonly raw: Buffer;
}

export interface MailTransport {
  /** Whether the same message delivered twice is there once. */
  readonly isRepeatable: boolean;
  deliver(mail: ComposedMail): Promise<Sent>;
}

/** How this host sends e-mail. */
export interface Mailing {
  readonly transport: MailTransport;
  readonly from: string;
}

/** How long a delivery may take, in milliseconds. */
export const TIMEOUT_MS = 10_000;

/** Text and HTML as alternatives. The Message-ID is made of the message's id, so that a repeat can be recognised. */
export async function composed({ id, from, to, subject, text, html, date }: Mail): Promise<ComposedMail> {
  const { createTransport } = await import('nodemailer');
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message, envelope } = await composer.sendMail({
    messageId: `<${id}@${hostOf(from)}>`,
    from,
    // Given as an object, so that nothing in the address is parsed as a name or a list.
    to: { name: '', address: to },
    subject: subject.replace(/[\r\n]+/g, ' '),
    text,
    html,
    date: new Date(date),
    // So that no absence notice answers it. https://www.rfc-editor.org/rfc/rfc3834
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(message) || envelope.from === false)
    throw new TypeError('An e-mail could not be composed: SHIPSHAPE_MAIL_FROM is not an address.');
  return { id, from: envelope.from, to, raw: message };
}

const hostOf = (from: string) => /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'shipshape.invalid';
