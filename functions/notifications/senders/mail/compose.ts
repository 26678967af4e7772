/** A message as e-mail is written. */

export interface Mail {
  /** Letters, digits, `_` and `-`. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** UTC instant. */
  readonly date: string;
}

export interface ComposedMail {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Headers and body, lines ended by CR LF. */
  readonly raw: Buffer;
}

/** Text and HTML beside each other. Its Message-ID comes of the message's id, so that a repeat can be known for one. */
export async function composed({ id, from, to, subject, text, html, date }: Mail): Promise<ComposedMail> {
  const { createTransport } = await import('nodemailer');
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message, envelope } = await composer.sendMail({
    messageId: `<${id}@${hostOf(from)}>`,
    from,
    // An address as it is: nothing in it is read as a name, or as a list.
    to: { name: '', address: to },
    subject: subject.replace(/[\r\n]+/g, ' '),
    text,
    html,
    date: new Date(date),
    // Nobody's absence notice answers it. https://www.rfc-editor.org/rfc/rfc3834
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(message) || envelope.from === false)
    throw new TypeError('An e-mail could not be composed: SHIPSHAPE_MAIL_FROM is not an address.');
  return { id, from: envelope.from, to, raw: message };
}

const hostOf = (from: string) => /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'shipshape.invalid';
