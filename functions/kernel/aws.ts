/**
 * The surroundings of every function on AWS: the table and the bus that its environment names. Bundles load this before
 * the function (lib/bundle.ts), so that no function knows its host.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Bus } from './bus/bus.ts';
import { BUS, TABLE } from './environment.ts';
import { dynamoDbStore } from './store/dynamodb.ts';
import { provide } from './surroundings.ts';

/** The client is made when it is first used: not every invocation publishes. */
function busOnFirstUse(name: string): Bus {
  let bus: Promise<Bus> | undefined;
  const made = async () => {
    const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
    const { eventBridge } = await import('./bus/event-bridge.ts');
    return eventBridge(new EventBridgeClient({}), name);
  };
  return {
    async publish(entries) {
      bus ??= made();
      await (await bus).publish(entries);
    },
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`The environment variable ${name} is not set; the stack sets it.`);
}

provide({
  store: dynamoDbStore(new DynamoDBClient({}), required(TABLE)),
  bus: busOnFirstUse(required(BUS)),
  environment: process.env,
});
