/** A table for each run, and what it holds afterwards. */
import { dump } from '../../functions/ledger/dump.ts';
import { newTable } from '../support/new-table.ts';
import { deliver, type Entry, type Ran, type Run } from './world.ts';

/** One worker, and nothing goes wrong. */
export const calm = { faults: { probability: 0, most: 0 }, workers: 1, again: 0 };

/** One planned crash: at a call, before it is sent, or after it took effect with its answer lost. */
export type Crash = NonNullable<Parameters<typeof deliver>[2]>;

/** Delivers entries to a table of their own. */
export async function tableAfter(
  entries: readonly Entry[],
  run: Omit<Run, 'table'>,
  crash?: Crash,
): Promise<Ran & { readonly text: string }> {
  const table = newTable();
  const ran = await deliver(entries, { ...run, table }, crash);
  return { ...ran, text: (await dump(table)).join('\n') };
}

/** Every crash there can be in a run that makes so many calls. */
export const everyCrash = (calls: number): Crash[] =>
  Array.from({ length: calls }, (_none, call) => call).flatMap((call): Crash[] => [
    { call, side: 'before' },
    { call, side: 'after' },
  ]);
