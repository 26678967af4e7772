/** A table for each run, and what it holds afterwards. */
import { dump } from '../../functions/ledger/dump.ts';
import { documents } from '../../functions/runtime/table.ts';
import { createTable } from '../../lib/local/create-table.ts';
import { deliver, type Entry, type Ran, type Run } from './world.ts';

/** One worker, and nothing goes wrong. */
export const calm = { faults: { probability: 0, most: 0 }, workers: 1, again: 0 };

/** One planned crash: at a call, before it is sent, or after it took effect with its answer lost. */
export type Crash = NonNullable<Parameters<typeof deliver>[2]>;

let tables = 0;

/** @returns the name of an empty table */
export async function newTable(): Promise<string> {
  tables += 1;
  const name = `faults-${tables}`;
  await createTable(documents(), name);
  return name;
}

/** Delivers entries to a table of their own. */
export async function tableAfter(
  entries: readonly Entry[],
  run: Omit<Run, 'table'>,
  crash?: Crash,
): Promise<Ran & { readonly text: string }> {
  const name = await newTable();
  const ran = await deliver(entries, { ...run, table: name }, crash);
  return { ...ran, text: (await dump({ documents: documents(), name })).join('\n') };
}

/** Every crash there can be in a run that makes so many calls. */
export const everyCrash = (calls: number): Crash[] =>
  Array.from({ length: calls }, (_none, call) => call).flatMap((call): Crash[] => [
    { call, side: 'before' },
    { call, side: 'after' },
  ]);
