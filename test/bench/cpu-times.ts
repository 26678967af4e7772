/** The CPU time of one fact, without any waiting. Benchmark `cost` prices it. */
import { ANNOUNCEMENT_SOURCE } from '../../events/contract.ts';
import { check } from '../../functions/check/handler.ts';
import type { LedgerTable } from '../../functions/ledger/ledger-table.ts';
import { record } from '../../functions/record/handler.ts';
import { BUS } from '../../functions/runtime/environment.ts';
import { type Announce, announce, busClient } from '../../functions/runtime/publish.ts';
import { documentsAt } from '../../functions/runtime/table.ts';
import { type Database, openDatabase } from '../../lib/local/database.ts';
import { change, type Entry, started } from './entries.ts';
import { batchSizeOf, calendar, forCheck, grow, settled } from './pipeline.ts';
import { tapeCommands, tapeNetwork } from './tape.ts';

/** Milliseconds of CPU per fact. */
export interface Times {
  readonly record: number;
  /** For the announcement of that fact, handed over with others as the queue does. */
  readonly check: number;
}

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
const NOW = '2022-01-15T12:00:00.000Z';
const LIVE = '2022-01-15T09:00:00Z';
const MOST_PROJECTS = 100;
/** Facts that are laid down beforehand, in all ledgers together. */
const MOST_EARLIER = 3_000;
const WARM_UP = 1_000;

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

const earlier = (project: string, depth: number): Entry[] => [
  started(project, '2020-01-02T00:00:00Z', 'search'),
  ...Array.from({ length: depth - 1 }, (_, at) =>
    change(project, new Date(Date.UTC(2020, 1, 1, at * 12)).toISOString()),
  ),
];

const chunks = <Of>(all: readonly Of[], size: number): Of[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

type Work = () => Promise<void>;

/** CPU milliseconds of doing all the work so often that it makes `times` pieces, after warming up. */
async function cpuOf(work: readonly Work[], times: number): Promise<number> {
  for (let done = 0; done < WARM_UP; done += work.length) for (const each of work) await each();
  const before = process.cpuUsage();
  let done = 0;
  for (; done < times; done += work.length) for (const each of work) await each();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / done;
}

async function timesOf(
  database: Database,
  depth: number,
  facts: number,
  level: 'own' | 'sdk',
): Promise<Times> {
  const projects = Array.from(
    { length: Math.min(MOST_PROJECTS, MOST_EARLIER / depth) },
    (_, at) => `${level}-${depth}-${at}`,
  );
  for (const project of projects) {
    await grow({ documents: database.client, name: TABLE_NAME }, earlier(project, depth));
  }
  const tape = level === 'own' ? tapeCommands : tapeNetwork;
  const tell = level === 'own' ? inMemory : announce;
  const lives = projects.map((project) => change(project, LIVE));
  const announced: Entry[] = [];
  const listening: Announce = async (told) => {
    announced.push(
      ...told.map(({ type, detail }) => ({ source: ANNOUNCEMENT_SOURCE, 'detail-type': type, detail })),
    );
  };
  const measure = async (toWork: (table: LedgerTable, tell: Announce) => Work[], first: Announce) => {
    const table = { documents: documentsAt(database.endpoint), name: TABLE_NAME };
    const replay = tape(table.documents);
    for (const each of toWork(table, first)) await each();
    replay();
    return cpuOf(toWork(table, tell), facts);
  };
  const ofRecord = await measure(
    (table, to) => lives.map((each) => () => record(table, to, each, NOW)),
    listening,
  );
  const advanced = forCheck(announced);
  const batches = chunks(advanced, batchSizeOf('check', 'advanced'));
  const ofCheck = await measure(
    (table, to) => batches.map((each) => () => check({ table, announce: to }, each)),
    listening,
  );
  return { record: ofRecord, check: (ofCheck * batches.length) / advanced.length };
}

/** Ledgers of these lengths, and how many facts are measured on each. */
const DEPTHS = [
  [1, 4_000],
  [20, 20_000],
  [200, 3_000],
] as const;
/** The SDK's own work takes several times as long. */
const MOST_WITH_SDK = 4_000;
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
  try {
    await settled({ documents: database.client, name: TABLE_NAME }, calendar());
    const measured: Measurement[] = [];
    for (const [depth, facts] of DEPTHS) {
      const own = await timesOf(database, depth, facts, 'own');
      measured.push({
        depth,
        facts,
        own,
        withSdk: await timesOf(database, depth, Math.min(facts, MOST_WITH_SDK), 'sdk'),
      });
    }
    return measured;
  } finally {
    await database.close();
  }
}
