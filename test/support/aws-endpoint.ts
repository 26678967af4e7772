/** Stands in for EventBridge, and for a DynamoDB that holds nothing: what bundles call on AWS, on one address. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface AwsCall {
  /** The operation, such as `PutItem`. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface AwsEndpoint {
  readonly endpoint: string;
  /** Every call so far, in order. */
  readonly calls: readonly AwsCall[];
  close(): void;
}

export async function awsEndpoint(): Promise<AwsEndpoint> {
  const calls: AwsCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray();
    const { headers } = request;
    const target = String(headers['x-amz-target']).replace(/^.*\./, '');
    calls.push({ target, headers, body: Buffer.concat(chunks).toString() });
    response.setHeader('Content-Type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(target === 'PutEvents' ? { Entries: [{ EventId: '1' }] } : {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    calls,
    close: () => server.close(),
  };
}
