import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitBlocks, sizeOf } from '../../functions/outline/slack-blocks.ts';

const ROOM = { blocks: 50, characters: 1_000_000 };
const textsOf = (texts: string[], room = ROOM) => fitBlocks(texts, room, 'more').map(({ text }) => text.text);
const letters = (texts: readonly string[]) => texts.join('').replace(/\s/g, '');

describe('Texts as sections of Slack', () => {
  test('are one section of 3,000 characters, and two of 3,001', () => {
    expect(textsOf(['x'.repeat(3000)])).toHaveLength(1);
    expect(textsOf(['x'.repeat(3001)]).map(({ length }) => length)).toEqual([3000, 1]);
  });

  test('are split at a line break, at a space where there is none, and never within a link or an escaped sign', () => {
    expect(textsOf([`${'a '.repeat(1000)}\n${'b'.repeat(1500)}`])).toEqual([
      'a '.repeat(1000),
      'b'.repeat(1500),
    ]);
    expect(textsOf([`${'a'.repeat(2000)} ${'b'.repeat(2000)}`])).toEqual([
      'a'.repeat(2000),
      'b'.repeat(2000),
    ]);
    expect(textsOf([`${'a'.repeat(2998)}&amp;b`])).toEqual(['a'.repeat(2998), '&amp;b']);
    const link = '<https://e.example|some words of a link>';
    expect(textsOf([`${'a'.repeat(2990)}${link}`])).toEqual(['a'.repeat(2990), link]);
  });

  test('are at most 50: of 51 short ones, neighbours share a section', () => {
    const texts = Array.from({ length: 51 }, (_, index) => `text ${index}`);
    expect(textsOf(texts.slice(1))).toHaveLength(50);
    const sections = textsOf(texts);
    expect(sections.length).toBeLessThanOrEqual(50);
    expect(sections.join('\n')).toBe(texts.join('\n'));
  });

  test('are cut where they cannot share, and that there is more is said', () => {
    const sections = textsOf(Array.from({ length: 51 }, () => 'x'.repeat(2000)));
    expect(sections).toHaveLength(50);
    expect(sections.at(-1)).toBe('more');
  });

  test('are cut where there are too many characters in all', () => {
    expect(textsOf(['a'.repeat(500), 'b'.repeat(500)], { blocks: 50, characters: 800 })).toEqual([
      'a'.repeat(500),
      'more',
    ]);
    expect(textsOf(['a'.repeat(500)], { blocks: 50, characters: 10 })).toEqual([]);
  });

  test('fit whatever they are, are never empty, and lose nothing where there is room', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom('&amp;', '&lt;', '<', '>', '&', '\n', ' ', '<https://e.example|words of it>', '😀'),
    );
    const long = fc
      .array(piece, { maxLength: 12 })
      .chain((pieces) => fc.integer({ min: 1, max: 60 }).map((times) => pieces.join('').repeat(times)));
    fc.assert(
      fc.property(
        fc.array(long, { maxLength: 70 }),
        fc.record({
          blocks: fc.integer({ min: 0, max: 50 }),
          characters: fc.integer({ min: 0, max: 200_000 }),
        }),
        (texts, room) => {
          const sections = fitBlocks(texts, room, 'more');
          expect(sections.length).toBeLessThanOrEqual(room.blocks);
          expect(sizeOf(sections)).toBeLessThanOrEqual(Math.max(2, room.characters));
          for (const { text } of sections) {
            expect(text.text.trim()).not.toBe('');
            expect(text.text.length).toBeLessThanOrEqual(3000);
          }
          const kept = sections.map(({ text }) => text.text);
          if (kept.at(-1) !== 'more' && sections.length > 0) expect(letters(kept)).toBe(letters(texts));
        },
      ),
      { numRuns: 60 },
    );
  });
});
