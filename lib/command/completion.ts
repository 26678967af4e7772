/** `completion bash|zsh`: completes commands and options, made of the program itself. */
import { Argument, type Command } from 'commander';
import type { Surroundings } from './terminal.ts';

/** Each command by its words, with what can follow it: `review answer` and its options. */
function followers(command: Command, words: readonly string[] = []): [words: string, next: string[]][] {
  const next = [
    ...command.commands.map((each) => each.name()),
    ...command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
    ...command.options.flatMap(({ long }) => long ?? []),
    '--help',
  ];
  return [
    [words.join(' '), next],
    ...command.commands.flatMap((each) => followers(each, [...words, each.name()])),
  ];
}

/** Looks for the longest command that was typed, and offers what follows it; files where nothing does. */
function bash(program: Command): string {
  const cases = followers(program).map(([words, next]) => `    '${words}') next='${next.join(' ')}' ;;`);
  return `# shipshape: source <(shipshape completion bash)
_shipshape() {
  local current="\${COMP_WORDS[COMP_CWORD]}" typed='' next='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; esac
    if _shipshape_next "$typed\${typed:+ }$word"; then typed="$typed\${typed:+ }$word"; else break; fi
  done
  _shipshape_next "$typed"
  COMPREPLY=($(compgen -W "$next" -- "$current"))
}
_shipshape_next() {
  case "$1" in
${cases.join('\n')}
    *) return 1 ;;
  esac
}
complete -o default -F _shipshape shipshape
`;
}

const zsh = (program: Command): string =>
  `#compdef shipshape\nautoload -U +X bashcompinit && bashcompinit\n${bash(program)}`;

const shells = { bash, zsh };

export function addCompletionCommand(program: Command, { terminal }: Surroundings): void {
  program
    .command('completion')
    .description('print what completes commands and options in a shell: source <(shipshape completion bash)')
    .addArgument(new Argument('<shell>').choices(Object.keys(shells)))
    .action((shell: keyof typeof shells) => terminal.out(shells[shell](program).trimEnd()));
}
