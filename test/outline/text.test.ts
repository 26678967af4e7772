import { describe, expect, test } from '@jest/globals';
import { outlineOf } from '../../functions/digests/model/words/outline.ts';
import { mailSubject } from '../../functions/outline/html.ts';
import { asText } from '../../functions/outline/text.ts';
import { aDigest, someLinks } from '../digests/model/a-digest.ts';

const outline = outlineOf(aDigest, someLinks);

describe('A digest as plain text', () => {
  test('begins with its title and the most important, and ends in the three next actions', () => {
    const text = asText(outline);
    expect(text.split('\n').slice(0, 5)).toEqual([
      'Search, March 2024',
      '==================',
      '',
      'In March 2024, 2 projects shipped nothing: Autoscaling (3 releases in a row)',
      'and Windows support; Windows support is at risk for 5.4; nobody verified 12',
    ]);
    expect(text.slice(text.indexOf('What to do next'))).toBe(`What to do next
---------------
1. Say what Autoscaling ships in 5.4, or record why it need not
2. Confirm that the 12 records of Search are still correct
   https://shipshape.example/confirm?what=all&signed=1
3. Answer the review of the blog post for 5.4

2 items that somebody snoozed are left out.
Made on Mon 1 Apr 2024, 08:00 Europe/Berlin. See the whole digest.
https://shipshape.example/digests/team%3Asearch/2024-03
`);
  });

  test('shows as many lines of a section as it is asked for, and counts the others', () => {
    const text = asText(outline, 1);
    expect(text).toContain('Shipped nothing\n---------------\n- Autoscaling in 5.3');
    expect(text).toContain('- and 2 more\n\nShipped\n');
    expect(text).toContain('still correct\n');
  });

  test('breaks a word that is longer than a line, and loses none of it', () => {
    const long = 'x'.repeat(200);
    const text = asText({ ...outline, actions: [{ text: long }] });
    expect(text.replace(/\s/g, '')).toContain(long);
  });
});

describe('The subject of an e-mail', () => {
  test('has no second header in it', () => {
    expect(mailSubject({ subject: 'a\r\nBcc: b\u2028c' })).toBe('a Bcc: b c');
  });

  test('ends before its hundred and twentieth character, in whole characters', () => {
    const subject = mailSubject({ subject: '😀'.repeat(100) });
    expect(subject).toBe(`${'😀'.repeat(59)}…`);
  });
});
