/**
 * The surroundings of every function on AWS: the table and the bus that its environment names. Bundles load this before
 * the function (lib/bundle.ts), so that no function knows its host.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BUS, TABLE } from '../runtime/environment.ts';
import type { Bus } from './bus/bus.ts';
import { dynamoDbStore } from './store/dynamodb.ts';
import { provide } from './surroundings.ts';

/** Not every function publishes, and none publishes always: the client of the bus is made when it is first used. */
function busOnFirstUse(name: string): Bus {
  let bus: Promise<Bus> | undefined;
  return {
    async publish(entries) {
      bus ??= busOnAws(name);
      await (await bus).publish(entries);
    },
  };
}

async function busOnAws(name: string): Promise<Bus> {
  const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
  const { eventBridge } = await import('./bus/event-bridge.ts');
  return eventBridge(new EventBridgeClient({}), name);
}

const { [TABLE]: table = '', [BUS]: bus = '' } = process.env;

provide({
  store: dynamoDbStore(new DynamoDBClient({}), table),
  bus: busOnFirstUse(bus),
  environment: process.env,
});
