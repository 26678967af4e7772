/** A table as text, for comparing two of them. */
import { type DynamoDBDocumentClient, ScanCommand, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from '../../events/canonical-json.ts';
import type { Store } from '../kernel/store/store.ts';
import { isPassing } from './keys.ts';
import type { Item } from './query.ts';

// What depends on the moment of knowing: when a fact arrived, and how often a conclusion was made again.
const passing: ReadonlySet<string> = new Set(['arrivedAt', 'revision']);
// And when a conclusion is due again, which is seen from now: links that stand on events are for all time.
const passingOfConclusions: ReadonlySet<string> = new Set([...passing, 'link', 'linkKey']);

/**
 * Every fact and conclusion as one canonical JSON line, lines sorted: two tables that took in the same facts give the
 * same text. What was told to whom, and conclusions that no longer hold, are no part of it.
 * The one scan there is: it is for people with the whole table at hand, and no deployed function may do it.
 */
export async function dump({ documents, name }: Store): Promise<string[]> {
  const lines: string[] = [];
  for await (const item of scan(documents, name)) {
    if (isPassing({ pk: String(item.pk), sk: String(item.sk) }) || noLongerHolds(item)) continue;
    const left = 'revision' in item ? passingOfConclusions : passing;
    lines.push(canonicalJson(Object.fromEntries(Object.entries(item).filter(([key]) => !left.has(key)))));
  }
  return lines.sort();
}

const noLongerHolds = (item: Item) => 'revision' in item && !('content' in item);

async function* scan(documents: DynamoDBDocumentClient, name: string): AsyncGenerator<Item> {
  let from: ScanCommandInput['ExclusiveStartKey'];
  do {
    const page = await documents.send(
      new ScanCommand({ TableName: name, ExclusiveStartKey: from, ConsistentRead: true }),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
