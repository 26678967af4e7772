import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clean, cut, startOf } from '../../functions/outline/clean.ts';
import { line, link, listed, ordinal, strong, wordsOf } from '../../functions/outline/line.ts';
import { anyText } from '../digests/model/hostile-texts.ts';

describe('A text of others', () => {
  test.each([
    ['line breaks', 'a\r\nBcc: b', 'a Bcc: b'],
    ['escape sequences', '\u001b[31mred', '[31mred'],
    ['overrides of direction', 'a\u202eb\u2066c\u200f', 'a b c'],
    ['spaces of no width', 'a\u200bb\ufeff', 'a b'],
    ['half a surrogate pair', 'a\ud800', 'a\ufffd'],
    ['towers of accents', `e${'\u0301'.repeat(50)}!`, `e${'\u0301'.repeat(4)}!`],
  ])('is shown without %s', (_what, text, shown) => expect(clean(text, 80)).toBe(shown));

  test('keeps what emoji and Persian are written with', () => {
    expect(clean('👩‍👩‍👧‍👦 می‌خواهم', 80)).toBe('👩‍👩‍👧‍👦 می‌خواهم');
  });

  test('is never cut within a character', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(cut(family.repeat(3), family.length * 2 + 5)).toBe(`${family.repeat(2)}…`);
    expect(cut('😀😀', 3)).toBe('😀…');
    expect(startOf('😀', 1)).toBe('');
  });

  test('is never longer than there is room for, and well formed', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 200 }), (text, longest) => {
        const shown = clean(text, longest);
        expect(shown.length).toBeLessThanOrEqual(longest);
        expect(shown.isWellFormed()).toBe(true);
        expect(clean(shown, longest)).toBe(shown);
      }),
    );
  });
});

describe('A line', () => {
  test('cleans what is put into it, and nothing else', () => {
    expect(line`In ${' a\nb '}, ${strong('\u0007')}: ${1200} ${undefined}.`).toEqual([
      { kind: 'plain', text: 'In a b, ' },
      { kind: 'strong', text: '(no name)' },
      { kind: 'plain', text: ': 1,200 .' },
    ]);
  });

  test.each([
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['//evil.example'],
    ['/\\evil.example'],
    ['ftp://evil.example'],
    ['not an address'],
    [`https://e.example/${'x'.repeat(1000)}`],
    [undefined],
  ])('does not lead to %s', (to) => expect(link('here', to)).toEqual({ kind: 'plain', text: 'here' }));

  test('leads to addresses as browsers write them', () => {
    expect(link('here', 'https://e.example/a b"<x>')).toMatchObject({
      to: 'https://e.example/a%20b%22%3Cx%3E',
    });
    expect(link('here', '/releases/5~2E3?a=%2F')).toMatchObject({ to: '/releases/5~2E3?a=%2F' });
  });

  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('lists %p as “%s”', (names, words) =>
    expect(wordsOf(listed(names.map((name) => line`${name}`)))).toBe(words),
  );
});

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [21, '21st'],
])('%d as an ordinal is %s', (number, words) => expect(ordinal(number)).toBe(words));
