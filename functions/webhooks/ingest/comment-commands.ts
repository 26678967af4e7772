/** Answers the commands in a comment: with facts, or with the reason why there are none. Loaded only when there are any. */
import { project, rubric as rubricEntity } from '../../../events/contract.ts';
import { anyText, id } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import { didYouMean, nearest } from '../../../events/nearest.ts';
import { readPeople } from '../../catalog/model/import/wire.ts';
import { FEATURES, PROJECTS } from '../../catalog/model/lists.ts';
import { whoIs } from '../../catalog/model/speakers.ts';
import { readCatalogPage } from '../../catalog/store/catalog.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { readPermits } from '../../catalog/store/permissions.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readCalendar } from '../../catalog/store/trains.ts';
import { rubricAt, rubricVersions } from '../../grades/model/rubric.ts';
import { type DraftFact, readDraft } from '../../kernel/model/draft-fact.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Origin } from '../model/attribution.ts';
import {
  type Command,
  type CommandContext,
  CommandRefusedError,
  type Done,
  featureId,
  namedIn,
} from '../model/command.ts';
import type { Commanded } from '../model/normalized-event.ts';
import { EXEMPT, exempt, SHIP, ship } from '../model/release-commands.ts';
import { STAR, star } from '../model/star-command.ts';
import { listed, quoted } from '../model/words.ts';

/** By what the catalog knows. @param now UTC instant */
export async function answersTo(
  table: Store,
  commanded: Commanded,
  origin: Origin,
  now: string,
): Promise<Answer[]> {
  const states = await readStates(table, 'feature', featuresAsked(commanded, origin));
  const people = await readPeople((section, after) => readCatalogPage(table, section, after));
  const versions = rubricVersions((await readLedger(table, rubricEntity)).facts);
  const feature = (id: string) => states.get(id);
  const ofFeatures = [...states.values()].flatMap(({ project }) => project ?? []);
  const projects = [...projectsAsked(commanded, origin), ...ofFeatures].map(project);
  const permits = await readPermits(table, projects, [], now);
  const names = await readNames(table, origin);
  const context = { people, feature, rubric: rubricAt(versions, now), permits, names };
  return answerCommands(commanded, { ...origin, ...context });
}

async function readNames(table: Store, { record }: Origin): Promise<NonNullable<CommandContext['names']>> {
  const [feature, project] = await Promise.all([listedIds(table, FEATURES), listedIds(table, PROJECTS)]);
  const releases = record?.train == null ? [] : (await readCalendar(table, record.train)).releases;
  return { feature, project, release: releases.map(({ release }) => release) };
}

export interface Answer {
  /** As it was written, cut where it is too long to read. */
  readonly line: string;
  /** `unknown`: not one of our commands; it may be meant for another tool. */
  readonly outcome: 'done' | 'refused' | 'unknown';
  readonly facts: readonly DraftFact[];
  /** What the facts are about, like `project:rank`. */
  readonly to: readonly string[];
  /** One line of plain text. */
  readonly reply: string;
  /** Nobody in the catalog has the account that it came from. */
  readonly isStranger?: boolean;
}

interface Answering {
  readonly answer: (command: Command) => Done;
  /** Which word after the command may be a feature. */
  readonly featureAt?: number;
}
const COMMANDS: ReadonlyMap<string, Answering> = new Map([
  ['/ship', { answer: ship, featureAt: 0 }],
  ['/exempt', { answer: exempt }],
  ['/star', { answer: star, featureAt: 1 }],
]);
const USAGE = `${SHIP}; ${EXEMPT}; ${STAR}`;

const MAX_LINE_LENGTH = 4000;
const shown = lazy(() => anyText(200));

/** One answer for each line, in their order. */
export const answerCommands = (commanded: Commanded, context: CommandContext): Answer[] =>
  commanded.lines.map((line, at) => ({ line: shown.parse(line), ...answer(line, at, commanded, context) }));

