/** The rubric as a reference page. */
import { pageAddress } from '../../kernel/model/addresses.ts';
import { plural } from '../../outline/plural.ts';
import type { Cell, Sheet } from '../../site/resource/sheet.ts';
import { durationWords } from '../model/duration-words.ts';
import type { Policy } from '../model/rubric.ts';
import type { RubricReference } from '../model/rubric-reference.ts';

const GRANTED_BY: Readonly<Record<Policy, (team: string) => string>> = {
  team: (team) => `the team ${team}`,
  author: () => 'an author of the feature',
  either: (team) => `the team ${team}, or an author of the feature`,
  both: (team) => `the team ${team} and an author of the feature, both`,
  check: (team) => `a rule over what was measured; the team ${team} may say that it does not apply`,
};

export const rubricSheet = ({ categories, versions, rubricVersion, from }: RubricReference): Sheet => ({
  title: 'Rubric',
  lead:
    rubricVersion === null || from === null
      ? 'There is no rubric yet: it says what makes a feature ready.'
      : `${plural(categories.length, 'category', 'categories')} in version ${rubricVersion}, which holds since ${from.slice(0, 10)}. A star says that a feature is ready in one of them; it blocks nobody.`,
  head: [
    'Category',
    'Question',
    'Criteria',
    'How to earn it',
    'Policy',
    'Who gives it',
    'Holds for',
    'Counts from',
  ],
  parts: [
    {
      id: 'categories',
      title: 'Categories',
      rows: categories.map(
        ({ title, question, criteria, solution, policy, team, check, ...rest }): Cell[] => [
          title,
          question ?? '',
          criteria,
          solution ?? '',
          policy,
          policy === 'author'
            ? GRANTED_BY.author('')
            : { text: GRANTED_BY[policy](team.title), href: pageAddress('team', team.id) },
          rest.expiresAfter === null ? 'ever' : durationWords(rest.expiresAfter),
          rest.enabledFrom === null ? 'its version' : rest.enabledFrom.slice(0, 10),
        ],
      ),
      empty: 'Add rubric.yml to the catalog, and import it.',
    },
    {
      id: 'versions',
      title: 'Versions',
      lead: 'Each holds until the next one. Stars name the version under which they were given.',
      head: ['Version', 'From', 'Until', 'Categories', 'What changed'],
      rows: versions.map(({ rubricVersion, from, until, categories, changes }) => [
        ...[rubricVersion, from.slice(0, 10), until?.slice(0, 10) ?? 'now', String(categories), changes],
      ]),
      empty: 'No version was published.',
    },
  ],
});
