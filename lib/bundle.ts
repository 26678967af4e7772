/** Builds the bundles of the functions that the stacks deploy. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin, transform } from 'esbuild';
import { functions } from './wiring.ts';
import type { FunctionWiring } from './wiring-shape.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * In a bundle the host is AWS: its surroundings come before the function, and before both the mapping of stack traces
 * to sources.
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

const JSON_SCHEMA_PART = /\/(?:to-json-schema|json-schema-processors)\.js$/;
const JSON_SCHEMA_USER = /\/zod\/v4\/classic\/schemas\.js$/;

/** In place of both files: what is imported from them by name. */
const INSTEAD = `
  const leftOut = () => {
    throw new Error('Bundles are built without what writes JSON Schema (lib/bundle.ts).');
  };
  export { leftOut as createStandardJSONSchemaMethod, leftOut as createToJSONSchemaMethod };
`;

/**
 * Keeps out of bundles the part of zod that describes schemas as JSON Schema: a fifth of zod, which each start would
 * parse. Functions only read with schemas; `bin/schemas.ts` publishes them from the sources.
 */
const withoutJsonSchema: Plugin = {
  name: 'without JSON Schema',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: JSON_SCHEMA_PART }, ({ importer }) =>
      JSON_SCHEMA_USER.test(importer)
        ? { path: 'without JSON Schema', namespace: 'left out', sideEffects: false }
        : null,
    );
    onLoad({ filter: /./, namespace: 'left out' }, () => ({ contents: INSTEAD }));
  },
};

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
  // Only the ES module builds of packages can be tree-shaken; Node's own order would pick the others.
  mainFields: ['module', 'main'],
  // Lambda provides credentials in one way, but the SDK always imports its whole chain of providers.
  alias: { '@aws-sdk/credential-provider-node': join(root, 'functions/kernel/aws-credentials.ts') },
  plugins: [withoutJsonSchema],
  metafile: true,
  // Written elsewhere, so that the maps name sources as the repository does.
  write: false,
  outdir: root,
} as const satisfies BuildOptions;

/** CommonJS starts about a quarter faster than ES modules of the same code. */
const COMMON_JS = {
  ...MINIFIED,
  format: 'cjs',
  sourcemap: 'external',
  // import() is slow where only CommonJS is loaded; require is used instead.
  supported: { 'dynamic-import': false },
} as const;

/**
 * Writes `<directory>/<function>/index.cjs` for every function of the wiring, minified, and beside it what it loads
 * later, each with its source map.
 * @throws {Error} esbuild's own, naming file and line, when a source does not build.
 */
export async function buildFunctions(directory: string): Promise<void> {
  await Promise.all(functions.map((each) => bundle(join(directory, each.name), entryOf(each))));
}

/**
 * Bundles one entry, given as the text of a module in the root of the sources. What the start needs is in one file,
 * because each file costs time, and nothing else is in it, because V8 parses all of it. Bundled as CommonJS directly,
 * esbuild would put there what is imported later, too, in functions that V8 parses twice.
 */
export async function bundle(directory: string, entry: string): Promise<void> {
  const { outputFiles, metafile } = await build({ ...SPLIT, stdin: moduleOf(entry) });
  const parts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const atStart = startOf(metafile);
  await mkdir(directory, { recursive: true });
  const write = (name: string, text: string) => writeFile(join(directory, name), text);
  await Promise.all(
    [...parts].map(async ([name, text]) => {
      if (name !== START && atStart.has(name))
        return write(name, `module.exports = require('./${START}')['${name}']();\n`);
      const { code, map } =
        name === START
          ? await joined(parts, atStart, metafile)
          : await transform(text, { ...COMMON_JS, sourcefile: name });
      await Promise.all([write(name, code), write(`${name}.map`, map)]);
    }),
  );
}

const moduleOf = (contents: string) => ({ contents, resolveDir: root, sourcefile: 'index.ts' });

/** The parts that are loaded at the start: the first one, and what it imports statically, directly or not. */
function startOf({ outputs }: Metafile, name = START, found = new Set<string>()): ReadonlySet<string> {
  found.add(name);
  for (const { path, kind } of outputs[name]?.imports ?? [])
    if (kind === 'import-statement' && outputs[path] !== undefined && !found.has(path))
      startOf({ inputs: {}, outputs }, path, found);
  return found;
}

/** Those parts joined into one, which exports each of them under its name for what is loaded later. */
async function joined(parts: ReadonlyMap<string, string>, names: ReadonlySet<string>, { outputs }: Metafile) {
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
 * Exports a part under its name as a function that returns its exports. `export * as` would resolve all of them at the
 * start, which takes longer than loading one of the packages.
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
