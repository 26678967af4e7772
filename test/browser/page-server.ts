/** The pages over HTTP on this machine, fed with fixtures: what a browser gets is what the function answers. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask } from '../site/fixture/request.ts';
import { fixtureWeb } from '../site/fixture/web.ts';

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

/** What a form sends, as it is handed over. */
async function sent(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { accept, 'content-type': type } = request.headers;
  return {
    body: Buffer.concat(chunks).toString('utf8'),
    headers: { ...(accept && { accept }), ...(type && { 'content-type': type }) },
  };
}

export async function servePages(): Promise<PageServer> {
  const web = fixtureWeb();
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
    const query = Object.fromEntries(searchParams);
    const { statusCode, headers, body } = await ask(web, pathname, {
      method,
      query,
      ...(await sent(request)),
    });
    response.writeHead(statusCode, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!isAddress(address)) throw new Error('The page server has no port.');
  return { origin: `http://127.0.0.1:${address.port}`, close: closing(server) };
}
