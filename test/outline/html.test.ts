import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { outlineOf } from '../../functions/digests/model/words/outline.ts';
import { asMail, html } from '../../functions/outline/html.ts';
import { aDigest, someLinks } from '../digests/model/a-digest.ts';
import { anyText } from '../digests/model/hostile-texts.ts';

describe('A template of HTML', () => {
  test('escapes every text that is put into it, also in attributes', () => {
    expect(html`<p title="${`"'<>&`}">${'<script>'}</p>`.markup).toBe(
      '<p title="&quot;&#39;&lt;&gt;&amp;">&lt;script&gt;</p>',
    );
  });

  test('takes templates as they are, lists as their members, and undefined as nothing', () => {
    expect(html`<ul>${[html`<li>${'&'}</li>`, 'b']}${undefined}</ul>`.markup).toBe(
      '<ul><li>&amp;</li>b</ul>',
    );
  });

  test('lets no text begin an element or end an attribute', () => {
    fc.assert(fc.property(anyText, (text) => expect(html`${text}`.markup).not.toMatch(/[<>"']/)));
  });
});

describe('A digest as an e-mail', () => {
  const mail = asMail(outlineOf(aDigest, someLinks));

  test('loads nothing, and runs nothing', () => {
    expect(mail).not.toMatch(/<(?:script|img|link|iframe|svg|form)|\bsrc=|url\(|\bon\w+=/);
  });

  test('confirms by plain links', () => {
    expect(mail).toContain(
      '<a href="https://shipshape.example/confirm?what=all&amp;signed=1">Confirm that the 12 records of Search are still correct</a>',
    );
  });

  test('leaves background and text to a reader who reads in the dark', () => {
    expect(mail).toContain('<meta name="color-scheme" content="light dark">');
    expect(mail).not.toMatch(/background|#fff|#000/);
  });

  test('has the three next actions last, but for the footer', () => {
    expect(mail.lastIndexOf('<h2')).toBe(
      mail.indexOf('<h2 style="font-size:17px;line-height:1.3;margin:0 0 8px">What to do next'),
    );
  });
});
