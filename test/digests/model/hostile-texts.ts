/** Texts that nobody wishes for, for whatever shows texts of others. */
import fc from 'fast-check';

/** Titles that act somewhere: in Slack, in a header, on a page, in Markdown, in a terminal, in a reader's eye. */
export const HOSTILE = [
  '<!channel> <@U123> <http://evil.example|x>',
  'Search\r\nBcc: everyone@example.com',
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  '[a](javascript:alert(1)) ![b](http://evil.example/pixel)',
  '@everyone @here @channel @octocat #12 GH-12 https://evil.example www.evil.example',
  '`code` ```block``` *bold* _italic_ ~strike~ **strong** ~~gone~~ | a | table | $x$',
  '\u001b[31mred\u001b[0m\u001b]0;title\u0007',
  'abc\u202egpj.exe\u2066 hidden\u200b\u200e',
  '# heading',
  '- item',
  '1. first',
  '> quote',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '-->]]>&lt;script&gt;&#0;',
  '👩‍👩‍👧‍👦'.repeat(60),
  `e${'\u0301'.repeat(9999)}`,
  '<&>'.repeat(3334),
  '"\\'.repeat(5000),
  'a'.repeat(10_000),
  '\ud800 half a pair',
  '   ',
  '',
];

export const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);
