/** `completion bash|zsh`: completes commands, their options and the words that they choose from, made of the program itself. */
import { Argument, type Command } from 'commander';
import type { Surroundings } from './terminal.ts';

/** What can be typed next, and what it means where it has a description. */
interface Next {
  readonly word: string;
  readonly meaning: string;
}

/**
 * Each command by its words, with what can follow it: `review answer` and its options.
 * @param everywhere options that every command takes
 */
function followers(
  command: Command,
  everywhere = optionsOf(command),
  words: readonly string[] = [],
): [words: string, next: Next[]][] {
  const next = [
    ...command.commands.map((each) => ({ word: each.name(), meaning: each.description() })),
    ...command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices.map(bare)),
    ...(words.length === 0 ? [] : optionsOf(command)),
    ...everywhere,
    { word: '--help', meaning: 'print what the command takes' },
  ];
  return [
    [words.join(' '), next],
    ...command.commands.flatMap((each) => followers(each, everywhere, [...words, each.name()])),
  ];
}

const optionsOf = ({ options }: Command): Next[] =>
  options.flatMap(({ long, description }) => (long == null ? [] : [{ word: long, meaning: description }]));

const bare = (word: string): Next => ({ word, meaning: '' });

/** Options that take one of several words, with these words: `--format json`. */
function choices(command: Command): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { long, argChoices } of command.options)
    if (long != null && argChoices !== undefined) found.set(long, new Set(argChoices));
  for (const each of command.commands)
    for (const [option, words] of choices(each))
      found.set(option, new Set([...(found.get(option) ?? []), ...words]));
  return found;
}

const cases = (entries: readonly (readonly [name: string, answer: string])[]): string =>
  entries.map(([name, answer]) => `    '${name}') ${answer} ;;`).join('\n');

const choiceCases = (program: Command): string =>
  cases([...choices(program)].map(([option, words]) => [option, `next='${[...words].join(' ')}'`]));

/** Looks for the longest command that was typed, and offers what follows it; files where nothing does. */
function bash(program: Command): string {
  const next = followers(program).map(
    ([words, after]) => [words, `next='${after.map(({ word }) => word).join(' ')}'`] as const,
  );
  return `# shipshape: source <(shipshape completion bash)
_shipshape() {
  local current="\${COMP_WORDS[COMP_CWORD]}" typed='' next='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; esac
    if _shipshape_next "$typed\${typed:+ }$word"; then typed="$typed\${typed:+ }$word"; else break; fi
  done
  _shipshape_next "$typed"
  _shipshape_choices "\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=($(compgen -W "$next" -- "$current"))
}
_shipshape_next() {
  case "$1" in
${cases(next)}
    *) return 1 ;;
  esac
}
_shipshape_choices() {
  case "$1" in
${choiceCases(program)}
  esac
}
complete -o default -F _shipshape shipshape
`;
}

/**
 * The same with zsh's own means, which show what each word is for. It can be read by a running shell, and be a file
 * `_shipshape` in fpath.
 */
function zsh(program: Command): string {
  const next = followers(program).map(
    ([words, after]) => [words, `next=(${after.map(described).join(' ')})`] as const,
  );
  return `#compdef shipshape
# shipshape: source <(shipshape completion zsh), after compinit
_shipshape() {
  local typed='' word
  local -a next
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ $word == -* ]] && break
    if _shipshape_next "$typed\${typed:+ }$word"; then typed="$typed\${typed:+ }$word"; else break; fi
  done
  _shipshape_next "$typed"
  local chosen=$(_shipshape_choices "\${words[CURRENT-1]}")
  if [[ -n $chosen ]]; then
    compadd -- \${=chosen}
  else
    _describe shipshape next || _files
  fi
}
_shipshape_next() {
  case "$1" in
${cases(next)}
    *) return 1 ;;
  esac
}
_shipshape_choices() {
  local next=''
  case "$1" in
${choiceCases(program)}
  esac
  print -r -- "$next"
}
if [[ $funcstack[1] == _shipshape ]]; then _shipshape "$@"; else compdef _shipshape shipshape; fi
`;
}

/** A word for `_describe`, which splits it at the first colon that is not escaped; quoted for the shell. */
function described({ word, meaning }: Next): string {
  const text = meaning === '' ? escaped(word) : `${escaped(word)}:${meaning}`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const escaped = (word: string): string => word.replaceAll(':', '\\:');

const shells = { bash, zsh };

export function addCompletionCommand(program: Command, { terminal }: Surroundings): void {
  program
    .command('completion')
    .description('print what completes commands and options in a shell: source <(shipshape completion bash)')
    .addArgument(new Argument('<shell>').choices(Object.keys(shells)))
    .action((shell: keyof typeof shells) => terminal.out(shells[shell](program).trimEnd()));
}
