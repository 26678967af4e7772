/** `validate` says everything at once: what does not fit hides nothing else, and nobody is said to be missing because of it. */
import { expect, test } from '@jest/globals';
import { inProcess } from '../command/in-process.ts';
import { scratch } from './scratch.ts';

const { holding } = scratch();

async function said(files: Readonly<Record<string, string>>): Promise<string[]> {
  const directory = await holding(files);
  const { out } = await inProcess({}, 'validate', directory);
  return out
    .trim()
    .split('\n')
    .slice(0, -1)
    .map((line) => line.slice(directory.length + 1));
}

const teams = 'search: {title: Search, org: code}\n';
const releases = 'a: {train: server, kind: minor}\n';

test('the other fields of a record that does not fit are looked at: names, and rules', async () => {
  expect(
    await said({
      'teams.yml': teams,
      'maturity.yml': 'ga: {title: GA}\n',
      'features.yml': `one:
  title: One
  team: serch
  maturity: gaa
  docsUrl: nowhere
two: {title: Two, team: search, flag: one-flag, colour: red}
three: {title: Three, team: search, flag: one-flag}
`,
      'releases.yml': `a:
  train: server
  kind: minr
  opensAt: 2026-02-01T00:00:00Z
  releaseAt: 2026-01-01T00:00:00Z
`,
      'channels.yml': 'c: {kind: email, audience: team:serch, about: [digst], issue: 7}\n',
      'rubric.yml': `categories:
  docs: {title: Docs, team: serch, policy: check, check: "facts.x +", criteria: 7}
`,
    }),
  ).toEqual([
    'channels.yml:1:18: error: channel c: audience team:serch is no known team, did you mean team:search?',
    expect.stringMatching(/^channels\.yml:1:48: error: channel c: about\[0\] must be one of /),
    'channels.yml:1:56: error: channel c: issue is for channels of kind github, and this one is email: take it out, or change the kind',
    'features.yml:3:3: error: feature one: team serch is no known team, did you mean search?',
    'features.yml:4:3: error: feature one: maturity gaa is no known level of maturity, did you mean ga?',
    'features.yml:5:3: error: feature one: docsUrl is neither an http or https address nor a path that starts with one slash',
    'features.yml:6:33: error: feature two: flag one-flag is the flag of three already',
    expect.stringMatching(
      /^features\.yml:6:49: error: feature two: colour is no known field: there are title, /,
    ),
    'releases.yml:3:3: error: release a: kind must be one of major, minor, monthly, patch',
    'releases.yml:5:3: warning: release a: releaseAt 2026-01-01T00:00:00.000Z lies before opensAt 2026-02-01T00:00:00.000Z',
    'rubric.yml:1:1: error: rubric: version is missing',
    'rubric.yml:2:23: error: rubric: categories.docs.team serch is no known team, did you mean search?',
    expect.stringMatching(/^rubric\.yml:2:51: error: rubric: categories\.docs\.check is no rule: /),
    'rubric.yml:2:71: error: rubric: categories.docs.criteria must be a string: put it in quotes',
  ]);
});

test('who names a record that does not fit names something that is there, also by what it says of itself', async () => {
  expect(
    await said({
      'teams.yml': 'search: {title: 7, org: code}\n',
      'people.yml': 'ada: {name: 7, accounts: [github:ada], roles: [marketing]}\n',
      'releases.yml': 'a: {train: server, kind: minr}\n',
      'features.yml': 'f: {title: F, team: search, flag: [], authors: [github:ada, person:ada]}\n',
      'projects.yml': 'p: {title: P, team: search, train: server, features: [f]}\n',
      'sources.yml': 'github:a/b: {train: server, rules: [{when: {label: x}, flag: any-flag}]}\n',
      'channels.yml': 'c: {kind: email, audience: org:code, about: [digest], role: marketing}\n',
    }),
  ).toEqual([
    'features.yml:1:29: error: feature f: flag must be a string, not a list',
    'people.yml:1:7: error: person ada: name must be a string: put it in quotes',
    'releases.yml:1:20: error: release a: kind must be one of major, minor, monthly, patch',
    'teams.yml:1:10: error: team search: title must be a string: put it in quotes',
  ]);
});

test('a file that cannot be read hides the names in it, and nothing else', async () => {
  expect(
    await said({
      'teams.yml': 'search: [\n',
      'releases.yml': releases,
      'projects.yml': 'p: {title: P, team: whoever, train: servr, features: [nothing]}\n',
    }),
  ).toEqual([
    'projects.yml:1:30: warning: project p: train servr is the train of no release, did you mean server?',
    'projects.yml:1:55: error: project p: features[0] nothing is no known feature',
    expect.stringMatching(/^teams\.yml:2:1: error: teams\.yml is not YAML as a catalog has it: /),
  ]);
});

test('names are held to the alphabet, with the name that was probably meant', async () => {
  expect(
    await said({
      'teams.yml': 'Search Quality: {title: S}\n"se\u200barch": {title: S}\n',
      'features.yml': 'f: {title: F, team: Search Quality, authors: [emil]}\n',
      'people.yml': 'emil: {name: Emil}\n',
    }),
  ).toEqual([
    'features.yml:1:47: error: feature f: authors[0] is not a reference like team:docs, did you mean person:emil?',
    'teams.yml:1:1: error: team Search Quality is a name that has other characters than letters, digits and . _ - / : @ # + ~, did you mean search-quality?',
    expect.stringMatching(
      /^teams\.yml:2:1: error: team .* is a name that contains invisible characters, did you mean search\?$/,
    ),
  ]);
});
