/**
 * Whether the suites have teeth: seeded mistakes in a copy of the tree, each of which must turn a suite red.
 * By hand: `node test/faults/mutants.ts [words of a mutant's name]`. Takes some minutes; ends with 1 if one survives.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mutant, mutants } from './seeded.ts';

class MutantOutdatedError extends Error {
  override readonly name = 'MutantOutdatedError';
}

class SuitesFailedError extends Error {
  override readonly name = 'SuitesFailedError';
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = ['events', 'functions', 'lib', 'test', 'jest.config.cjs', 'package.json', 'tsconfig.json'];
const MAX_MS = 1_800_000;

/** Without Java on its path a run leaves DynamoDB out. */
const FAULTS = 'test/faults/(orders|announce|crash|convergence)';
const SETTINGS = {
  PATH: '',
  SHIPSHAPE_STREAMS: '240',
  SHIPSHAPE_SHRINKS: 'no',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_METRICS_DISABLED: 'true',
};

function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'shipshape-mutants-'));
  for (const each of COPIED) cpSync(join(ROOT, each), join(copy, each), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

function failureIn(copy: string, suites: readonly string[]): string | undefined {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--bail', '--silent', '--runInBand', ...suites],
    {
      cwd: copy,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
      timeout: MAX_MS,
      env: SETTINGS,
    },
  );
  return status === 0 ? undefined : stderr;
}

/** @returns what puts the file right again */
function apply(copy: string, { name, file, also, ...first }: Mutant): () => void {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  let mutated = source;
  for (const { from, to } of also === undefined ? [first] : [first, also]) {
    if (mutated.split(from).length !== 2)
      throw new MutantOutdatedError(
        `"${name}" no longer applies: ${file} does not hold its text exactly once.`,
      );
    mutated = mutated.replace(from, () => to);
  }
  writeFileSync(path, mutated);
  return () => writeFileSync(path, source);
}

function run(): boolean {
  const copy = copyTree();
  try {
    const words = process.argv.slice(2).join(' ');
    const chosen = mutants.filter(({ name }) => name.includes(words));
    for (const mutant of mutants) apply(copy, mutant)();
    const failure = failureIn(
      copy,
      chosen.map(({ suite }) => suite ?? FAULTS),
    );
    if (failure !== undefined) throw new SuitesFailedError(`Without any mutant:\n${failure.slice(-3000)}`);
    const survivors = chosen.filter((mutant) => survives(copy, mutant));
    process.stdout.write(`${chosen.length - survivors.length} of ${chosen.length} killed\n`);
    return survivors.length === 0;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function survives(copy: string, mutant: Mutant): boolean {
  const repair = apply(copy, mutant);
  const survived = failureIn(copy, [mutant.suite ?? FAULTS]) === undefined;
  repair();
  process.stdout.write(`${survived ? 'SURVIVED' : 'killed  '} ${mutant.name}\n`);
  return survived;
}

process.exitCode = run() ? 0 : 1;
