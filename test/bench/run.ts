/**
 * `npm run bench -- [name...] [--quick]`: prints measurements beside their goals, and never fails. Compare figures of an idle
 * machine only: the load is printed with them.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { digits, printTable, type Table } from './table.ts';

/** @param quick with small sizes, to test that it runs */
export type Benchmark = (quick: boolean) => AsyncIterable<Table>;

/** The quick ones first. */
const load: Readonly<Record<string, () => Promise<{ readonly benchmark: Benchmark }>>> = {
  delay: () => import('./delay.ts'),
  depth: () => import('./depth.ts'),
  startup: () => import('./startup.ts'),
  start: () => import('./start.ts'),
  cost: () => import('./cost.ts'),
  ingest: () => import('./ingest.ts'),
  replay: () => import('./replay.ts'),
  import: () => import('./import.ts'),
  overload: () => import('./overload.ts'),
  digest: () => import('./digest.ts'),
  judge: () => import('./judge.ts'),
  pages: () => import('./pages.ts'),
  tables: () => import('./tables.ts'),
  tests: () => import('./tests.ts'),
};

// Metrics are lines on stdout, where the tables are.
process.env.POWERTOOLS_METRICS_DISABLED = 'true';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(load, name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}. There are ${Object.keys(load).join(', ')}.`);
  process.exit(1);
}

for (const [name, importIt] of Object.entries(load)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const busy = `load ${digits(loadavg()[0] ?? 0)} before it`;
  const began = performance.now();
  const { benchmark } = await importIt();
  for await (const table of benchmark(values.quick)) printTable(table);
  console.log(`  (${name} took ${digits((performance.now() - began) / 1000, 0)} s; ${busy})`);
}
