import { describe, expect, test } from '@jest/globals';
import { conventionalTitle, nearMiss, titleIn } from '../../../functions/webhooks/model/titles.ts';

describe('A conventional title', () => {
  test.each([
    ['feat: sort results', { type: 'feat', scope: undefined, words: 'sort results' }],
    ['feat(search): sort: all', { type: 'feat', scope: 'search', words: 'sort: all' }],
    ['FEAT(Search UI)!: sort', { type: 'feat', scope: 'Search UI', words: 'sort' }],
    ['  fix!:  sort \n', { type: 'fix', scope: undefined, words: 'sort' }],
    ['feat( ): sort', { type: 'feat', scope: undefined, words: 'sort' }],
    ['__proto__: sort', undefined],
    ['constructor: sort', { type: 'constructor', scope: undefined, words: 'sort' }],
  ])('%j is read', (title, parts) => expect(conventionalTitle(title)).toEqual(parts));

  test.each([
    '',
    'Sort results',
    'feat',
    'feat:',
    'feat: ',
    'feat:sort',
    'https://example.com: sort',
    'feat(): sort',
    'feat(search: sort',
    'feat((search)): sort',
    'feat(search) : sort',
    'Revert "feat: sort"',
    `${'a'.repeat(41)}: sort`,
    `feat(${'a'.repeat(101)}): sort`,
  ])('%j is none', (title) => expect(conventionalTitle(title)).toBeUndefined());

  test.each([
    ['letters', 'a'],
    ['brackets', 'feat('],
    ['open scopes', 'feat(a'],
    ['spaces', ' '],
    ['colons', 'feat: '],
    ['marks', 'feat(a)!'],
    ['line breaks', '\n'],
  ])('is read in no time from a megabyte of %s', (_, piece) => {
    const title = piece.repeat(1_000_000 / piece.length);
    const start = performance.now();
    conventionalTitle(title);
    conventionalTitle(`feat: x${title}x`);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('A title that is nearly one of feature work', () => {
  test.each([
    ...[
      '[feat] x',
      '[FEAT] x',
      '[feat]: x',
      '[feat(ui)] x',
      '[feat][ui] x',
      '[ui] feat: x',
      '(feat) x',
      '<feat> x',
    ],
    ...[
      'feat - x',
      'feat -x',
      'feat | x',
      'feat/x',
      'feat : x',
      'feat:x',
      'feat(ui):x',
      'feat (ui): x',
      'feat(ui) x',
    ],
    ...[
      'feat[ui]: x',
      'feat!(ui): x',
      'feat x',
      'feat：x',
      '【feat】x',
      'feat — x',
      'feat -- x',
      '**feat:** x',
      '`feat`: x',
    ],
    ...[
      '✨ feat: x',
      '✨feat: x',
      '✨ feat(ui): x',
      '✨ x',
      '✨x',
      '✨: x',
      '✨(ui): x',
      '🚀 [feat] x',
      'feat ✨: x',
    ],
    ...[':sparkles: x', ':sparkles:x', ':sparkles: feat: x', ':sparkles: feat(ui): x', ':sparkles: (ui): x'],
    ...[
      'APP-12 feat: x',
      'APP-12: feat: x',
      'APP-12 - feat: x',
      '[APP-12] feat: x',
      '[APP-12]: feat: x',
      '#12 feat: x',
    ],
    ...['[APP-12] [feat] x', '(APP-12) feat: x', 'APP-12/feat: x', 'WIP: feat: x', 'ui: feat: x'],
  ])('%j is taken with the template that is named', (title) => {
    const { template, type } = nearMiss(title, ['feat']) ?? {};
    expect(type === undefined || type === 'feat').toBe(true);
    expect(titleIn(title, [template ?? ''])).toMatchObject({ type: 'feat' });
  });

  test.each([
    'feature: x',
    'Feature(ui): x',
    'enhancement: x',
    'faet: x',
    'fet: x',
    'feta: x',
    '[Feature] x',
  ])('%j has another spelling of the type', (title) => {
    const { template, type = '' } = nearMiss(title, ['feat']) ?? {};
    expect(titleIn(title, template === undefined ? [] : [template])).toMatchObject({ type });
    expect(type).not.toBe('feat');
  });

  test.each([
    'fix: x',
    '[fix] x',
    'perf: x',
    'test: x',
    'chore: feat x',
    'Featuring x',
    'feature x',
    'x',
    '🐛 x',
  ])('%j is none', (title) => expect(nearMiss(title, ['feat'])).toBeUndefined());
});
