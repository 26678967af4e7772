import { rubric as rubricEntity } from '../../../../events/contract.ts';
import { didYouMean } from '../../../../events/nearest.ts';
import { FEATURES } from '../../../catalog/model/lists.ts';
import { measuredValue, recorded } from '../../../catalog/model/statements/features.ts';
import { refusal, type Statement } from '../../../catalog/model/statements/statement.ts';
import { readLedger } from '../../../catalog/store/ledger.ts';
import { readStates } from '../../../catalog/store/states.ts';
import { rubricAt, rubricVersions } from '../../../grades/model/rubric.ts';
import { starSaid } from '../../../grades/model/star-statement.ts';
import type { SaidWord } from '../../../grades/model/statements.ts';
import { pageAddress } from '../../../kernel/model/addresses.ts';
import { listedIds } from '../../../kernel/store/lists.ts';
import { type Action, FEATURE, type Field, filled, type Scene, type Values } from '../action.ts';
import { statingIn } from '../basis.ts';

const CATEGORY: Field = {
  name: 'category',
  label: 'Category',
  hint: 'Of the rubric, like docs.',
  as: 'line',
  isRequired: true,
};

const SIDE: Field = {
  name: 'side',
  label: 'For whom you speak',
  as: [
    ['', 'whichever side I can speak for'],
    ['team', 'the team that owns the category'],
    ['author', 'the authors of the feature'],
  ],
};

const comment = (isRequired: boolean): Field => ({
  name: 'comment',
  label: isRequired ? 'Reason' : 'Comment',
  hint: isRequired ? 'Why it does not apply.' : 'What you looked at. Internal users see it.',
  as: 'text',
  isRequired,
});

const page = ({ feature = '' }: Values) => pageAddress('feature', feature);

async function starOf(scene: Scene, values: Values, word: SaidWord): Promise<Statement> {
  const { feature = '', category = '', comment: said } = values;
  const side = values.side === 'team' || values.side === 'author' ? values.side : undefined;
  const { store, now } = scene;
  const state = (await readStates(store, 'feature', [feature])).get(feature);
  if (state === undefined)
    throw refusal(
      `nothing is known of a feature ${feature}${didYouMean(feature, await listedIds(store, FEATURES))}`,
    );
  const rubric = rubricAt(rubricVersions((await readLedger(store, rubricEntity)).facts), now);
  return starSaid(scene.speaker, state, rubric, { category, word, side, comment: said });
}

const star = (word: SaidWord, words: Pick<Action, 'title' | 'about'>, back: string): Action => ({
  ...words,
  who: 'As the policy of the category says: the team that owns it, the authors of the feature, or both.',
  fields: [FEATURE, CATEGORY, SIDE, comment(word === 'not-applicable')],
  make: (scene, values) => starOf(scene, values, word),
  opposite: ({ feature, category, side }) => ({ action: back, values: filled({ feature, category, side }) }),
  page,
});

export const grant = star(
  'granted',
  { title: 'Grant a star', about: 'The feature has earned the star of this category.' },
  'revoke',
);
export const revoke = star(
  'revoked',
  { title: 'Take a star back', about: 'The feature has not earned the star of this category, or no longer.' },
  'grant',
);
export const notApplicable = star(
  'not-applicable',
  { title: 'Say that a category does not apply', about: 'The category makes no sense for this feature.' },
  'revoke',
);

export const record: Action = {
  title: 'Record a value',
  about: 'A value that the rules of stars go by, like p95_ms.',
  who: 'The people of its team, its authors, and the team whose rule reads it.',
  fields: [
    FEATURE,
    { name: 'key', label: 'What was measured', hint: 'Like p95_ms.', as: 'line', isRequired: true },
    {
      name: 'value',
      label: 'Value',
      hint: 'A number, true, false or a text; empty for unknown.',
      as: 'line',
    },
  ],
  make: async (scene, { feature = '', key = '', value }) =>
    recorded(await statingIn(scene, { feature }), {
      feature,
      key,
      value: value === undefined ? null : measuredValue(value),
    }),
  opposite: ({ feature, key, value }) =>
    value === undefined ? undefined : { action: 'record', values: filled({ feature, key }) },
  page,
};
