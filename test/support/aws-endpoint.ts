/** Stands in for AWS on one address: a DynamoDB that holds nothing, and an EventBridge that accepts everything. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';

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

const putEvents = z.object({
  Entries: z.array(
    z.object({ Source: z.string(), DetailType: z.string(), Detail: z.string(), EventBusName: z.string() }),
  ),
});
type BusEntry = z.output<typeof putEvents>['Entries'][number];

/** @param take gets the events of each PutEvents before it is answered */
export async function awsEndpoint(
  take: (entries: readonly BusEntry[]) => Promise<void> = async () => {},
): Promise<AwsEndpoint> {
  const calls: AwsCall[] = [];
  const answerTo = async ({ target, body }: AwsCall) => {
    if (target !== 'PutEvents') return {};
    const { Entries } = putEvents.parse(JSON.parse(body));
    await take(Entries);
    return { FailedEntryCount: 0, Entries: Entries.map((_entry, at) => ({ EventId: `${at}` })) };
  };
  const server = createServer(async (request, response) => {
    const { headers } = request;
    const target = String(headers['x-amz-target']).replace(/^.*\./, '');
    const call = { target, headers, body: Buffer.concat(await request.toArray()).toString() };
    calls.push(call);
    response.setHeader('Content-Type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(await answerTo(call)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    calls,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
