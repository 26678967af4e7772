/** What the commands of reviews refuse, and in which words: of the people and reviews of reviews.test.ts. */
const request = (...words: string[]) => ['request', 'x', '--subject', 'X', '--as', 'noor', ...words];
const press = (...words: string[]) => request('--class', 'press', ...words);

export const refusals: [name: string, words: string[], expected: string][] = [
  ['a class that was mistyped', request('--class', 'blogpost'), 'did you mean blog-post?'],
  ['a class that is far from any', request('--class', 'zzzzzzzz'), 'there are release-post, blog-post'],
  ['a request without a class', request(), '--class'],
  ['a team that nobody knows', press('--team', 'serch'), 'did you mean search?'],
  ['a feature that nobody knows', press('--feature', 'context'), 'did you mean contexts?'],
  ['a draft that is no address', press('--draft', 'my notes'), 'url is not an http or https address'],
  ['a reviewer that is no reference', press('--reviewer', 'ada'), 'This is not a reference'],
  ['a person whom nobody knows', press('--reviewer', 'person:adda'), 'a person adda, did you mean ada?'],
  ['a team as a reviewer that nobody knows', press('--reviewer', 'team:zzz'), 'known of a team zzz.'],
  [
    'a review that waits already',
    ['request', 'open', '--class', 'press', '--subject', 'X', '--as', 'noor'],
    'waits for its reviewers already',
  ],
  [
    'an answer that is none',
    ['answer', 'open', 'maybe', '--as', 'ada'],
    'Allowed choices are approve, comment, object, nothing-to-note',
  ],
  [
    'an objection without a reason',
    ['answer', 'open', 'object', '--as', 'ada'],
    'An objection needs what to change',
  ],
  [
    'an answer to a review that nobody knows',
    ['answer', 'opne', 'approve', '--as', 'ada'],
    'no review opne is open, did you mean open?',
  ],
  [
    'somebody whom nobody knows',
    ['answer', 'open', 'approve', '--as', 'zoe'],
    'nobody in the catalog is called zoe',
  ],
];
