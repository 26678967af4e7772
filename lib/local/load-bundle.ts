/** Starts a function from its bundle, each time anew and with its own environment, as Lambda starts an instance. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import type { Context } from 'aws-lambda';
import type { Environment } from './function-environment.ts';

/** What Lambda hands to a function, without the callbacks of the past. */
export type LambdaContext = Omit<Context, 'done' | 'fail' | 'succeed'>;

export type Handler = (event: unknown, context: LambdaContext) => unknown;

/** Gives a new instance of a function. */
export type StartInstance = (name: string, environment: Environment) => Handler;

const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;

class BundleWithoutHandlerError extends Error {
  override readonly name = 'BundleWithoutHandlerError';
}

/**
 * Loads `<directory>/<function>/index.cjs`. `require` would share one copy between all that run at once, and between
 * hosts in one process: on Lambda an instance does one thing at a time, and code may count on it.
 */
export function fromBundles(directory: string, names: readonly string[]): StartInstance {
  const fileOf = (name: string) => join(directory, name, 'index.cjs');
  // Read now: what is built later in the same place is another version, and this host keeps to its own.
  const codes = new Map(names.map((name) => [name, readFileSync(fileOf(name), 'utf8')]));
  return (name, environment) => {
    const file = fileOf(name);
    const exported = run(file, codes.get(name) ?? '', ownProcess(environment));
    const handler: unknown = Reflect.get(exported, 'handler');
    if (typeof handler !== 'function') throw new BundleWithoutHandlerError(`${file} exports no handler.`);
    return (event, context) => Reflect.apply(handler, undefined, [event, context]);
  };
}

/** The process as the bundle sees it: the real one, with another environment, in which what can change still does. */
const ownProcess = (environment: Environment): NodeJS.Process => {
  const env = Object.defineProperties({}, Object.getOwnPropertyDescriptors(environment));
  return Object.create(process, { env: { value: env, enumerable: true } });
};

function run(file: string, code: string, seen: NodeJS.Process): object {
  const load = createRequire(file);
  const require = (id: string): unknown => (/^(node:)?process$/.test(id) ? seen : load(id));
  const module: { exports: object } = { exports: {} };
  const wrapper = compileFunction(
    code,
    ['exports', 'require', 'module', '__filename', '__dirname', 'process'],
    // Asked for only where it is needed, because Node warns of it.
    code.includes('import(') ? { filename: file, importModuleDynamically } : { filename: file },
  );
  Reflect.apply(wrapper, module.exports, [module.exports, require, module, file, dirname(file), seen]);
  return module.exports;
}
