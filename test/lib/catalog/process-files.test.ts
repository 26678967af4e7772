/** channels.yml, and the rubric's reviews, cadence and launches: each problem has its line, and words for people. */
import { describe, expect, test } from '@jest/globals';
import { readFolder } from '../../../lib/catalog/folder.ts';
import { lineOf, problemsOf } from '../../../lib/command/catalog/validate-catalog.ts';
import { scratch } from './scratch.ts';

const { holding } = scratch();
const TEAMS = 'search:\n  title: Search\n  org: code\n';
const CATEGORY = 'version: "1"\ncategories:\n  docs: {title: A, team: search, policy: team, criteria: B}\n';

/** What `validate` says of a folder with these files, and teams. */
async function said(files: Readonly<Record<string, string>>): Promise<string[]> {
  const directory = await holding({ 'teams.yml': TEAMS, ...files });
  const problems = problemsOf(await readFolder(directory));
  return problems.map((one) => lineOf(one).slice(directory.length + 1));
}

describe('channels.yml', () => {
  test.each([
    [
      'a:\n  kind: slak\n  audience: everyone\n  about: []\n',
      [
        'channels.yml:2:3: error: channel a: kind must be one of slack, email, webhook, github',
        'channels.yml:3:3: error: channel a: audience is not all, teams, team:x or org:y',
        'channels.yml:4:3: error: channel a: about must have at least 1 entries',
      ],
    ],
    [
      'a:\n  kind: slack\n  audience: all\n  about: [digest, news]\n  url: https://hooks.slack.com/x\n',
      [
        'channels.yml:4:19: error: channel a: about[1] must be one of digest, flagged, warned, reviews, grades, features, launches',
        'channels.yml:5:3: error: channel a: url is no known field: there are kind, audience, about, periods, role, to, repository, issue and ref',
      ],
    ],
    [
      'a:\n  kind: github\n  audience: all\n  about: [digest]\n  repository: acme/app\n',
      [
        'channels.yml:1:1: error: channel a needs a repository, and either an issue or a ref, when its kind is github',
      ],
    ],
    [
      'a:\n  kind: slack\n  audience: team:serach\n  about: [grades]\n  periods: [week]\n  to: a@example.com\n',
      [
        'channels.yml:3:3: error: channel a: audience team:serach is no known team, did you mean team:search?',
        'channels.yml:5:3: warning: channel a: periods have no effect here: only digest, features, launches come by periods',
        'channels.yml:6:3: error: channel a: to is for channels of kind email, and this one is slack: take it out, or change the kind',
      ],
    ],
    [
      'a:\n  kind: email\n  audience: org:cod\n  about: [digest]\n  role: pmm\n',
      [
        'channels.yml:3:3: warning: channel a: audience org:cod is the org of no team, did you mean org:code?',
        'channels.yml:5:3: warning: channel a: role pmm is the role of no contact and of no person',
      ],
    ],
    [
      'a:\n  kind: email\n  audience: all\n  about: [digest]\n',
      [
        'channels.yml:3:3: error: channel a: audience all has a digest and no address that it could go to: add to, or role',
      ],
    ],
  ])('is answered by line and column: %j', async (text, lines) => {
    expect(await said({ 'channels.yml': text })).toEqual(lines);
  });

  const ten = (name: string) => `[${Array(10).fill(name).join(', ')}]`;
  const levels = Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} ${ten(`*a${at}`)}`);
  const record = '{kind: slack, audience: all, about: [digest]}';
  test.each([
    [
      '10^9 aliases',
      [`a0: &a0 ${ten('x')}`, ...levels].join('\n'),
      'stands for more than a catalog holds, through aliases of aliases',
    ],
    ['10 KB of [', '['.repeat(10_240), 'is nested more than 60 deep'],
    [
      'a merge of __proto__',
      `a:\n  <<: {__proto__: {kind: slack}}\n  kind: slack\n  audience: all\n  about: [digest]\n`,
      'merges (<<) what it should say: write its fields out',
    ],
    ['a record __proto__', `__proto__: ${record}\n`, 'cannot be used as a name'],
    ['a key twice', `a: ${record}\na: ${record}\n`, 'is there twice: only one of them can hold'],
  ])('is an error at once where it holds %s', async (_what, text, message) => {
    const directory = await holding({ 'channels.yml': text });
    const started = performance.now();
    const { catalog, problems } = await readFolder(directory);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(problems.map((one) => one.message)).toContain(message);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect([...(catalog.channels?.keys() ?? [])]).not.toContain('__proto__');
  });
});

describe('rubric.yml', () => {
  test.each([
    [
      'reviews:\n  fullBusinessDays: 0\n  classes:\n    - changeClas: press\n      title: Press\n',
      [
        'rubric.yml:5:3: error: rubric: reviews.fullBusinessDays must be at least 1',
        'rubric.yml:7:7: error: rubric: reviews.classes[0].changeClas is no known field, did you mean changeClass?',
        'rubric.yml:7:7: error: rubric: reviews.classes[0].changeClass is missing',
      ],
    ],
    [
      'reviews:\n  classes:\n    - {changeClass: press, title: A}\n    - {changeClass: press, title: B}\n',
      [
        'rubric.yml:7:8: error: rubric: reviews.classes[1].changeClass press is there twice: keep one of them',
      ],
    ],
    [
      'cadence:\n  - {step: okr, every: week, title: A, teams: [search, serach]}\n  - {step: okr, every: week, title: B}\n',
      [
        'rubric.yml:5:56: error: rubric: cadence[0].teams[1] serach is no known team, did you mean search?',
        'rubric.yml:6:6: error: rubric: cadence[1].step okr every week is there twice: keep one of them',
      ],
    ],
    [
      'cadence:\n  - {step: lunch, every: day, title: A}\n',
      [
        'rubric.yml:5:6: error: rubric: cadence[0].step must be one of okr, strategy, product-data, supported-list, roadmap',
        'rubric.yml:5:19: error: rubric: cadence[0].every must be one of week, month, quarter',
      ],
    ],
    [
      'launches:\n  - {tier: L1, task: post, title: A, before: 2 months}\n  - {tier: L4, task: post, title: A, before: P2M}\n',
      [
        'rubric.yml:5:38: error: rubric: launches[0].before is not an ISO 8601 duration like P2M',
        'rubric.yml:6:6: error: rubric: launches[1].tier must be one of L1, L2, L3',
      ],
    ],
    [
      'timeZone: Berlin\nreview: {}\n',
      [
        'rubric.yml:4:1: error: rubric: timeZone is not a time zone like Europe/Berlin',
        'rubric.yml:5:1: error: rubric: review is no known field, did you mean reviews?',
      ],
    ],
  ])('is answered by line and column: %j', async (text, lines) => {
    expect(await said({ 'rubric.yml': CATEGORY + text })).toEqual(lines);
  });
});
