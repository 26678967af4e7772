/** `/star category [feature] [na|revoke] [comment]`: someone speaks about the star of a feature. */
import { id } from '../../../events/fields.ts';
import { mayGrant } from '../../grades/model/policy.ts';
import { type SaidWord, STAR_FACTS, saidWords } from '../../grades/model/statements.ts';
import { type Command, commandFact, done, featureId, namedIn, type Reply, refused } from './command.ts';
import { quoted } from './words.ts';

export const STAR = '/star category [feature] [na|revoke] [comment]';

const WORDS: ReadonlyMap<string, SaidWord> = new Map([
  ['na', 'not-applicable'],
  ['revoke', 'revoked'],
]);
interface Asked {
  readonly category: string;
  readonly feature: string;
  readonly word: SaidWord;
  readonly comment: string;
}

/**
 * The feature is the word after the category, where a feature is called so, or else the only one that a rule or label
 * names. So that a misspelt feature is not taken for a comment on another one, a comment has two words at least, and
 * does not go before na or revoke.
 */
export function star(command: Command): Reply {
  const asked = read(command);
  if ('because' in asked) return refused(asked.because);
  const { category, feature, word, comment } = asked;
  const { rubric } = command.context;
  const known = command.context.feature(feature) ?? { feature, registered: false };
  const answer = mayGrant(command.speaker.actor, category, known, rubric, { word });
  if (!answer.may) return refused(answer.because);
  if (word === 'not-applicable' && comment === '')
    return refused(`say why ${category} does not apply: /star ${category} na why`);
  const said = { feature, category, side: answer.side, rubricVersion: rubric?.version };
  const fact = commandFact(command, STAR_FACTS[word], { ...said, comment: comment || undefined });
  const side = answer.side === 'team' ? 'the team that owns it' : 'the author';
  return done(
    fact,
    [`feature:${feature}`],
    `Your comment ${saidWords(word, category, feature)}, for ${side}.`,
  );
}

type Unread = { readonly because: string };

function read(command: Command): Asked | Unread {
  const [category, second, ...others] = command.words;
  if (category === undefined || !id.safeParse(category).success)
    return { because: `name the category: ${STAR}` };
  const named = second === undefined ? undefined : knownFeature(second, command);
  const rest = named !== undefined || second === undefined ? others : [second, ...others];
  if (named === undefined && isMisspelt(rest))
    return { because: `there is no feature ${quoted(rest[0] ?? '')}; a comment has two words or more` };
  const feature = named ?? onlyFeature(command);
  if (typeof feature !== 'string') return feature;
  const word = wordOf(rest[0]);
  const comment = (word === undefined ? rest : rest.slice(1)).join(' ');
  return { category, feature, word: word ?? 'granted', comment };
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

function onlyFeature({ commanded, context }: Command): string | Unread {
  const named = namedIn(commanded, context);
  if ('because' in named) return named;
  const [feature, other] = named.features;
  if (feature !== undefined && other === undefined) return feature;
  return { because: `no rule or label says which feature alone is meant: ${STAR}` };
}
