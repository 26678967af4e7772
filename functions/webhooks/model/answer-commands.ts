/** Answers the commands in a comment: with facts, or with the reason why there are none. Anyone the catalog knows may command. */
import { anyText, id } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import { nearest } from '../../../events/nearest.ts';
import { whoIs } from '../../grades/model/speakers.ts';
import { readDraft } from '../../kernel/model/draft-fact.ts';
import type { Place } from './attributed.ts';
import { type Command, type CommandContext, featureId, namedIn, type Reply, refused } from './command.ts';
import { EXEMPT, exempt } from './exempt-command.ts';
import type { Commanded } from './normalized-event.ts';
import { SHIP, ship } from './ship-command.ts';
import { STAR, star } from './star-command.ts';
import { quoted } from './words.ts';

export interface Answer extends Reply {
  /** As it was written, cut where it is too long to read. */
  readonly line: string;
}

const COMMANDS: ReadonlyMap<string, (command: Command) => Reply> = new Map([
  ['/ship', ship],
  ['/exempt', exempt],
  ['/star', star],
]);
/** Which word of a command may be a feature. */
const FEATURE_AT: ReadonlyMap<string, number> = new Map([
  ['/ship', 0],
  ['/star', 1],
]);
const USAGE = `${SHIP}; ${EXEMPT}; ${STAR}`;

/** As many commands as one comment can give. */
const MAX_LINES = 20;
const MAX_LINE_LENGTH = 4000;
const shown = lazy(() => anyText(200));

/** One answer for each line, in their order; lines beyond the twentieth are answered together, by one. */
export function answerCommands(commanded: Commanded, context: CommandContext): Answer[] {
  const answers = commanded.lines
    .slice(0, MAX_LINES)
    .map((line, at) => ({ line: shown.parse(line), ...answer(line, at, commanded, context) }));
  const next = commanded.lines[MAX_LINES];
  if (next === undefined) return answers;
  return [
    ...answers,
    { line: shown.parse(next), ...refused(`a comment gives ${MAX_LINES} commands at most`) },
  ];
}

function answer(line: string, at: number, commanded: Commanded, context: CommandContext): Reply {
  const [name = '', ...words] = wordsOf(line);
  const command = COMMANDS.get(name.toLowerCase());
  if (command === undefined) return unknown(name);
  const speaker = whoIs(commanded.actor, context.people);
  if (!speaker.known) return refused(`only people of the catalog give commands: ${speaker.because}`);
  return understood(command({ words, at, commanded, speaker, context }));
}

const wordsOf = (line: string): string[] => line.slice(0, MAX_LINE_LENGTH).trim().split(/\s+/);

function unknown(name: string): Reply {
  const meant = nearest(name, [...COMMANDS.keys()]);
  const hint = meant === undefined ? '.' : `, did you mean ${meant}?`;
  const reply = `There is no command ${quoted(name)}${hint} There are: ${USAGE}.`;
  return { outcome: 'unknown', facts: [], to: [], reply };
}

/** A command that makes a fact which nobody would understand is refused with the reason, while its writer is there. */
function understood(reply: Reply): Reply {
  for (const draft of reply.facts) {
    const read = readDraft(draft);
    if (!read.ok) return refused(read.message);
  }
  return reply;
}

/** The features that `answerCommands` asks for, each once: those that rules and labels name, and words that may be one. */
export function featuresAsked(commanded: Commanded, place: Place): string[] {
  const named = namedIn(commanded, place);
  const written = commanded.lines.slice(0, MAX_LINES).flatMap((line) => {
    const [name = '', ...words] = wordsOf(line);
    const word = words[FEATURE_AT.get(name.toLowerCase()) ?? words.length];
    return word === undefined ? [] : [featureId(word)];
  });
  const all = ['because' in named ? [] : named.features, written].flat();
  return [...new Set(all)].filter((one) => id.safeParse(one).success);
}
