/** What there is of the project that documents can name. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { SENDERS } from '../../functions/webhooks/model/normalized-event.ts';
import { DEAD_LETTERS } from '../../lib/local/dead-letters.ts';
import { functions } from '../../lib/wiring.ts';
import { everyRoute } from '../site/fixture/web.ts';
import { everyCommand } from './program.ts';

const ROOT = join(__dirname, '../..');
const SOURCES = ['bin', 'events', 'functions', 'lib', 'test'];
/** Not a function's, but the host's own. */
const HEALTH = '/health';

export interface Project {
  exists(path: string): boolean;
  text(path: string): string;
  /** Names of npm scripts. */
  readonly scripts: ReadonlySet<string>;
  readonly program: Command;
  /** Options of scripts that are not the program's: `--memory`. */
  readonly flags: ReadonlySet<string>;
  /** Paths of HTTP, with their parameters: `/releases/{release}`. */
  readonly addresses: readonly string[];
  /** Environment variables: `SHIPSHAPE_URL`. */
  readonly settings: ReadonlySet<string>;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Files below a folder, by the path from the root. */
export const filesIn = (folder: string, names: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();

/** Source files, whose comments name documents; but for those here, which name what is not there. */
export const sourceFiles = (): string[] =>
  SOURCES.flatMap((folder) => filesIn(folder, /\.(tsx?|yml)$/)).filter(
    (path) => !path.startsWith('test/docs/'),
  );

export const documents = (): string[] => [
  'README.md',
  'CONTRIBUTING.md',
  'lib/local/demo/README.md',
  ...filesIn('docs', /\.md$/),
];

const found = (pattern: RegExp, paths: readonly string[]): string[] =>
  paths.flatMap((path) => read(path).match(pattern) ?? []);

export function thisProject(): Project {
  const scripts = [
    ...filesIn('bin', /\.ts$/),
    ...filesIn('test/faults', /\.ts$/),
    ...filesIn('test/map', /\.ts$/),
  ];
  const { scripts: named }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
  return {
    exists: (path) => existsSync(join(ROOT, path)),
    text: (path) => (statSync(join(ROOT, path)).isFile() ? read(path) : ''),
    scripts: new Set(Object.keys(named)),
    program: everyCommand(),
    flags: new Set([...found(/--[a-z][a-z-]+/g, scripts), ...optionsParsed(scripts)]),
    addresses: [
      HEALTH,
      '/metrics',
      DEAD_LETTERS,
      ...functions.flatMap(({ routes }) => (routes ?? []).map(({ path }) => path)),
      ...everyRoute().map(({ route }) => route.slice(route.indexOf('/'))),
    ],
    settings: new Set([
      ...found(/\bSHIPSHAPE_[A-Z_]*[A-Z]\b/g, sourceFiles()),
      ...SENDERS.flatMap((sender) => {
        const name = `SHIPSHAPE_SECRET_${sender.toUpperCase()}`;
        return [name, `${name}_PREVIOUS`];
      }),
    ]),
  };
}

/** What `parseArgs` of Node takes: `minutes: { type: 'string' }`. */
const optionsParsed = (paths: readonly string[]): string[] =>
  found(/\b[a-z]+(?=: \{ type: '(?:string|boolean)')/g, paths).map((name) => `--${name}`);
