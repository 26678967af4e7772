/** Answers the commands in a comment: with facts, or with the reason why there are none. Anyone in the catalog may give them. */
import { anyText, id } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import { nearest } from '../../../events/nearest.ts';
import { whoIs } from '../../grades/model/speakers.ts';
import { readDraft } from '../../kernel/model/draft-fact.ts';
import type { Origin } from './attribution.ts';
import { type Command, type CommandContext, featureId, namedIn, type Reply, refused } from './command.ts';
import type { Commanded } from './normalized-event.ts';
import { EXEMPT, exempt, SHIP, ship } from './release-commands.ts';
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

const MAX_LINE_LENGTH = 4000;
const shown = lazy(() => anyText(200));

/** One answer for each line, in their order. */
export const answerCommands = (commanded: Commanded, context: CommandContext): Answer[] =>
  commanded.lines.map((line, at) => ({ line: shown.parse(line), ...answer(line, at, commanded, context) }));

function answer(line: string, at: number, commanded: Commanded, context: CommandContext): Reply {
  const [name = '', ...words] = wordsOf(line);
  const command = COMMANDS.get(name.toLowerCase());
  if (command === undefined) return unknown(name);
  const speaker = whoIs(commanded.actor, context.people);
  if (!speaker.known) return refused(`only people in the catalog can give commands: ${speaker.because}`);
  return checked(command({ words, at, commanded, speaker, context }));
}

const wordsOf = (line: string): string[] => line.slice(0, MAX_LINE_LENGTH).trim().split(/\s+/);

function unknown(name: string): Reply {
  const meant = nearest(name, [...COMMANDS.keys()]);
  const hint = meant === undefined ? '.' : `, did you mean ${meant}?`;
  const reply = `There is no command ${quoted(name)}${hint} There are: ${USAGE}.`;
  return { outcome: 'unknown', facts: [], to: [], reply };
}

/** A command whose fact does not fit its contract is refused at once, while its writer can correct it. */
function checked(reply: Reply): Reply {
  for (const draft of reply.facts) {
    const read = readDraft(draft);
    if (!read.ok) return refused(read.message);
  }
  return reply;
}

/** The features that `answerCommands` may ask for: those that rules and labels name, and words that may be one. */
export function featuresAsked(commanded: Commanded, origin: Origin): string[] {
  const named = namedIn(commanded, origin);
  const written = commanded.lines.flatMap((line) => {
    const [name = '', ...words] = wordsOf(line);
    const word = words[FEATURE_AT.get(name.toLowerCase()) ?? words.length];
    return word === undefined ? [] : [featureId(word)];
  });
  const all = ['because' in named ? [] : named.features, written].flat();
  return [...new Set(all)].filter((one) => id.safeParse(one).success);
}
