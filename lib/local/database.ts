/** The database of the host: embedded, or the DynamoDB that the user names. */
import type { Server } from 'node:http';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { documentsAt } from '../../functions/runtime/table.ts';
import { createTable } from './create-table.ts';

export interface Database {
  readonly endpoint: string;
  readonly client: DynamoDBDocumentClient;
  close(): Promise<void>;
}

/**
 * Opens a DynamoDB that has the table.
 * @param path directory of the embedded database; in memory without it
 * @param endpoint of a DynamoDB to use instead (`AWS_ENDPOINT_URL_DYNAMODB`)
 */
export async function openDatabase(table: string, path?: string, endpoint?: string): Promise<Database> {
  const database = endpoint ? connect(endpoint) : await embed(path);
  try {
    await createTable(database.client, table);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

function connect(endpoint: string): Database {
  const client = documentsAt(endpoint);
  return { endpoint, client, close: async () => client.destroy() };
}

async function embed(path: string | undefined): Promise<Database> {
  const server = dynalite({ createTableMs: 0, ...(path === undefined ? {} : { path }) });
  surviveBrokenRequests(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('dynalite listens on no port.');
  const { endpoint, client } = connect(`http://127.0.0.1:${address.port}`);
  return { endpoint, client, close: () => closeServer(server, client) };
}

/** dynalite throws when a request breaks off, for nobody to catch: a client that goes away would end the process. */
function surviveBrokenRequests(server: Server): void {
  server.on('request', (request) => {
    request.removeAllListeners('error').on('error', () => {});
  });
}

/** Kept-alive sockets would hold up the end for seconds. */
function closeServer(server: Server, client: DynamoDBDocumentClient): Promise<void> {
  client.destroy();
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
