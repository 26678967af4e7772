/** One trial: facts in some order of arrival, under some circumstances, and the problems of the table in the end. */

import { dump } from '../../functions/kernel/derived/dump.ts';
import { failures } from '../../functions/kernel/derived/troubles.ts';
import { openSqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import type { Entry } from '../support/facts.ts';
import { complaintsOf } from './announced.ts';
import type { Crash, Faults } from './gate.ts';
import { type Model, modelOf } from './model.ts';
import { deliver, EndlessRunError } from './world.ts';

export interface Trial {
  readonly seed: number;
  /** In the order in which they arrive; copies are copies. */
  readonly entries: readonly Entry[];
  /** One after the other, each until all is quiet; or all at once. */
  readonly arrival: 'one by one' | 'at once';
  /** So many of them are recorded before any fault. */
  readonly before: number;
  readonly workers: number;
  readonly again: number;
  readonly faults: Faults;
}

export const calm = { before: 0, workers: 1, again: 0, faults: { probability: 0, most: 0 } };

export interface Outcome {
  /** Empty when all is well. */
  readonly problems: readonly string[];
  readonly calls: number;
  /** What went wrong on the way, as a plan. */
  readonly crashes: readonly Crash[];
}

/** Makes an empty store for a trial, and says what to do with it afterwards. */
export type MakeStore = () => Promise<{ readonly store: WholeStore; readonly close: () => void }>;

const inMemory: MakeStore = async () => {
  const store = openSqliteStore(':memory:', { durable: false });
  return { store, close: () => store.close() };
};

/** @param model of the entries, where it is known already */
export async function outcomeOf(
  trial: Trial,
  makeStore: MakeStore = inMemory,
  model?: Model,
): Promise<Outcome> {
  const { store, close } = await makeStore();
  try {
    return trial.arrival === 'at once' ? await atOnce(trial, store, model) : await oneByOne(trial, store);
  } catch (error) {
    if (!(error instanceof EndlessRunError)) throw error;
    return { problems: [error.message], calls: 0, crashes: [] };
  } finally {
    close();
  }
}

async function atOnce(trial: Trial, table: WholeStore, known: Model | undefined): Promise<Outcome> {
  const [early, late] = [trial.entries.slice(0, trial.before), trial.entries.slice(trial.before)];
  const before = await deliver(early, { seed: trial.seed, table, ...calm });
  const { calls, crashes, announced } = await deliver(late, { ...trial, table });
  const model = known ?? (await modelOf(trial.entries));
  const problems = await problemsOf(table, model, [...before.announced, ...announced]);
  return { problems, calls: before.calls + calls, crashes };
}

/** What is stale in between shows, too, though a later fact may put it right. */
async function oneByOne(trial: Trial, table: WholeStore): Promise<Outcome> {
  const announced: Entry[] = [];
  let calls = 0;
  for (const [at, entry] of trial.entries.entries()) {
    const ran = await deliver([entry], { ...trial, table });
    announced.push(...ran.announced);
    calls += ran.calls;
    const model = await modelOf(trial.entries.slice(0, at + 1));
    const problems = await problemsOf(table, model, announced);
    if (problems.length > 0)
      return { problems: [`after ${at + 1} of ${trial.entries.length}`, ...problems], calls, crashes: [] };
  }
  return { problems: [], calls, crashes: [] };
}

async function problemsOf(
  table: WholeStore,
  { lines, values }: Model,
  announced: readonly Entry[],
): Promise<string[]> {
  const stored = await dump(table);
  const [wanted, held] = [new Set(lines), new Set(stored)];
  return [
    ...lines.filter((line) => !held.has(line)).map((line) => `missing: ${line}`),
    ...stored.filter((line) => !wanted.has(line)).map((line) => `stored:  ${line}`),
    ...complaintsOf(announced, values),
    ...(await failures(table)).map(({ value, message }) => `failed:  ${value.pk} ${value.sk}: ${message}`),
  ];
}
