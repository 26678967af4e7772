/** A database in a process of its own, and a fresh process that works on it: neither's memory is the other's. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentsAt } from '../../functions/runtime/table.ts';
import { TABLE_NAME } from './databases.ts';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * @param fill what the database holds
 * @param script that works on it; its parameters are the endpoint, the table's name and these
 * @returns what the script sends back
 */
export async function inProcesses<Result>(
  fill: (documents: DynamoDBDocumentClient) => Promise<void>,
  script: string,
  ...parameters: readonly string[]
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'shipshape-bench-'));
  const database = fork(file('database-process.ts'), [TABLE_NAME, directory]);
  try {
    const [endpoint] = await once(database, 'message');
    const documents = documentsAt(endpoint);
    await fill(documents);
    documents.destroy();
    const working = fork(file(script), [endpoint, TABLE_NAME, ...parameters], { execArgv: ['--expose-gc'] });
    const ended = once(working, 'exit').then(([code]) => {
      throw new Error(`The process of ${script} ended with ${code}.`);
    });
    const [result] = await Promise.race([once(working, 'message'), ended]);
    return result;
  } finally {
    if (database.connected) database.disconnect();
    await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
