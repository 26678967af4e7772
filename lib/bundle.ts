/** Builds the function bundles that the stacks deploy. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { functions } from './wiring.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** How every bundle is made. */
export const BUNDLED: BuildOptions = {
  bundle: true,
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  // The packages' ES module builds are the ones that can be shaken; Node's own order would pick the other.
  mainFields: ['module', 'main'],
  // An import() of node:http is slow: require it instead.
  supported: { 'dynamic-import': false },
  // Functions ask for their surroundings and know no host. In a bundle the host is AWS: this provides it, before anything else.
  inject: [join(root, 'functions/kernel/aws.ts')],
  // Lambda hands out credentials in one way. The SDK imports its whole chain of providers, also where it is given others.
  alias: { '@aws-sdk/credential-provider-node': join(root, 'functions/kernel/aws-credentials.ts') },
  legalComments: 'none',
  logLevel: 'silent',
};

/**
 * Writes `<directory>/<function>/index.cjs` for every function of the wiring, minified, with its source map.
 * CommonJS, because a CommonJS bundle starts about a quarter faster than an ES module of the same code.
 * @throws {Error} esbuild's own, naming file and line, when a source does not build.
 */
export async function buildFunctions(directory: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(functions.map(({ name, entry }) => [`${name}/index`, entry])),
    outdir: directory,
    outExtension: { '.js': '.cjs' },
    ...BUNDLED,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
}
