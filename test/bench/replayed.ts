/** The CPU time of record and check on answers that are played from memory. */
import { ANNOUNCEMENT_SOURCE } from '../../events/contract.ts';
import { check } from '../../functions/check/handler.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { record } from '../../functions/record/handler.ts';
import type { Announce } from '../../functions/runtime/publish.ts';
import { documentsAt } from '../../functions/runtime/table.ts';
import { change, type Entry, earlier } from './entries.ts';
import { batchSizeOf, forCheck, grow } from './pipeline.ts';
import type { Replay } from './tape.ts';

/** Milliseconds of CPU per fact. */
export interface Times {
  readonly record: number;
  /** For the announcement of that fact, handed over with others as the queue does. */
  readonly check: number;
}

/** Where the answers come from, and what happens to announcements. */
export interface Level {
  readonly name: string;
  readonly tape: (client: Store['documents']) => Replay;
  readonly announce: Announce;
}

const NOW = '2022-01-15T12:00:00.000Z';
const LIVE = '2022-01-15T09:00:00Z';
const MOST_PROJECTS = 100;
/** Facts that are laid down beforehand, in all ledgers together. */
const MOST_EARLIER = 3_000;
const WARM_UP = 1_000;

type Work = () => Promise<void>;
type ToWork = (table: Store, announce: Announce) => readonly Work[];

/** CPU milliseconds of a piece of work, when all are done so often that it makes `times` pieces, after warming up. */
async function cpuOf(work: readonly Work[], times: number): Promise<number> {
  for (let done = 0; done < WARM_UP; done += work.length) for (const each of work) await each();
  const before = process.cpuUsage();
  let done = 0;
  for (; done < times; done += work.length) for (const each of work) await each();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / done;
}

/** Does the work once on the table, and measures it on the answers that this had. @returns also what it announced */
async function replayed({ documents, name }: Store, level: Level, times: number, toWork: ToWork) {
  const endpoint = await documents.config.endpoint?.();
  const table = { documents: documentsAt(`http://${endpoint?.hostname}:${endpoint?.port}`), name };
  const announced: Entry[] = [];
  const listen: Announce = async (told) => {
    for (const { type, detail } of told)
      announced.push({ source: ANNOUNCEMENT_SOURCE, 'detail-type': type, detail });
  };
  const replay = level.tape(table.documents);
  for (const each of toWork(table, listen)) await each();
  replay();
  return { cpu: await cpuOf(toWork(table, level.announce), times), announced };
}

const chunks = <Of>(all: readonly Of[], size: number): Of[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** One more plain change in ledgers that hold `depth` facts, `facts` times. */
export async function timesOf(table: Store, level: Level, depth: number, facts: number): Promise<Times> {
  const length = Math.min(MOST_PROJECTS, MOST_EARLIER / depth);
  const projects = Array.from({ length }, (_, at) => `${level.name}-${depth}-${at}`);
  for (const project of projects) await grow(table, earlier(project, depth));
  const live = projects.map((project) => change(project, LIVE));
  const recording = await replayed(table, level, facts, (on, announce) =>
    live.map((each) => () => record(on, announce, each, NOW)),
  );
  const advanced = forCheck(recording.announced);
  const batches = chunks(advanced, batchSizeOf('check', 'advanced'));
  const checking = await replayed(table, level, facts / 10, (on, announce) =>
    batches.map((each) => () => check({ table: on, announce }, each)),
  );
  return { record: recording.cpu, check: (checking.cpu * batches.length) / advanced.length };
}
