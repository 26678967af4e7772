/** What documents name is there: files, folders, headings, npm scripts, commands and their options, addresses, settings. */
import { describe, expect, it } from '@jest/globals';
import { documents, sourceFiles, thisProject } from './project.ts';
import { mentionProblems, problemsIn } from './references.ts';

const project = thisProject();
const problems = (text: string) => problemsIn({ path: 'docs/made-up.md', text }, project);

describe('what documents name', () => {
  it.each(documents())('is there: %s', (path) => {
    expect(problemsIn({ path, text: project.text(path) }, project)).toEqual([]);
  });

  it('is there where comments and configuration name documents', () => {
    const sources = [...sourceFiles(), '.dependency-cruiser.cjs', '.ci/run'];
    expect(sources.flatMap((path) => mentionProblems({ path, text: project.text(path) }, project))).toEqual(
      [],
    );
  });
});

describe('a document that names what is not there', () => {
  it.each([
    ['a file', 'See `functions/kernel/nowhere.ts`.', 'there is no functions/kernel/nowhere.ts'],
    ['a folder', 'See `lib/nowhere/`.', 'there is no lib/nowhere'],
    ['a file by part of its path', 'See `store/store.ts`.', 'store/store.ts is no path from the root'],
    ['a file to be run', '```sh\nnode test/nowhere/run.ts\n```', 'there is no test/nowhere/run.ts'],
    ['a name in a file', '`lib/wiring.ts`: `functionsFor`, `nobody`', 'lib/wiring.ts has no nobody'],
    ['a linked file', '[it](nowhere.md)', 'there is no docs/nowhere.md'],
    ['a heading', '# Here\n\n[it](#there)', 'docs/made-up.md has no heading #there'],
    ['a heading elsewhere', '[it](../README.md#nowhere)', 'README.md has no heading #nowhere'],
    ['an npm script', 'Run `npm run nothing`.', 'package.json has no script nothing'],
    ['a command', '```sh\nnpm run --silent shipshape -- frobnicate\n```', 'there is no command frobnicate'],
    ['a subcommand', 'Say `review forget`.', 'there is no command review forget'],
    ['an option of a command', 'Say `digest --loud`.', 'the command digest has no option --loud'],
    ['an option of the start', '`npm start -- --loud`', 'the command start has no option --loud'],
    ['an option by itself', 'With `--loud`.', 'nothing has an option --loud'],
    ['an address', 'At `/nowhere`.', 'nothing answers at /nowhere'],
    ['a setting', 'Set SHIPSHAPE_NOTHING.', 'nothing reads the setting SHIPSHAPE_NOTHING'],
  ])('is found out: %s', (_what, text, problem) => {
    expect(problems(text)).toEqual([expect.stringContaining(problem)]);
  });

  it('is told where', () => {
    expect(problems('One.\n\nTwo `lib/nowhere.ts`.')).toEqual([
      'docs/made-up.md:3: there is no lib/nowhere.ts',
    ]);
  });

  it('is found out in a comment', () => {
    const text = '/** See docs/design.md, "Nowhere", and docs/nowhere.md. */';
    expect(mentionProblems({ path: 'lib/made-up.ts', text }, project)).toEqual([
      'lib/made-up.ts: docs/design.md has no heading "Nowhere"',
      'lib/made-up.ts: there is no docs/nowhere.md',
    ]);
  });
});

describe('a document that names what is there', () => {
  it.each([
    'See `functions/<name>/handler.ts` and `functions/*/index.ts`.',
    '```sh\nnpm run --silent shipshape -- review answer ID approve --comment "fine" # as a reviewer\n```',
    '`SHIPSHAPE_SECRET_GITHUB_PREVIOUS`, `POST /webhooks/github`, `/star category`, `npm start -- --memory`',
  ])('is left alone: %s', (text) => {
    expect(problems(text)).toEqual([]);
  });
});
