/** Reads an e-mail as it arrived: its headers, and the texts that are in it. */

export interface MailPart {
  /** Names in lower case, with all values of each, unfolded. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Decoded; of a message in parts, as it came. */
  readonly text: string;
}

export interface ReceivedMail extends MailPart {
  /** The parts that are no parts of parts; the message itself where it has none. */
  readonly parts: readonly MailPart[];
}

export function readMail(raw: string): ReceivedMail {
  const whole = readPart(raw);
  return { ...whole, parts: leavesOf(whole) };
}

function readPart(raw: string): MailPart {
  const end = raw.indexOf('\r\n\r\n');
  const headers = new Map<string, string[]>();
  for (const line of raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const [, name = '', value = ''] = /^([^:\s]+):\s*(.*)$/s.exec(line) ?? [];
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value]);
  }
  return { headers, text: decoded(raw.slice(end + 4), headers.get('content-transfer-encoding')?.[0] ?? '') };
}

function leavesOf(part: MailPart): MailPart[] {
  const [type = ''] = part.headers.get('content-type') ?? [];
  const [, boundary] = /^multipart\/.*boundary="?([^";]+)"?/i.exec(type) ?? [];
  if (boundary === undefined) return [part];
  const inner = part.text.split(`--${boundary}`).slice(1, -1);
  return inner.flatMap((raw) => leavesOf(readPart(raw.replace(/^\r\n/, ''))));
}

function decoded(body: string, encoding: string): string {
  if (/^base64$/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/^quoted-printable$/i.test(encoding)) return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
