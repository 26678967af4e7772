/** What a document names and the project does not have: files, headings, scripts, commands, addresses, settings. */
import { dirname, join, normalize } from 'node:path';
import type { Command } from 'commander';
import type { Project } from './project.ts';

export interface Document {
  /** From the root. */
  readonly path: string;
  readonly text: string;
}

/** Something in a document, and where it begins. */
interface Piece {
  readonly text: string;
  readonly at: number;
}

type Check = (piece: Piece, project: Project, document: Document) => readonly string[];

/** Every mistake with its line, in the order of the document. */
export function problemsIn(document: Document, project: Project): string[] {
  const prose = withoutFences(document.text);
  const code = [...spansIn(prose), ...fencedIn(document.text)];
  const problems = [
    ...apply(linksIn(prose), [linkProblems], project, document),
    ...apply(walksIn(prose), [walkProblems], project, document),
    ...apply(code, [pathProblems, scriptProblems, commandProblems, flagProblems], project, document),
    ...apply(spansIn(prose), [addressProblems], project, document),
    ...apply(matchesIn(document.text, /\bSHIPSHAPE_[A-Z_]*[A-Z]\b/g), [settingProblems], project, document),
  ];
  return problems
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, text }) => `${document.path}:${lineOf(document.text, at)}: ${text}`);
}

const apply = (
  pieces: readonly Piece[],
  checks: readonly Check[],
  project: Project,
  document: Document,
): Piece[] =>
  pieces.flatMap((piece) =>
    checks.flatMap((check) => check(piece, project, document).map((text) => ({ text, at: piece.at }))),
  );

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

const matchesIn = (text: string, pattern: RegExp, group = 0): Piece[] =>
  [...text.matchAll(pattern)].map((match) => ({ text: match[group] ?? '', at: match.index }));

const FENCE = /^[ \t]*```[^\n]*\n([\s\S]*?)^[ \t]*```/gm;
const SPAN = /`([^`]+)`/g;

/** The same length, so that positions stay. */
const withoutFences = (text: string): string => text.replace(FENCE, (block) => block.replace(/[^\n]/g, ' '));

const spansIn = (prose: string): Piece[] =>
  matchesIn(prose, SPAN, 1).map(({ text, at }) => ({ text: text.replace(/\s+/g, ' '), at }));

const fencedIn = (text: string): Piece[] =>
  matchesIn(text, FENCE, 1).flatMap(({ text: block, at }) =>
    block.split('\n').map((line, index) => ({ text: line, at: nthLine(text, at, index + 1) })),
  );

function nthLine(text: string, from: number, lines: number): number {
  let at = from;
  for (let line = 0; line < lines; line += 1) at = text.indexOf('\n', at) + 1;
  return at;
}

const linksIn = (prose: string): Piece[] => matchesIn(prose, /\]\(([^)\s]+)\)/g, 1);

/** `functions/a.ts`: `one`, `two` */
const walksIn = (prose: string): Piece[] => matchesIn(prose, /`[\w./-]+\.tsx?`:((?:,? `\w+`)+)/g);

function linkProblems({ text: target }: Piece, project: Project, document: Document): string[] {
  if (/^[a-z]+:/.test(target)) return [];
  const [file = '', heading] = target.split('#');
  const path = file === '' ? document.path : normalize(join(dirname(document.path), file));
  const isOwn = path === document.path;
  if (!isOwn && !project.exists(path)) return [`there is no ${path}`];
  if (heading === undefined) return [];
  const text = isOwn ? document.text : project.text(path);
  return headingsIn(text).includes(heading) ? [] : [`${path} has no heading #${heading}`];
}

/** As GitHub makes anchors of headings. */
export const headingsIn = (text: string): string[] =>
  [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** That what a file is said to hold is there by that name. */
function walkProblems({ text }: Piece, project: Project): string[] {
  const [path = '', ...names] = [...text.matchAll(SPAN)].map(([, name = '']) => name);
  if (!project.exists(path)) return [];
  const source = withoutComments(project.text(path));
  return names
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(source))
    .map((name) => `${path} has no ${name}`);
}

const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

const FOLDERS = /^(?:bin|events|functions|lib|test|docs|\.ci)\//;
/** What every capability, or every function, has. */
const CONVENTIONAL = new Set(['index.ts', 'handler.ts']);
const SOURCE_NAME = /^[\w.@-]+(?:\/[\w.@-]+)*\.(?:tsx?|cjs)$/;

