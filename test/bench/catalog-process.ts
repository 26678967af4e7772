/** One organisation's catalog through all of its steps, in a process of its own: its memory is what they take. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Announcement } from '../../events/catalogue.ts';
import { FACT_SOURCE } from '../../events/contract.ts';
import { differences } from '../../functions/domain/catalog/differences.ts';
import { validateCatalog } from '../../functions/domain/catalog/validate.ts';
import { compileCheck } from '../../functions/domain/grade/check-rule.ts';
import { grade } from '../../functions/grade/handler.ts';
import { inParallel } from '../../functions/kernel/parallel.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { readKnown } from '../../functions/ledger/catalog.ts';
import { readMatrix } from '../../functions/ledger/matrix.ts';
import { record } from '../../functions/record/handler.ts';
import { documentsAt } from '../../functions/runtime/table.ts';
import { readFolder } from '../../lib/catalog/folder.ts';
import { writeFolder } from '../../lib/catalog/write-folder.ts';
import { catalogOfSize, categoryOf, featureOf } from './catalog-folder.ts';
import { type Count, meter } from './meter.ts';

export const steps = ['validate', 'import', 'grade', 'import again', 'matrix', 'matrix as of'] as const;
export type Step = (typeof steps)[number];

export interface Stepped {
  readonly step: Step;
  readonly seconds: number;
  readonly count: Count;
  /** Bytes, resident at the most during the step. */
  readonly peak: number;
}

const AT = '2024-01-02T00:00:00.000Z';
const STARRED = '2024-02-01T00:00:00.000Z';
const NOW = '2024-03-01T00:00:00.000Z';
/** Facts that a function is handed at once. */
const BATCH = 10;

const event = (type: string, detail: object) => ({ source: FACT_SOURCE, 'detail-type': type, detail });

/** Records facts as `record` is handed them, with the grades that they ask for. */
async function recordAll(table: Store, events: readonly object[]): Promise<void> {
  const asked: Announcement[] = [];
  const announce = async (told: readonly Announcement[]) =>
    void asked.push(...told.filter(({ type }) => type === 'GradeRequested'));
  for (let from = 0; from < events.length; from += BATCH)
    await inParallel(events.slice(from, from + BATCH), (each) => record(table, announce, each, NOW));
  while (asked.length > 0) {
    const entries = asked.splice(0, BATCH).map(({ type, detail }) => ({ 'detail-type': type, detail }));
    await grade({ table, announce, now: NOW }, entries);
  }
}

/** A star of every third category for every feature. */
const stars = (features: number) =>
  Array.from({ length: features }, (_, at) =>
    event('StarGranted', {
      version: 1,
      id: `star-${at}`,
      occurredAt: STARRED,
      feature: featureOf(at),
      category: categoryOf((at % 5) * 3),
      side: 'team',
      rubricVersion: '1',
    }),
  );

async function matrix(table: Store, asOf?: string): Promise<number> {
  let rows = 0;
  let after: string | undefined;
  do {
    const page = await readMatrix(table, { asOf, after, now: NOW });
    rows += page.rows.length;
    after = page.next;
  } while (after !== undefined);
  return rows;
}

async function measure(endpoint: string, name: string, features: number): Promise<Stepped[]> {
  const table = { documents: documentsAt(endpoint), name };
  const take = meter(table.documents);
  const directory = await mkdtemp(join(tmpdir(), 'shipshape-bench-'));
  await writeFolder(directory, catalogOfSize(features));
  const read = async () => (await readFolder(directory)).catalog;
  const find = async () => differences(await readKnown(table), await read(), AT).changes;
  const work: Record<Step, () => Promise<unknown>> = {
    validate: async () => validateCatalog(await read(), undefined, { compileCheck }),
    import: async () =>
      recordAll(
        table,
        (await find()).map(({ fact: { type, detail } }) => event(type, detail)),
      ),
    grade: () => recordAll(table, stars(features)),
    'import again': find,
    matrix: () => matrix(table),
    'matrix as of': () => matrix(table, STARRED),
  };
  const stepped: Stepped[] = [];
  for (const step of steps) stepped.push(await stepOf(step, work[step], take));
  await rm(directory, { recursive: true });
  return stepped;
}

async function stepOf(step: Step, work: () => Promise<unknown>, take: () => Count): Promise<Stepped> {
  globalThis.gc?.();
  take();
  let peak = process.memoryUsage.rss();
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  return { step, seconds, count: take(), peak: Math.max(peak, process.memoryUsage.rss()) };
}

if (process.send !== undefined) {
  const [, , endpoint = '', name = '', features = ''] = process.argv;
  process.send(await measure(endpoint, name, Number(features)));
  process.disconnect?.();
}
