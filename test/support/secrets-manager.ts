/** Stands in for Secrets Manager. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll } from '@jest/globals';

interface SecretRequest {
  readonly SecretId: string;
  readonly VersionStage: string;
}

/**
 * For the tests of a file; clients find it by their environment.
 * @param more of the environment
 */
export function standInForSecretsManager(
  answer: (request: SecretRequest) => readonly [status: number, body: object],
  more: NodeJS.ProcessEnv = {},
): void {
  const before = { ...process.env };
  let server: Server;
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = await request.toArray();
      const [status, body] = answer(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      ...more,
    });
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
    process.env = before;
  });
}
