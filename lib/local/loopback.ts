/** An HTTP server on the loopback interface, and on no other, that stops without breaking off what it is answering. */
import { createServer, type RequestListener } from 'node:http';
import { Pending } from './pending.ts';
import { PortTakenError } from './port.ts';
import { type Time, within } from './time.ts';

const LOOPBACK = '127.0.0.1';

export interface Loopback {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  /** Takes no more requests, waits for the answers under way, and at last closes every connection. */
  close(time: Time, patienceMs: number): Promise<void>;
}

/**
 * @param port 0 for any that is free
 * @throws {PortTakenError}
 */
export async function listen(answer: RequestListener, port: number): Promise<Loopback> {
  const underWay = new Pending();
  const server = createServer((request, response) => {
    underWay.add();
    response.once('close', () => underWay.done());
    answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(isTaken(error) ? new PortTakenError(port, { cause: error }) : error),
    );
    server.listen(port, LOOPBACK, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');
  return {
    address: `http://${LOOPBACK}:${address.port}`,
    close: async (time, patienceMs) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await within(time, patienceMs, underWay.whenNothing());
      // Kept-alive connections would hold up the end until their clients let go.
      server.closeAllConnections();
      await closed;
    },
  };
}

const isTaken = (error: Error): boolean => 'code' in error && error.code === 'EADDRINUSE';
