/** Builds the function bundles that the stacks deploy. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin, transform } from 'esbuild';
import { type FunctionWiring, functions } from './wiring.ts';
import { withoutJsonSchema } from './without-json-schema.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Functions ask for their surroundings and know no host. In a bundle the host is AWS: what provides it comes before
 * anything else, and before that what makes sense of the errors of both.
 */
const entryOf = ({ entry }: FunctionWiring): string => `
  import './functions/kernel/source-positions.ts';
  import './functions/kernel/aws.ts';
  export { handler } from './${entry}';
`;

const START = 'index.cjs';

const MINIFIED = {
  minify: true,
  sourcesContent: false,
  platform: 'node',
  target: 'node24',
  legalComments: 'none',
  logLevel: 'silent',
} as const;

/** The sources, split at each `import()`. esbuild splits ES modules only. */
const SPLIT = {
  ...MINIFIED,
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  format: 'esm',
  entryNames: 'index',
  outExtension: { '.js': '.cjs' },
  sourcemap: 'inline',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // The packages' ES module builds are the ones that can be shaken; Node's own order would pick the other.
  mainFields: ['module', 'main'],
  // Lambda hands out credentials in one way. The SDK imports its whole chain of providers, also where it is given others.
  alias: { '@aws-sdk/credential-provider-node': join(root, 'functions/kernel/aws-credentials.ts') },
  plugins: [withoutJsonSchema],
  metafile: true,
  // Written elsewhere: from here, the maps name sources as the repository does.
  write: false,
  outdir: root,
} as const satisfies BuildOptions;

/** What runs: CommonJS starts about a quarter faster than ES modules of the same code. */
const COMMON_JS = {
  ...MINIFIED,
  format: 'cjs',
  sourcemap: 'external',
  // An import() is slow where nothing but CommonJS is loaded; require it instead.
  supported: { 'dynamic-import': false },
} as const;

/**
 * Writes `<directory>/<function>/index.cjs` for every function of the wiring, minified, and beside it what it loads
 * later, each with the map to its sources.
 * @throws {Error} esbuild's own, naming file and line, when a source does not build.
 */
export async function buildFunctions(directory: string): Promise<void> {
  await Promise.all(functions.map((each) => bundle(join(directory, each.name), entryOf(each))));
}

/**
 * Bundles one entry, given as the text of a module in the root of the sources. All that is needed at the start is in one
 * file, because each file costs time; nothing else is in it, because V8 parses at the start what is in it. Bundled as
 * CommonJS at once, esbuild would put what is imported later there, too, in functions that V8 parses twice.
 */
export async function bundle(directory: string, entry: string): Promise<void> {
  const { outputFiles, metafile } = await build({ ...SPLIT, stdin: moduleOf(entry) });
  const parts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const atStart = startOf(metafile);
  await mkdir(directory, { recursive: true });
  const write = (name: string, text: string) => writeFile(join(directory, name), text);
  await Promise.all(
    [...parts].map(async ([name, text]) => {
      if (name === START) return writeBoth(write, name, await joined(parts, atStart, metafile));
      if (atStart.has(name)) return write(name, `module.exports = require('./${START}')['${name}']();\n`);
      return writeBoth(write, name, await transform(text, { ...COMMON_JS, sourcefile: name }));
    }),
  );
}

const moduleOf = (contents: string) => ({ contents, resolveDir: root, sourcefile: 'index.ts' });

/** The parts that the first one imports at once, itself among them, and those that these import. */
function startOf({ outputs }: Metafile, name = START, found = new Set<string>()): ReadonlySet<string> {
  found.add(name);
  for (const { path, kind } of outputs[name]?.imports ?? [])
    if (kind === 'import-statement' && outputs[path] !== undefined && !found.has(path))
      startOf({ inputs: {}, outputs }, path, found);
  return found;
}

interface Built {
  readonly code: string;
  readonly map: string;
}

/** Those parts as one, in which what is loaded later finds each of them under its name. */
async function joined(
  parts: ReadonlyMap<string, string>,
  names: ReadonlySet<string>,
  { outputs }: Metafile,
): Promise<Built> {
  const [, ...others] = names;
  const found = others.map((name, at) => findable(name, outputs[name]?.exports ?? [], `part${at}_`));
  const { outputFiles } = await build({
    ...COMMON_JS,
    bundle: true,
    stdin: moduleOf([`export * from './${START}';`, ...found].join('\n')),
    plugins: [inMemory(parts, names)],
    write: false,
    outfile: join(root, START),
  });
  const textOf = (name: string) => outputFiles.find(({ path }) => basename(path) === name)?.text ?? '';
  return { code: textOf(START), map: textOf(`${START}.map`) };
}

/**
 * Exports a part under its name as a function that names what is in it. `export * as` would name all of it at the start,
 * which takes longer than loading one of the packages.
 */
function findable(name: string, exported: readonly string[], prefix: string): string {
  const imports = exported.map((each) => `${each} as ${prefix}${each}`);
  const getters = exported.map((each) => `get ${each}() { return ${prefix}${each}; }`);
  return `
    import { ${imports.join(', ')} } from './${name}';
    const ${prefix} = () => ({ ${getters.join(', ')} });
    export { ${prefix} as '${name}' };`;
}

const inMemory = (parts: ReadonlyMap<string, string>, names: ReadonlySet<string>): Plugin => ({
  name: 'in memory',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/[^/]+\.cjs$/ }, ({ path }) => {
      const name = basename(path);
      return names.has(name) ? { path: name, namespace: 'part' } : { path, external: true };
    });
    onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({
      contents: parts.get(path) ?? '',
      resolveDir: root,
    }));
  },
});

async function writeBoth(
  write: (name: string, text: string) => Promise<void>,
  name: string,
  { code, map }: Built,
): Promise<void> {
  await write(name, code);
  await write(`${name}.map`, map);
}
