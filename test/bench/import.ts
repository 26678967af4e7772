/** A catalog of 100 to 10,000 features by the command: validated, imported and graded, imported again, and shown as a matrix. */
import { join } from 'node:path';
import { FACT_SOURCE } from '../../events/contract.ts';
import { readMatrix } from '../../functions/grades/store/matrix.ts';
import { writeFolder } from '../../lib/catalog/write-folder.ts';
import { type ImportOptions, runImport } from '../../lib/command/catalog/import-catalog.ts';
import { runValidate } from '../../lib/command/catalog/validate-catalog.ts';
import { startHost } from '../../lib/local/host.ts';
import { readLedger } from '../../lib/local/storage.ts';
import { CATEGORIES, catalogOfSize, categoryOf, featureOf } from './catalog-folder.ts';
import { type Cost, costOf, inFreshProcess, memory, withDirectory } from './measure.ts';
import type { Benchmark } from './run.ts';
import { digits, growthRow, megabytes, type Row, seconds } from './table.ts';

const SIZES = [100, 1_000, 10_000];
const QUICK_SIZES = [20, 100];
const GOAL_SIZE = 10_000;
const AT = '2024-01-02T00:00:00.000Z';
const STARRED = '2024-02-01T00:00:00.000Z';
const NOW = '2024-03-01T00:00:00.000Z';
/** Stars that are on their way at once. */
const TOGETHER = 500;

const steps: readonly { readonly name: string; readonly goal?: string }[] = [
  { name: 'read and validated' },
  { name: 'imported, each feature graded', goal: '15 s' },
  { name: 'imported again, with nothing to change' },
  { name: 'with a star more for each feature, and its grade' },
  { name: `shown as a matrix of ${CATEGORIES} categories` },
  { name: 'shown as it was on an earlier day, from the ledgers' },
];

interface Stepped extends Cost {
  /** Resident bytes at the peak so far. */
  readonly peak: number;
}

class CommandFailedError extends Error {
  override readonly name = 'CommandFailedError';
}

/** What a command says is of no interest, unless it fails. */
function quietTerminal() {
  let said = '';
  return {
    out: () => {},
    err: (text: string) => {
      said += text;
    },
    isInteractive: false,
    end: (status: number) => {
      throw new CommandFailedError(`The command ended with ${status}: ${said}`);
    },
  };
}

const stepped = inFreshProcess(
  import.meta.url,
  (features: number): Promise<Stepped[]> =>
    withDirectory(async (directory) => {
      const [folder, data] = [join(directory, 'catalog'), join(directory, 'data')];
      await writeFolder(folder, catalogOfSize(features));
      const importing = () => {
        const options: ImportOptions = { data, at: AT };
        return runImport({ terminal: quietTerminal(), environment: {}, now: NOW }, folder, options);
      };
      const work = [
        () => runValidate({ terminal: quietTerminal(), now: NOW }, folder, {}),
        importing,
        importing,
        () => star(data, features),
        () => matrix(data, features),
        () => matrix(data, features, STARRED),
      ];
      const all: Stepped[] = [];
      for (const each of work) all.push({ ...(await costOf(each)), peak: memory().peak });
      return all;
    }),
);

/** A star of every third category in turn. */
async function star(data: string, features: number): Promise<void> {
  const host = await startHost({ data, listens: false, clock: false });
  for (let from = 0; from < features; from += TOGETHER) {
    const length = Math.min(TOGETHER, features - from);
    await host.publish(Array.from({ length }, (_, at) => starOf(from + at)));
    await host.idle();
  }
  await host.stop();
}

const starOf = (at: number) => ({
  source: FACT_SOURCE,
  'detail-type': 'StarGranted',
  detail: {
    version: 1,
    id: `star-${at}`,
    occurredAt: STARRED,
    feature: featureOf(at),
    category: categoryOf((at % 5) * 3),
    side: 'team',
    rubricVersion: '1',
  },
});

/** All of its pages. */
async function matrix(data: string, features: number, asOf?: string): Promise<void> {
  const { store, close } = await readLedger(data, {});
  let rows = 0;
  let after: string | undefined;
  do {
    const page = await readMatrix(store, { asOf, after, now: NOW });
    rows += page.rows.length;
    after = page.next;
  } while (after !== undefined);
  close();
  if (rows !== features) throw new CommandFailedError(`The matrix shows ${rows} of ${features} features.`);
}

const rowOf = ({ size, cpu, wall, peak }: Stepped & { readonly size: number }, goal?: string): Row => ({
  what: `${digits(size)} features`,
  measured: `${seconds(wall)}, ${seconds(cpu)} of CPU, ${digits(cpu / size)} ms each; memory at most ${megabytes(peak)}`,
  ...(goal === undefined ? {} : { goal }),
});

export const benchmark: Benchmark = async function* (quick) {
  const runs: { readonly size: number; readonly all: readonly Stepped[] }[] = [];
  for (const size of quick ? QUICK_SIZES : SIZES) runs.push({ size, all: await stepped(size) });
  for (const [at, { name, goal }] of steps.entries()) {
    const points = runs.flatMap(({ size, all }) => all.slice(at, at + 1).map((one) => ({ size, ...one })));
    const rows = points.map((point) => rowOf(point, point.size === GOAL_SIZE ? goal : undefined));
    yield {
      title: `A catalog ${name}`,
      rows: [...rows, growthRow(points.map(({ size, cpu }) => ({ size, cost: cpu })))],
    };
  }
};