function pathProblems({ text }: Piece, project: Project): string[] {
  const names = text.split(/[\s"'`()=,;|]+/).map((word) => word.replace(/[.:]+$/, ''));
  return names.flatMap((name) => {
    // A placeholder: `functions/<name>/handler.ts`.
    if (/[<>{}…]/.test(name)) return [];
    const path = name.replace(/\*.*$/, '').replace(/\/+$/, '');
    if (FOLDERS.test(name)) return project.exists(path) ? [] : [`there is no ${path}`];
    const isKnown = CONVENTIONAL.has(name) || name.startsWith('node_modules/') || project.exists(name);
    if (!SOURCE_NAME.test(name) || isKnown) return [];
    return [`${name} is no path from the root`];
  });
}

const scriptProblems = ({ text }: Piece, { scripts }: Project): string[] =>
  [...text.matchAll(/\bnpm run (?:-s |--silent )?([\w-]+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !scripts.has(name))
    .map((name) => `package.json has no script ${name}`);

/** Where the text is a call of the program, or begins as one: `digest --period 2024-03`. */
function commandProblems({ text }: Piece, { program }: Project): string[] {
  const [, called] = /(?:\bshipshape --|^\s*shipshape) ([^#|>]*)/.exec(text) ?? [];
  const words = (called ?? text).trim().split(/\s+/);
  const [name = ''] = words;
  const command = program.commands.find((each) => each.name() === name);
  if (command !== undefined) return callProblems(command, words.slice(1));
  return called === undefined || /^(?:[A-Z<…]|--help)/.test(name) ? [] : [`there is no command ${name}`];
}

function callProblems(command: Command, words: readonly string[]): string[] {
  const [first] = words;
  const isGroup = command.commands.length > 0 && first !== undefined && /^[a-z]/.test(first);
  if (isGroup) {
    const below = command.commands.find((each) => each.name() === first?.replace(/,$/, ''));
    return below === undefined
      ? [`there is no command ${command.name()} ${first}`]
      : callProblems(below, words.slice(1));
  }
  const known = command.options.map(({ long }) => long);
  return flagsIn(words.join(' '))
    .filter((flag) => !known.includes(flag))
    .map((flag) => `the command ${command.name()} has no option ${flag}`);
}

const flagsIn = (text: string): string[] => text.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [];

/** An option by itself, or of `npm start`. */
function flagProblems({ text }: Piece, { program, flags }: Project): string[] {
  const [, started] = /\bnpm start -- (.*)/.exec(text) ?? [];
  const start = program.commands.find((each) => each.name() === 'start');
  if (started !== undefined && start !== undefined) return callProblems(start, started.split(' '));
  const own = allOptions(program);
  return (text.startsWith('--') ? flagsIn(text) : [])
    .filter((flag) => !flags.has(flag) && !own.has(flag))
    .map((flag) => `nothing has an option ${flag}`);
}

const allOptions = (command: Command): Set<string> =>
  new Set([
    '--help',
    ...command.options.flatMap(({ long }) => long ?? []),
    ...command.commands.flatMap((each) => [...allOptions(each)]),
  ]);

/** Commands in comments begin with a slash, too. */
const IN_COMMENTS = /^\/(?:ship|exempt|star)\b/;

function addressProblems({ text }: Piece, { addresses }: Project): string[] {
  const [, path] = /^(?:GET |POST )?(\/[a-z][\w/{}.-]*)$/.exec(text) ?? [];
  if (path === undefined || IN_COMMENTS.test(path)) return [];
  const isKnown = addresses.some((address) =>
    new RegExp(`^${address.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return isKnown ? [] : [`nothing answers at ${path}`];
}

const settingProblems = ({ text }: Piece, { settings }: Project): string[] =>
  settings.has(text) ? [] : [`nothing reads the setting ${text}`];

/** What comments and configuration say of documents: `docs/design.md, "Layout"`. */
export function mentionProblems(source: Document, project: Project): string[] {
  return [...source.text.matchAll(/\b(docs\/[\w./-]*\w\.(?:md|png|json))(?:, "([^"]+)")?/g)].flatMap(
    ([, path = '', heading]) => {
      if (!project.exists(path)) return [`${source.path}: there is no ${path}`];
      if (heading === undefined) return [];
      const [slug = ''] = headingsIn(`# ${heading}`);
      return headingsIn(project.text(path)).includes(slug)
        ? []
        : [`${source.path}: ${path} has no heading "${heading}"`];
    },
  );
}
