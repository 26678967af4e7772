/** Makes the digests of a month for every team and the whole, in a process of its own: its memory is what that takes. */
import { setImmediate as breathe } from 'node:timers/promises';
import { makeDigests } from '../../functions/digest/make-digests.ts';
import { documentsAt } from '../../functions/runtime/table.ts';
import { NOW } from './digest-seed.ts';
import { type Count, meter } from './meter.ts';

export const WARM_TABLE = 'warm';
export const WARM_FEATURES = 500;

export interface Made {
  readonly seconds: number;
  readonly count: Count;
  /** Bytes: resident after the warm-up and at the most, and what the heap still holds at the end that it did not before. */
  readonly memory: { readonly before: number; readonly peak: number; readonly kept: number };
  readonly digests: number;
}

async function collected(): Promise<NodeJS.MemoryUsage> {
  await breathe();
  globalThis.gc?.();
  return process.memoryUsage();
}

async function measure(endpoint: string, name: string): Promise<Made> {
  const documents = documentsAt(endpoint);
  const take = meter(documents);
  const wanted = { everies: ['month'] } as const;
  await makeDigests({ table: { documents, name: WARM_TABLE }, announce: async () => {}, now: NOW }, wanted);
  take();
  const before = await collected();
  let peak = before.rss;
  const announce = async () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const began = performance.now();
  const digests = await makeDigests({ table: { documents, name }, announce, now: NOW }, wanted);
  const seconds = (performance.now() - began) / 1000;
  const kept = (await collected()).heapUsed - before.heapUsed;
  return { seconds, count: take(), memory: { before: before.rss, peak, kept }, digests };
}

if (process.send !== undefined) {
  const [, , endpoint = '', name = ''] = process.argv;
  process.send(await measure(endpoint, name));
  process.disconnect?.();
}
