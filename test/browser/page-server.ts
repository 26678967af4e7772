/** The pages over HTTP on this machine, fed with fixtures: what a browser gets is what the function answers. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWeb } from '../../functions/web/app.ts';
import { fixtureReads } from '../unit/web/fixture/releases.ts';
import { ask } from '../unit/web/fixture/request.ts';

export interface PageServer {
  readonly origin: string;
  close(): Promise<void>;
}

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

const closing = (server: Server) => () =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

export async function servePages(): Promise<PageServer> {
  const web = createWeb(fixtureReads());
  const server = createServer(async ({ method = 'GET', url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    const { statusCode, headers, body } = await ask(web, pathname, { method });
    response.writeHead(statusCode, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!isAddress(address)) throw new Error('The page server has no port.');
  return { origin: `http://127.0.0.1:${address.port}`, close: closing(server) };
}
