/** An event bus on AWS, and the table behind it where it is named. Credentials and region are those of the environment. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { readKnown } from '../../functions/catalog/store/catalog.ts';
import { eventBridge } from '../../functions/kernel/bus/event-bridge.ts';
import { factEntry } from '../../functions/kernel/bus/publish.ts';
import { dynamoDbStore } from '../../functions/kernel/store/dynamodb.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { TargetUnavailableError } from './input-error.ts';
import { tableReads } from './table-reads.ts';
import { type Target, within } from './target.ts';

/** Facts between two reports of progress: several calls of PutEvents at once. */
const TOGETHER = 200;
/** Enough for a throttled call during a long import. */
const TRIES = 10;

/** @param now UTC instant */
export function busTarget(name: string, tableName: string | undefined, now: string): Target {
  const events = new EventBridgeClient({ maxAttempts: TRIES });
  const bus = eventBridge(events, name);
  const database = new DynamoDBClient({ maxAttempts: TRIES });
  const store = tableName === undefined ? undefined : dynamoDbStore(database, tableName);
  const read = (from: Store) => readKnown(from).catch(unavailable(`The table ${tableName} cannot be read`));
  return {
    readKnown: async () => store && read(store),
    publish: async (facts, progress) => {
      for (let from = 0; from < facts.length; from += TOGETHER) {
        const some = facts.slice(from, from + TOGETHER);
        await bus.publish(some.map(factEntry)).catch(unavailable(`The bus ${name} cannot be reached`));
        progress(from + some.length);
      }
    },
    settled: async (isRecorded) =>
      store !== undefined && isRecorded !== undefined && within(async () => isRecorded(await read(store))),
    reads: store && tableReads(store, now),
    close: async () => {
      events.destroy();
      database.destroy();
    },
  };
}

/** The SDK's own message says best what is wrong with credentials, regions or permissions. */
const unavailable = (what: string) => (error: unknown) => {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  throw new TargetUnavailableError(`${what}: ${reason}`, { cause: error });
};
