/** Every command as Markdown, from the program itself. What stands around it in docs/command-line.md is written by hand. */
import { type Argument, Command, type Option } from 'commander';
import { withTargetOptions } from './shared-options.ts';

const BEGIN =
  '<!-- From here on `npm run docs` writes what the program says: change the program instead. -->';
const END = '<!-- Here ends what `npm run docs` writes. -->';
const HEAD = ['| argument or option | meaning |', '| --- | --- |'];

/** A document with its generated part made again. @throws {Error} when it does not say where that part is */
export function withReference(document: string, program: Command): string {
  const [before, rest, ...others] = document.split(BEGIN);
  const [, after, ...more] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined || others.length + more.length > 0)
    throw new Error(`The document needs each of these lines once: ${BEGIN} ${END}`);
  return `${before}${BEGIN}\n\n${reference(program)}\n${END}${after}`;
}

const targetOptions = withTargetOptions(new Command()).options;
const targetFlags = new Set(targetOptions.map(({ flags }) => flags));

function reference(program: Command): string {
  const target = ['## Where the ledger is', '', ...HEAD, ...targetOptions.map(optionRow), ''].join('\n');
  return [target, ...commandsOf(program).map(section)].join('\n');
}

/** Those that do something, and not those that only gather others. */
const commandsOf = ({ commands }: Command): readonly Command[] =>
  commands.flatMap((command) => (command.commands.length > 0 ? commandsOf(command) : [command]));

function section(command: Command): string {
  const takesTarget = command.options.some(({ flags }) => flags === '--url <address>');
  const own = command.options.filter(({ flags }) => !takesTarget || !targetFlags.has(flags));
  const rows = [...command.registeredArguments.flatMap(argumentRow), ...own.map(optionRow)];
  return [
    `## ${nameOf(command)}`,
    '',
    sentence(command.description()),
    '',
    '```',
    usageOf(command),
    '```',
    '',
    ...(rows.length === 0 ? [] : [...HEAD, ...rows, '']),
    ...(takesTarget ? ['Also takes the options of [where the ledger is](#where-the-ledger-is).', ''] : []),
  ].join('\n');
}

/** `review answer`, without the program's own name. */
const nameOf = (command: Command): string =>
  command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

function usageOf(command: Command): string {
  const words = command.registeredArguments.map(wordOf);
  const options = command.options.length > 0 ? ['[options]'] : [];
  return ['npm run --silent shipshape --', nameOf(command), ...words, ...options].join(' ');
}

function wordOf(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** None for an argument whose name says all. */
function argumentRow(argument: Argument): readonly string[] {
  const choices = choicesOf(argument.argChoices);
  const isPlain = argument.description === '' && choices === '';
  return isPlain ? [] : [row(wordOf(argument), argument.description, choices)];
}

const optionRow = ({ flags, description, mandatory, argChoices, defaultValue }: Option): string =>
  row(
    flags,
    description,
    choicesOf(argChoices),
    mandatory ? 'required' : '',
    typeof defaultValue === 'string' ? `default: \`${defaultValue}\`` : '',
  );

const choicesOf = (choices: readonly string[] | undefined): string =>
  choices === undefined ? '' : `one of ${choices.map((choice) => `\`${choice}\``).join(', ')}`;

const row = (name: string, ...meaning: readonly string[]): string =>
  `| \`${name}\` | ${meaning.filter((text) => text !== '').join('; ')} |`;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
