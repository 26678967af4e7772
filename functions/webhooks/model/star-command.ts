/** `/star category [feature] [na|revoke] [comment]`: someone speaks about the star of a feature. */
import { id } from '../../../events/fields.ts';
import { didYouMean } from '../../../events/nearest.ts';
import { mayGrant } from '../../grades/model/grant-policy.ts';
import { type SaidWord, STAR_FACTS, saidWords } from '../../grades/model/statements.ts';
import {
  type Command,
  CommandRefusedError,
  commandFact,
  type Done,
  featureId,
  namedClearly,
} from './command.ts';
import { quoted } from './words.ts';

export const STAR = '/star category [feature] [na|revoke] [comment]';

const WORDS: ReadonlyMap<string, SaidWord> = new Map([
  ['na', 'not-applicable'],
  ['revoke', 'revoked'],
]);

/**
 * The feature is the word after the category, where a feature is called so, or else the only one that a rule or label
 * names. So that a misspelt feature is not taken for a comment on another one, a comment has two words at least, and
 * does not go before na or revoke.
 */
export function star(command: Command): Done {
  const { category, feature, word, comment } = read(command);
  const { rubric } = command.context;
  const known = command.context.feature(feature) ?? { feature, registered: false };
  const answer = mayGrant(command.speaker.actor, category, known, rubric, { word });
  if (!answer.may) throw new CommandRefusedError(answer.because);
  if (word === 'not-applicable' && comment === '')
    throw new CommandRefusedError(`say why ${category} does not apply: /star ${category} na why`);
  const said = { feature, category, side: answer.side, rubricVersion: rubric?.version };
  const fact = commandFact(command, STAR_FACTS[word], { ...said, comment: comment || undefined });
  const side = answer.side === 'team' ? 'the team that owns it' : 'the author';
  const reply = `Your comment ${saidWords(word, category, feature)}, for ${side}.`;
  return { fact, to: [`feature:${feature}`], reply };
}

function read(command: Command) {
  const [category, second, ...others] = command.words;
  if (category === undefined || !id.safeParse(category).success)
    throw new CommandRefusedError(`name the category: ${STAR}`);
  const named = second === undefined ? undefined : knownFeature(second, command);
  const rest = named !== undefined || second === undefined ? others : [second, ...others];
  if (named === undefined && isMisspelt(rest)) {
    const word = rest[0] ?? '';
    const hint = didYouMean(featureId(word), command.context.names?.feature ?? []);
    const because = `there is no feature ${quoted(word)}${hint === '' ? ';' : `${hint} And`} a comment has two words or more`;
    throw new CommandRefusedError(because);
  }
  const feature = named ?? onlyFeature(command);
  const word = wordOf(rest[0]);
  const comment = (word === undefined ? rest : rest.slice(1)).join(' ');
  return { category, feature, word: word ?? ('granted' as const), comment };
}

const wordOf = (word = ''): SaidWord | undefined => WORDS.get(word.toLowerCase());

const isMisspelt = ([first, second]: readonly string[]): boolean =>
  first !== undefined &&
  wordOf(first) === undefined &&
  (wordOf(second) !== undefined || second === undefined);

function knownFeature(word: string, { context }: Command): string | undefined {
  const name = featureId(word);
  const found = context.feature(name);
  return found?.registered || found?.renamedTo !== undefined ? name : undefined;
}

function onlyFeature(command: Command): string {
  const [feature, other] = namedClearly(command).features;
  if (feature !== undefined && other === undefined) return feature;
  throw new CommandRefusedError(`no rule or label says which feature alone is meant: ${STAR}`);
}
