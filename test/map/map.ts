/**
 * The product as a map: how much there is of it, how long its files and functions are, and how its files import each other.
 * By hand: `npm run map`. `npm run map -- DIRECTORY` maps another checkout, to compare the two, and
 * `--list` names what goes up, and the smallest files.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { importsIn, linesOfFunctions } from './source-file.ts';

/** From the bottom to the top: a file imports its own layer and those below. */
const LAYERS = [
  /^events\//,
  /^functions\/(kernel|outline|site\/look)\//,
  /^functions\/[^/]+\/(model|store)\//,
  /^functions\/(?!site\/|clock\/)/,
  /^functions\//,
  /^lib\//,
  /^bin\//,
];
const PRODUCT = ['bin', 'lib', 'functions', 'events'];

interface File {
  readonly path: string;
  readonly lines: number;
  readonly functions: readonly number[];
  /** Files of the product that it imports, also later on. */
  readonly imports: readonly string[];
}

function filesIn(root: string): Map<string, File> {
  const paths = PRODUCT.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
  return new Map(paths.map((path) => [path, fileOf(root, path)]));
}

function fileOf(root: string, path: string): File {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = importsIn(text)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(path), specifier)));
  return {
    path,
    lines: text.split('\n').length - 1,
    functions: linesOfFunctions(text, path.endsWith('x')),
    imports: [...new Set(imports)],
  };
}

/** @param share 0.5 for the median */
function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const layerOf = (path: string) => LAYERS.findIndex((layer) => layer.test(path));

const goingUp = (files: ReadonlyMap<string, File>): string[] =>
  [...files.values()].flatMap(({ path, imports }) =>
    imports.filter((to) => files.has(to) && layerOf(to) > layerOf(path)).map((to) => `${path} -> ${to}`),
  );

/** Files that need themselves: those from which a walk along the imports leads back. */
function inCircles(files: ReadonlyMap<string, File>): string[] {
  const reaches = (from: string): boolean => {
    const seen = new Set<string>();
    const waiting = [...(files.get(from)?.imports ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === from) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(...(files.get(next)?.imports ?? []));
    }
    return false;
  };
  return [...files.keys()].filter(reaches);
}

function importedOnce(files: ReadonlyMap<string, File>): string[] {
  const importers = new Map<string, number>();
  for (const { imports } of files.values())
    for (const to of imports) importers.set(to, (importers.get(to) ?? 0) + 1);
  return [...files.keys()].filter((path) => importers.get(path) === 1);
}

function print(title: string, files: readonly File[]): void {
  const lines = files.map((file) => file.lines);
  const functions = files.flatMap((file) => file.functions);
  const largest = files.toSorted((a, b) => b.lines - a.lines)[0];
  const sum = lines.reduce((all, each) => all + each, 0);
  const said = [
    `${files.length} files`,
    `${sum} lines`,
    `median ${quantile(lines, 0.5)}`,
    `largest ${largest?.lines ?? 0} (${largest?.path ?? ''})`,
    `functions: median ${quantile(functions, 0.5)}, 90th percentile ${quantile(functions, 0.9)}`,
  ];
  process.stdout.write(`${title}\n  ${said.join('; ')}\n`);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  /** Also names what goes up, and the slivers. */
  options: { list: { type: 'boolean', default: false } },
});
const [root = '.'] = positionals;
const files = filesIn(root);
const all = [...files.values()];
print('All of it', all);
const folderOf = ({ path }: File) =>
  path
    .split('/')
    .slice(0, path.startsWith('events/') ? 1 : 2)
    .join('/');
for (const [folder, own] of [...Map.groupBy(all, folderOf)].sort(([a], [b]) => (a < b ? -1 : 1)))
  if (own.length > 1) print(folder, own);
const once = importedOnce(files);
const slivers = once.filter((path) => (files.get(path)?.lines ?? 0) <= 20);
for (const [what, found] of [
  ['imports that go up', goingUp(files)],
  ['files in circles', inCircles(files)],
  ['files with one importer', once],
  ['of those, files of 20 lines or fewer', slivers],
] as const)
  process.stdout.write(`${found.length} ${what}\n`);
if (values.list) process.stdout.write(`${[...goingUp(files), ...slivers].join('\n')}\n`);
