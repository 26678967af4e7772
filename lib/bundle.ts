/** Builds the function bundles that the stacks deploy. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type OutputFile, type TransformOptions, transform } from 'esbuild';
import { type FunctionWiring, functions } from './wiring.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Functions ask for their surroundings and know no host. In a bundle the host is AWS: what provides it comes before
 * anything else, and before that what makes sense of the errors of both.
 */
export const entryOf = ({ entry }: Pick<FunctionWiring, 'entry'>): string => `
  import './functions/kernel/source-positions.ts';
  import './functions/kernel/aws.ts';
  export { handler } from './${entry}';
`;

/** How every bundle is made: what is loaded by `import()` is a file of its own, with what it shares in another. */
export const BUNDLED: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  format: 'esm',
  entryNames: 'index',
  outExtension: { '.js': '.cjs' },
  minify: true,
  sourcemap: 'inline',
  sourcesContent: false,
  platform: 'node',
  target: 'node24',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // The packages' ES module builds are the ones that can be shaken; Node's own order would pick the other.
  mainFields: ['module', 'main'],
  // Lambda hands out credentials in one way. The SDK imports its whole chain of providers, also where it is given others.
  alias: { '@aws-sdk/credential-provider-node': join(root, 'functions/kernel/aws-credentials.ts') },
  legalComments: 'none',
  logLevel: 'silent',
  // Written elsewhere: from here, the maps name sources as the repository does.
  write: false,
  outdir: root,
};

/**
 * Files are split as ES modules, which is all that esbuild splits, and run as CommonJS, which starts about a quarter
 * faster. Bundled as CommonJS at once, what is loaded by `import()` would be in the one file with everything else, where
 * V8 parses it at each start, and most of what it shares with others twice.
 */
const COMMON_JS: TransformOptions = {
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  minify: true,
  sourcemap: 'external',
  sourcesContent: false,
  // An import() is slow where nothing but CommonJS is loaded; require it instead.
  supported: { 'dynamic-import': false },
};

/**
 * Writes `<directory>/<function>/index.cjs` for every function of the wiring, minified, and beside it what it loads
 * later, and the maps to its sources.
 * @throws {Error} esbuild's own, naming file and line, when a source does not build.
 */
export async function buildFunctions(directory: string): Promise<void> {
  await Promise.all(functions.map((each) => bundle(join(directory, each.name), entryOf(each))));
}

/** Bundles one entry, given as the text of a module in the root of the sources. */
export async function bundle(directory: string, entry: string): Promise<void> {
  const stdin = { contents: entry, resolveDir: root, sourcefile: 'index.ts' };
  const { outputFiles = [] } = await build({ ...BUNDLED, stdin });
  await mkdir(directory, { recursive: true });
  await Promise.all(outputFiles.map((file) => writeAsCommonJs(directory, file)));
}

async function writeAsCommonJs(directory: string, { path, text }: OutputFile): Promise<void> {
  const name = basename(path);
  const { code, map } = await transform(text, { ...COMMON_JS, sourcefile: name });
  await writeFile(join(directory, name), code);
  await writeFile(join(directory, `${name}.map`), map);
}
