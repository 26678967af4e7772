/** Counts what a client asks of the database, in the SDK's own middleware: calls by what they are for, and capacity. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';

const call = z.looseObject({
  Item: z.object({ sk: z.string() }).optional(),
  Key: z.object({ sk: z.string() }).optional(),
});

const units = z.object({ CapacityUnits: z.number().optional() });
const consumed = z.object({
  CapacityUnits: z.number().optional(),
  GlobalSecondaryIndexes: z.record(z.string(), units).optional(),
});
const answer = z.object({ ConsumedCapacity: z.union([consumed, z.array(consumed)]).optional() });

/** What calls are for. An `append` writes an event, a `summary` what was folded; `conclusion`s are verdicts and the like. */
export const purposes = ['append', 'summary', 'conclusion', 'query', 'get', 'batch get', 'scan'] as const;
export type Purpose = (typeof purposes)[number];

export interface Count {
  readonly calls: Record<Purpose, number>;
  /** Write units, those of indexes included. */
  writes: number;
  indexWrites: number;
  reads: number;
}

export const nothing = (): Count => ({
  calls: { append: 0, summary: 0, conclusion: 0, query: 0, get: 0, 'batch get': 0, scan: 0 },
  writes: 0,
  indexWrites: 0,
  reads: 0,
});

const reading: Readonly<Record<string, Purpose>> = {
  Query: 'query',
  GetItem: 'get',
  BatchGetItem: 'batch get',
  Scan: 'scan',
};

function purposeOf(command: string, input: object): Purpose {
  const name = command.replace(/Command$/, '').replace(/^(Get|Put|Update|BatchGet)$/, '$1Item');
  const read = reading[name];
  if (read !== undefined) return read;
  const { Item, Key } = call.parse(input);
  const sk = (Item ?? Key)?.sk ?? '';
  return sk.startsWith('EVENT#') ? 'append' : sk === 'SUMMARY' ? 'summary' : 'conclusion';
}

/** Meters a client from now on. @returns takes what was counted since it was last called */
export function meter(client: DynamoDBDocumentClient): () => Count {
  let count = nothing();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const purpose = purposeOf(commandName, args.input);
        count.calls[purpose] += 1;
        Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
        const result = await next(args);
        add(count, reading[commandName.replace(/Command$/, '')] !== undefined, result.output);
        return result;
      },
    { step: 'initialize', name: 'meter' },
  );
  return () => {
    const taken = count;
    count = nothing();
    return taken;
  };
}

function add(count: Count, isRead: boolean, output: unknown): void {
  for (const each of [answer.parse(output).ConsumedCapacity ?? []].flat()) {
    const ofIndexes = Object.values(each.GlobalSecondaryIndexes ?? {}).map(
      ({ CapacityUnits = 0 }) => CapacityUnits,
    );
    if (isRead) count.reads += each.CapacityUnits ?? 0;
    else {
      count.writes += each.CapacityUnits ?? 0;
      count.indexWrites += ofIndexes.reduce((sum, each) => sum + each, 0);
    }
  }
}

/** The mean of many, each counted alone. */
export const scale = ({ calls, writes, indexWrites, reads }: Count, by: number): Count => ({
  calls: Object.fromEntries(purposes.map((each) => [each, calls[each] * by])) as Record<Purpose, number>,
  writes: writes * by,
  indexWrites: indexWrites * by,
  reads: reads * by,
});

export const total = ({ calls }: Count): number => purposes.reduce((sum, each) => sum + calls[each], 0);
