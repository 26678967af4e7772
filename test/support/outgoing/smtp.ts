/** A mail server on loopback that keeps what it takes, and fails where it is told to. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Where a delivery goes wrong: `reset` and `hang` come after all of the message was received. */
export type MailBehaviour = 'ok' | 'hang' | 'reset' | { readonly code: number };

export interface FakeSmtp {
  readonly url: string;
  /** What arrived, with its recipients, whatever it was answered with. */
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
