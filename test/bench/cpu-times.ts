/** The CPU time of one fact, without any waiting. Benchmark `cost` prices it. */
import { BUS } from '../../functions/runtime/environment.ts';
import { type Announce, announce, busClient } from '../../functions/runtime/publish.ts';
import { openDatabase } from '../../lib/local/database.ts';
import { calendar, settled } from './pipeline.ts';
import { type Level, type Times, timesOf } from './replayed.ts';
import { tapeCommands, tapeNetwork } from './tape.ts';

export interface Measurement {
  /** Facts in the ledger before the one that is measured. */
  readonly depth: number;
  readonly facts: number;
  /** Of this project's code alone: the SDK is answered for before it begins. */
  readonly own: Times;
  /** With the SDK's marshalling, signing and parsing; only the network is left out. */
  readonly withSdk: Times;
}

const TABLE_NAME = 'cpu';

/** What is sent to the bus is taken at once. */
function muteBus(): void {
  Object.assign(process.env, {
    [BUS]: 'bench',
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const body = Buffer.from(JSON.stringify({ FailedEntryCount: 0, Entries: [{ EventId: 'taken' }] }));
  const { config } = busClient();
  const handle = async () => ({ response: { statusCode: 200, headers: {}, body } });
  config.requestHandler = Object.assign(Object.create(config.requestHandler), { handle });
}

/** Writes what would be sent, and sends it nowhere. */
const inMemory: Announce = async (announcements) => {
  for (const { detail } of announcements) JSON.stringify(detail);
};

const OWN: Level = { name: 'own', tape: tapeCommands, announce: inMemory };
const WITH_SDK: Level = { name: 'sdk', tape: tapeNetwork, announce };

/** Ledgers of these lengths, and how many facts are measured on each. */
const DEPTHS = [
  [1, 3_000],
  [20, 20_000],
  [200, 2_000],
] as const;
/** The SDK's own work takes several times as long. */
const MOST_WITH_SDK = 3_000;
/** What `cost` takes for the usual length. */
export const USUAL_DEPTH = 20;

let once: Promise<readonly Measurement[]> | undefined;

/** Measured once in a process. */
export function measureCpu(): Promise<readonly Measurement[]> {
  once ??= measureAll();
  return once;
}

async function measureAll(): Promise<readonly Measurement[]> {
  muteBus();
  const database = await openDatabase(TABLE_NAME);
  const table = { documents: database.client, name: TABLE_NAME };
  try {
    await settled(table, calendar());
    const measured: Measurement[] = [];
    for (const [depth, facts] of DEPTHS) {
      const own = await timesOf(table, OWN, depth, facts);
      const withSdk = await timesOf(table, WITH_SDK, depth, Math.min(facts, MOST_WITH_SDK));
      measured.push({ depth, facts, own, withSdk });
    }
    return measured;
  } finally {
    await database.close();
  }
}
