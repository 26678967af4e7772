/**
 * The surroundings of every function on AWS: the table and the bus that its environment names. Bundles load this before
 * the function (lib/bundle.ts), so that no function knows its host.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Bus } from './bus/bus.ts';
import { BUS, TABLE } from './environment.ts';
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

class EnvironmentIncompleteError extends Error {
  override readonly name = 'EnvironmentIncompleteError';
}

/** @throws {EnvironmentIncompleteError} */
function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new EnvironmentIncompleteError(`The environment variable ${name} is not set; the stack sets it.`);
}

provide({
  store: dynamoDbStore(new DynamoDBClient({}), required(TABLE)),
  bus: busOnFirstUse(required(BUS)),
  environment: process.env,
});
