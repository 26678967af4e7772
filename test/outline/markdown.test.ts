import { describe, expect, test } from '@jest/globals';
import { outlineOf } from '../../functions/digests/model/words/outline.ts';
import {
  asMarkdown,
  markdownAddress,
  markdownStart,
  markdownText,
} from '../../functions/outline/markdown.ts';
import { aDigest, someLinks } from '../digests/model/a-digest.ts';

describe('A text of others in Markdown', () => {
  test.each([
    ['links', '[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['pictures', '![x](y)', '\\!\\[x\\](y)'],
    ['elements', '<img src=x onerror=y>', '&lt;img src=x onerror=y&gt;'],
    ['entities', '&lt;', '&amp;lt;'],
    ['mentions', '@everyone a@b', '@\u200beveryone a@\u200bb'],
    ['numbers of issues', 'acme/app#12 GH-3', 'acme/app#\u200b12 GH-\u200b3'],
    ['addresses', 'https://e.example www.e.example', 'https:\u200b//e.example www\u200b.e.example'],
    ['formats', '*a* _b_ ~c~ `d` | $e$ \\', '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\| \\$e\\$ \\\\'],
  ])('makes no %s', (_what, text, shown) => expect(markdownText(text)).toBe(shown));

  test.each([
    ['# a', '\\# a'],
    ['- a', '\\- a'],
    ['+ a', '\\+ a'],
    ['=== ', '\\=== '],
    ['1. a', '1\\. a'],
    ['12) a', '12\\) a'],
    ['1.5 is a version', '1\\.5 is a version'],
  ])('begins a line with %p as what it is', (text, shown) => expect(markdownStart(text)).toBe(shown));
});

describe('An address in Markdown', () => {
  test('ends where it ends', () => {
    expect(markdownAddress('https://e.example/a(b)?c=`&copy;|')).toBe(
      'https://e.example/a%28b%29?c=%60&amp;copy;%7C',
    );
  });

  test('of an issue on GitHub is not noted on that issue', () => {
    expect(markdownAddress('https://github.com/acme/app/pull/1')).toBe(
      'https://redirect.github.com/acme/app/pull/1',
    );
    expect(markdownAddress('https://github.com.evil.example/a')).toBe('https://github.com.evil.example/a');
  });
});

describe('A digest as Markdown', () => {
  test('lists a section below its heading, and what is not listed on the page', () => {
    expect(asMarkdown(outlineOf(aDigest, someLinks))).toContain(`
### Nobody verified 12 records in March 2024

- **Saved searches** (feature), last looked at on 2 Nov 2023. [Still correct?](https://shipshape.example/confirm?what=feature%3Asaved-searches&amp;signed=1)
- **Search** (team), last looked at on 3 Jan 2024. [Still correct?](https://shipshape.example/confirm?what=team%3Asearch&amp;signed=1)
- [and 10 more](https://shipshape.example/digests/team%3Asearch/2024-03)
`);
  });
});
