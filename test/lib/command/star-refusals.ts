/** What `star` refuses to say, why, and in which words: of the people and features of grades.test.ts. */
export const refusals: readonly (readonly [string, readonly string[], string])[] = [
  [
    'one who is not in the team',
    ['sort', 'docs', '--as', 'grace'],
    'person:grace is in team search: ask someone in team writers',
  ],
  [
    'one who is no author',
    ['sort', 'tests', '--as', 'ada'],
    'person:ada is not an author of sort (these are: person:grace)',
  ],
  ['one in no team', ['sort', 'a11y', '--as', 'linus'], 'person:linus is in no team'],
  [
    'the side that has no say',
    ['sort', 'docs', '--side', 'author', '--as', 'grace'],
    'the author has no say in it',
  ],
  [
    'the team where the author decides',
    ['sort', 'tests', '--side', 'team', '--as', 'ada'],
    'team writers has no say',
  ],
  [
    'a side that is none',
    ['sort', 'docs', '--side', 'owner', '--as', 'ada'],
    'Allowed choices are team, author',
  ],
  ['an unknown category', ['sort', 'dosc', '--as', 'ada'], 'has no category dosc (did you mean docs?)'],
  [
    'an unknown feature',
    ['srot', 'docs', '--as', 'ada'],
    'Nothing is known of a feature srot, did you mean sort?\n',
  ],
  ['an unknown person', ['sort', 'docs', '--as', 'adda'], 'did you mean ada?'],
  ['a person who is nobody', ['sort', 'docs', '--as', ''], 'nobody in the catalog is called'],
  ['a rule', ['sort', 'speed', '--as', 'ada'], 'a rule gives the star of The speed, so nobody can grant it'],
  [
    'the author of a rule',
    ['sort', 'speed', '--side', 'author', '--na', '--comment', 'x', '--as', 'grace'],
    'Nothing was recorded: only team writers may say',
  ],
  ['--na without a reason', ['sort', 'docs', '--na', '--as', 'ada'], '--na needs a reason: --comment'],
  [
    '--na with a reason that says nothing',
    ['sort', 'docs', '--na', '--comment', ' \u001b ', '--as', 'ada'],
    'comment must',
  ],
  [
    '--na with --revoke',
    ['sort', 'docs', '--na', '--revoke', '--comment', 'x', '--as', 'ada'],
    'two different things',
  ],
  ['a retired feature', ['old', 'docs', '--as', 'ada'], 'old was retired on 2024-02-01'],
  [
    'evidence that is no address',
    ['sort', 'docs', '--evidence', 'my notes', '--as', 'ada'],
    'evidence is not an http or https address',
  ],
  [
    'evidence that runs',
    ['sort', 'docs', '--evidence', 'javascript:alert(1)', '--as', 'ada'],
    'evidence is not an http',
  ],
  ['an id that is none', ['x'.repeat(300), 'docs', '--as', 'ada'], "argument 'feature'. This is not an id"],
  ['a category that is none', ['sort', ' ', '--as', 'ada'], "argument 'category'. This is not an id"],
];
