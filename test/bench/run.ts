/** `npm run bench -- [name...] [--full]`: measures what the design names goals for. It prints, and never fails a goal. */
import { parseArgs } from 'node:util';
import { printTable, type Table } from './table.ts';

/** @param full also what takes very long */
export type Benchmark = (full: boolean) => AsyncIterable<Table>;

const load: Readonly<Record<string, () => Promise<{ readonly benchmark: Benchmark }>>> = {
  calls: () => import('./calls.ts'),
  cpu: () => import('./cpu.ts'),
  cost: () => import('./cost.ts'),
  start: () => import('./start.ts'),
  ingest: () => import('./ingest.ts'),
  throughput: () => import('./throughput.ts'),
  check: () => import('./check.ts'),
  digest: () => import('./digest.ts'),
  catalog: () => import('./catalog.ts'),
};

// What functions count for dashboards is a line on stdout, where the tables are.
process.env.POWERTOOLS_METRICS_DISABLED = 'true';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(load, name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}. There are ${Object.keys(load).join(', ')}.`);
  process.exit(1);
}

for (const [name, importIt] of Object.entries(load)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const began = performance.now();
  const { benchmark } = await importIt();
  for await (const table of benchmark(values.full)) printTable(table);
  console.log(`  (${name} took ${((performance.now() - began) / 1000).toFixed(0)} s)`);
}
