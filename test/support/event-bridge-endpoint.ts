/** Stands in for EventBridge: takes the PutEvents of the real client over HTTP. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import * as z from 'zod';

const request = z.object({
  Entries: z.array(
    z.object({ Source: z.string(), DetailType: z.string(), Detail: z.string(), EventBusName: z.string() }),
  ),
});
type Entry = z.output<typeof request>['Entries'][number];

export interface EventBridgeEndpoint {
  readonly endpoint: string;
  close(): void;
}

/** @param take gets the entries of each request; what it throws is answered as a failure of the service */
export async function eventBridgeEndpoint(
  take: (entries: readonly Entry[]) => Promise<void>,
): Promise<EventBridgeEndpoint> {
  const server = createServer(async (incoming, response) => {
    const body = Buffer.concat(await incoming.toArray()).toString();
    const isPut = incoming.headers['x-amz-target'] === 'AWSEvents.PutEvents';
    const { Entries } = request.parse(JSON.parse(isPut ? body : '{"Entries":[]}'));
    await take(Entries);
    const answer = { FailedEntryCount: 0, Entries: Entries.map((_entry, at) => ({ EventId: `${at}` })) };
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
