/** Somebody says that a feature has earned a star, has not, or that the category does not apply to it. */
import type { Speaker, Statement } from '../../catalog/model/statements/statement.ts';
import { refusal, StatementIncompleteError } from '../../catalog/model/statements/statement.ts';
import { mayGrant, type StarredFeature } from './grant-policy.ts';
import type { Rubric } from './rubric.ts';
import { type SaidWord, type Side, STAR_FACTS, saidWords } from './statements.ts';

export interface StarSaid {
  readonly category: string;
  readonly word: SaidWord;
  /** @default the side that they can speak for, the team first */
  readonly side?: Side | undefined;
  readonly comment?: string | undefined;
}

/** @param rubric the one that holds now @throws {StatementRefusedError} {StatementIncompleteError} */
export function starSaid(
  { actor }: Pick<Speaker, 'actor'>,
  feature: StarredFeature,
  rubric: Rubric | undefined,
  { category, word, side, comment }: StarSaid,
): Statement {
  if (word === 'not-applicable' && comment === undefined)
    throw new StatementIncompleteError(
      'comment',
      'That a category does not apply needs its reason',
      'why it does not apply',
    );
  const answer = mayGrant(actor, category, feature, rubric, { word, side });
  if (!answer.may) throw refusal(answer.because);
  const fields = {
    feature: feature.feature,
    category,
    side: answer.side,
    rubricVersion: rubric?.version,
    comment,
  };
  return {
    facts: [{ type: STAR_FACTS[word], fields }],
    words: `${saidWords(word, category, feature.feature)}, for the ${answer.side}`,
  };
}
