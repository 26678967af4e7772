/** An option that several commands take is spelled the same in all of them, and read the same way. */
import { describe, expect, it } from '@jest/globals';
import { Command, type Option } from 'commander';
import { spellings } from '../../lib/command/shared-options.ts';
import { everyCommand } from '../docs/program.ts';

interface Taken {
  readonly command: string;
  readonly option: Option;
}

const nameOf = (command: Command): string =>
  command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();

const within = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(within)];

const taken = (program: Command): readonly Taken[] =>
  within(program).flatMap((command) =>
    command.options.map((option) => ({ command: nameOf(command), option })),
  );

const wordOf = ({ long }: Option): string => (long ?? '').replace(/^--/, '');

/** What is spelled in a command's own way, or is taken by several commands and spelled by each of them. */
function strays(program: Command): readonly string[] {
  const all = taken(program);
  return all.flatMap(({ command, option }) => {
    const word = wordOf(option);
    const spelling = spellings.get(word);
    const isOne = all.filter((other) => wordOf(other.option) === word).length === 1;
    const isRight = spelling === undefined ? isOne : spelling === option.flags;
    return isRight ? [] : [`${command}: ${option.flags}`];
  });
}

/** Spellings of the same thing that people know from elsewhere. */
const OTHER_WORDS =
  /^(dir|directory|data-dir|host-url|server|api|token|user|who|by|dry|noop|preview|output|out|silent|verbose|markdown|md|csv|message|why|because)$/;

const commands = (option: string): readonly string[] =>
  taken(everyCommand())
    .filter((each) => wordOf(each.option) === option)
    .map(({ command }) => command);

describe('The options of all commands', () => {
  it('are spelled once', () => {
    expect(strays(everyCommand())).toEqual([]);
  });

  it('have no other words for the same thing', () => {
    const words = taken(everyCommand()).map(({ option }) => wordOf(option));
    expect(words.filter((word) => OTHER_WORDS.test(word))).toEqual([]);
  });

  it('are found out where a command spells its own', () => {
    const program = new Command('shipshape');
    program.command('one').option('--team <name>', 'whose').option('--colour', 'in colour');
    program.command('two').option('--colour', 'in colour');
    expect(strays(program)).toEqual(['one: --team <name>', 'one: --colour', 'two: --colour']);
  });

  it('name where the ledger is with all of its options, or with a data directory alone', () => {
    const target = ['url', 'token-file', 'bus', 'table'];
    for (const option of target) expect(commands(option)).toEqual(commands('url'));
    const onlyData = commands('data').filter((command) => !commands('url').includes(command));
    expect(onlyData.toSorted()).toEqual(
      ['start', 'replay', 'check', 'backup', 'restore', 'dump', 'webhook-secret', 'sign-in'].toSorted(),
    );
  });

  it('let everybody who speaks see first what would be stated', () => {
    // Who signs in states nothing.
    expect(commands('dry-run')).toEqual(commands('as').filter((command) => command !== 'sign-in'));
  });

  it('write JSON on --json wherever there is a choice of formats', () => {
    const json = commands('json');
    expect(commands('format').filter((command) => !json.includes(command))).toEqual([]);
  });
});
