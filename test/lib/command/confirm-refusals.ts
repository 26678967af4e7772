/** What `confirm`, `digest` and `due` refuse, and what they say: in the world of digests.test.ts. */
export const refusals: readonly (readonly [name: string, words: readonly string[], expected: string])[] = [
  [
    'a record that nobody knows',
    ['confirm', 'feature:contexts', 'feature:contexst', '--as', 'noor'],
    'Nothing was said. Nothing is known of feature:contexst, did you mean feature:contexts?',
  ],
  [
    'a record of another kind',
    ['confirm', 'team:contexts', '--as', 'noor'],
    'Nothing is known of team:contexts',
  ],
  ['a record that is gone', ['confirm', 'feature:old', '--as', 'noor'], 'feature:old is no longer in the'],
  [
    'a kind without records',
    ['confirm', 'release:5.4', '--as', 'noor'],
    'This is not a record like feature:',
  ],
  ['a name without a kind', ['confirm', 'contexts', '--as', 'noor'], 'This is not a record like feature:'],
  [
    'a field that such a record does not have',
    ['confirm', 'feature:contexts', '--fields', 'titel', '--as', 'noor'],
    'A feature has no field titel, did you mean title?',
  ],
  [
    'a field that only some of the records have',
    ['confirm', '--team', 'search', '--all', '--fields', 'maturity', '--as', 'noor'],
    'A team has no field maturity',
  ],
  [
    'somebody whom nobody knows',
    ['confirm', 'feature:contexts', '--as', 'nor'],
    'Nothing was said. nobody in the catalog is called nor, by id, e-mail address or account (did you mean noor?)',
  ],
  [
    'all records of a team that nobody knows',
    ['confirm', '--team', 'serach', '--all', '--as', 'noor'],
    'Nothing was said. Nothing is known of a team serach, did you mean search?',
  ],
  [
    'all records of a team that is gone',
    ['confirm', '--team', 'gone', '--all', '--as', 'noor'],
    'Team gone is retired',
  ],
  [
    'a step of a team that nobody knows',
    ['confirm', '--team', 'serach', '--step', 'strategy', '--period', '2024-03', '--as', 'noor'],
    'did you mean search?',
  ],
  [
    'a step in a period of another length',
    ['confirm', '--team', 'search', '--step', 'strategy', '--period', '2024-Q1', '--as', 'noor'],
    'strategy comes round every month (2024-03), and 2024-Q1 is a quarter.',
  ],
  [
    'a step that nobody asks for',
    ['confirm', '--team', 'search', '--step', 'roadmap', '--period', '2024-Q1', '--as', 'noor'],
    'asks team search for no step roadmap: it asks for strategy.',
  ],
  [
    'a step before its time',
    ['confirm', '--team', 'search', '--step', 'strategy', '--period', '2199-12', '--as', 'noor'],
    '2199-12 has not begun yet.',
  ],
  [
    'a step that is none',
    ['confirm', '--team', 'search', '--step', 'dance', '--period', '2024-03'],
    'Allowed choices are okr, strategy',
  ],
  ['everything at once', ['confirm', '--team', 'search', '--all', '--step', 'okr'], 'cannot be used with'],
  ['nothing', ['confirm'], 'What is still correct?'],
  ['a digest of two', ['digest', '--team', 'search', '--org', 'code'], 'cannot be used with'],
  ['a digest of no period', ['digest', '--period', '2024-13'], 'like 2024-03, 2024-W09 or 2024-Q1'],
  ['a digest in no form', ['digest', '--format', 'pdf'], 'Allowed choices are text, html, slack, md, json'],
  [
    'a digest of a team that nobody knows',
    ['digest', '--team', 'serach'],
    'Nothing is known of a team serach, did you mean search?',
  ],
  [
    'a digest of an org that nobody knows',
    ['digest', '--org', 'cod'],
    'Nothing is known of an org cod, did you mean code?',
  ],
  ['a digest that is to come', ['digest', '--period', '2199-12'], '2199-12 has not begun yet (UTC)'],
  ['what is due for a team that nobody knows', ['due', '--team', 'serach'], 'did you mean search?'],
  ['what is due for a team that is gone', ['due', '--team', 'gone'], 'Team gone is retired'],
];
