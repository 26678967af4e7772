/** A mail server on loopback that stores mails, and fails on request; and a reader of mails. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Where a delivery goes wrong: `reset` and `hang` come after all of the message was received. */
export type MailBehaviour = 'ok' | 'hang' | 'reset' | { readonly code: number };

export interface FakeSmtp {
  readonly url: string;
  /** All mails with their recipients, also those that it refused. */
  readonly got: { readonly to: readonly string[]; readonly raw: string }[];
  /** For the messages to come, in order; afterwards the last one for all. */
  behave(...behaviours: readonly MailBehaviour[]): void;
  close(): Promise<void>;
}

export async function startSmtp(): Promise<FakeSmtp> {
  const got: FakeSmtp['got'] = [];
  // The sockets themselves: the server would say goodbye first.
  const sockets = new Set<Socket>();
  let planned: MailBehaviour[] = ['ok'];
  const disconnect = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        got.push({ to, raw: Buffer.concat(pieces).toString('utf8') });
        const behaviour = (planned.length > 1 ? planned.shift() : planned[0]) ?? 'ok';
        if (behaviour === 'ok') done();
        else if (behaviour === 'reset') disconnect();
        else if (behaviour !== 'hang')
          done(Object.assign(new Error('for somebody@example.com'), { responseCode: behaviour.code }));
      });
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A server listens on no port.');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    got,
    behave: (...behaviours) => {
      planned = [...behaviours];
    },
    close: () =>
      new Promise((closed) => {
        disconnect();
        server.close(closed);
      }),
  };
}

interface MailPart {
  /** Names in lower case, with all values of each, unfolded. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Decoded; of a message in parts, as it came. */
  readonly text: string;
}

interface ReceivedMail extends MailPart {
  /** The parts that are no parts of parts; the message itself where it has none. */
  readonly parts: readonly MailPart[];
}

/** Reads an e-mail as it arrived. */
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