function answer(
  line: string,
  at: number,
  commanded: Commanded,
  context: CommandContext,
): Omit<Answer, 'line'> {
  const [name = '', ...words] = wordsOf(line);
  const command = COMMANDS.get(name.toLowerCase());
  if (command === undefined) return unknown(name);
  const stranger = strangerBecause(commanded, context);
  if (stranger !== undefined) return refused(stranger);
  const speaker = whoIs(commanded.actor, context.people);
  // It does not say why: that may name a person, and senders log the answers they get.
  if (!speaker.known)
    return {
      ...refused(
        'only people in the catalog can give commands, and the account of the author belongs to none of them',
      ),
      isStranger: true,
    };
  try {
    const { fact, to, reply } = command.answer({ words, at, commanded, speaker, context });
    const read = readDraft(fact);
    // A fact that does not fit its contract is refused at once, while its writer can correct it.
    if (!read.ok) return refused(read.message);
    return {
      outcome: 'done',
      facts: [fact],
      to,
      reply: replyText.parse(`${reply}${unknownIn(to, context)}`),
    };
  } catch (error) {
    if (error instanceof CommandRefusedError) return refused(error.message);
    throw error;
  }
}

/** What was stated of a name that nobody registered counts nowhere until somebody does. */
function unknownIn(to: readonly string[], { names }: CommandContext): string {
  if (names === undefined) return '';
  const said = to.flatMap((reference) => {
    const [kind = '', name = ''] = reference.split(/:(.*)/s);
    const known = kind === 'feature' || kind === 'project' || kind === 'release' ? names[kind] : [];
    if (known.length === 0 || known.includes(name)) return [];
    return [` Nobody has registered ${kind} ${name}${didYouMean(name, known, '.')}`];
  });
  return said.join('');
}

/** An account can be listed in the catalog and no longer belong to the repository: then its comments are those of a stranger. */
const TRUSTED = ['OWNER', 'MEMBER', 'COLLABORATOR'];

function strangerBecause({ association }: Commanded, { record }: Origin): string | undefined {
  const trusted = record?.commandsFrom ?? TRUSTED;
  if (association === undefined || trusted.some((each) => each === association)) return undefined;
  const hint = 'commandsFrom of the source says who can';
  return `commands are taken from ${listed(trusted, 'and')} of the repository, and the author is ${quoted(association)}: ${hint}`;
}

const replyText = lazy(() => anyText(2000));

const refused = (because: string) =>
  answered('refused', replyText.parse(`Nothing was recorded: ${because}${because.endsWith('?') ? '' : '.'}`));

const answered = (outcome: Answer['outcome'], reply: string) => ({ outcome, facts: [], to: [], reply });

const wordsOf = (line: string): string[] => line.slice(0, MAX_LINE_LENGTH).trim().split(/\s+/);

function unknown(name: string) {
  const meant = nearest(name, [...COMMANDS.keys()]);
  const hint = meant === undefined ? '.' : `, did you mean ${meant}?`;
  const reply = `There is no command ${quoted(name)}${hint} There are: ${USAGE}.`;
  return answered('unknown', reply);
}

/** The projects that `answerCommands` may speak of, beside those of features. */
function projectsAsked(commanded: Commanded, origin: Origin): string[] {
  const named = namedIn(commanded, origin);
  const own = origin.record?.project ?? [];
  return ['because' in named ? [] : named.projects, own].flat();
}

/** The features that `answerCommands` may ask for: those that rules and labels name, and words that may be one. */
export function featuresAsked(commanded: Commanded, origin: Origin): string[] {
  const named = namedIn(commanded, origin);
  const written = commanded.lines.flatMap((line) => {
    const [name = '', ...words] = wordsOf(line);
    const word = words[COMMANDS.get(name.toLowerCase())?.featureAt ?? words.length];
    return word === undefined ? [] : [featureId(word)];
  });
  const all = ['because' in named ? [] : named.features, written].flat();
  return [...new Set(all)].filter((one) => id.safeParse(one).success);
}
