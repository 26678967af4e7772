import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestJson } from '../../../../functions/digests/model/excerpts.ts';
import { digest as model } from '../../../../functions/digests/model/model.ts';
import { outlineOf } from '../../../../functions/digests/model/words/outline.ts';
import { trendSvg } from '../../../../functions/digests/model/words/trend.ts';
import { asMail, html, mailSubject } from '../../../../functions/outline/html.ts';
import { asMarkdown, markdownText } from '../../../../functions/outline/markdown.ts';
import type { Outline } from '../../../../functions/outline/shape.ts';
import { asSlack, slackPlain, slackText } from '../../../../functions/outline/slack.ts';
import { asText } from '../../../../functions/outline/text.ts';
import { anyDigest, anyLinks } from '../any-digest.ts';

const RUNS = { numRuns: 50 };

const always = (holds: (outline: Outline) => void) =>
  fc.assert(
    fc.property(anyDigest, anyLinks, (digest, links) => holds(outlineOf(digest, links))),
    RUNS,
  );

/** What a reader cannot see, but for the joiners of emoji and the space of no width that renderers put in. */
const UNSEEN = /(?!\u200b|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** A link of ours in Slack; nothing else may have angle brackets. */
const LINK = /<https?:\/\/[^\s<>|]+\|([^<>|]*)>/g;
/** What a link of ours leads to in Markdown. */
const TARGET = /(?<!\\)\]\((?:https?:\/)?\/[^\s()<>]*\)/g;
const withoutBreaks = (text: string) => text.replaceAll('\n', '');
const tagsOf = (markup: string) => [...markup.matchAll(/<[^>]*>/g)].map(([tag]) => tag);

describe('Any digest, whatever it is told of', () => {
  test('has a subject of one line and at most 120 characters, and nothing unseen in it', () => {
    always((outline) => {
      const subject = mailSubject(outline);
      expect(subject.length).toBeLessThanOrEqual(120);
      expect(subject.length).toBeGreaterThan(0);
      expect(subject).not.toMatch(UNSEEN);
    });
  });

  test('is plain text without escape sequences, 78 characters wide, with every action', () => {
    always((outline) => {
      const text = asText(outline);
      expect(withoutBreaks(text)).not.toMatch(UNSEEN);
      for (const line of text.split('\n')) {
        const isAddress = /^ *(?:https?:\/)?\//.test(line);
        expect(isAddress ? 0 : line.length).toBeLessThanOrEqual(78);
      }
      const letters = text.replace(/\s/g, '');
      for (const { text: action, to = '' } of outline.actions) {
        expect(letters).toContain(action.replace(/\s/g, ''));
        expect(text).toContain(to);
      }
    });
  });

  test('is Markdown that fits into a comment, makes no element and calls nobody, with every action', () => {
    always((outline) => {
      const markdown = asMarkdown(outline);
      expect(markdown.length).toBeLessThanOrEqual(60_000);
      expect(withoutBreaks(markdown)).not.toMatch(UNSEEN);
      expect(markdown.replace(TARGET, ']')).not.toMatch(/[<>]|@[\p{L}\p{N}]|[^&]#\d|(?<!\\)\]\(/u);
      // How many signs are escaped depends on where a line begins.
      const said = (text: string) => text.replaceAll('\\', '');
      for (const { text } of outline.actions) expect(said(markdown)).toContain(said(markdownText(text)));
    });
  });

  test('is a Slack message within every limit that calls nobody, with every action', () => {
    always((outline) => {
      const message = asSlack(outline);
      const blocks = message.blocks ?? [];
      expect(JSON.stringify(message).length).toBeLessThanOrEqual(12_000);
      expect(blocks.length).toBeLessThanOrEqual(50);
      const texts = blocks.flatMap((block) => {
        if (block.type === 'divider') return [];
        return block.type === 'context' ? block.elements.map(({ text }) => text) : block.text.text;
      });
      for (const text of texts) {
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(3000);
      }
      expect(texts[0]?.length).toBeLessThanOrEqual(150);
      for (const text of [message.text, ...texts]) {
        expect(withoutBreaks(text)).not.toMatch(UNSEEN);
        expect(text.replace(LINK, '$1')).not.toMatch(/<|@[\p{L}\p{N}]/u);
      }
      for (const { text } of outline.actions)
        expect(texts.join('\n').replaceAll('¦', '|')).toContain(slackText(text).replaceAll('¦', '|'));
    });
  });

  test('is a Slack message without blocks of at most 4,000 characters, with every action where there is room', () => {
    always((outline) => {
      const { text, blocks } = slackPlain(outline);
      expect(blocks).toBeUndefined();
      expect(text.replace(LINK, '$1')).not.toMatch(/<|@[\p{L}\p{N}]/u);
      expect(text.length).toBeLessThanOrEqual(4000);
      for (const action of outline.actions)
        expect(text.replaceAll('¦', '|')).toContain(slackText(action.text).replaceAll('¦', '|'));
    });
  });

  test('is an e-mail that mail programs show whole, of our own elements only, with every action', () => {
    const OURS =
      /^<(?:!doctype html|html lang="en"|meta [^<]*|h[12] style="[^"<]*"|(?:body|div|p|ul|ol|li) style="[^"<]*"|a href="(?:https?:\/|)\/[^"<\s]*"|head|title|strong|br|\/(?:html|head|body|title|div|h1|h2|p|ul|ol|li|a|strong))>$/;
    always((outline) => {
      const mail = asMail(outline);
      expect(Buffer.byteLength(mail)).toBeLessThanOrEqual(90_000);
      expect(withoutBreaks(mail)).not.toMatch(UNSEEN);
      for (const tag of tagsOf(mail)) expect(tag).toMatch(OURS);
      for (const { text } of outline.actions) expect(mail).toContain(html`${text}`.markup);
    });
  });

  test('has a trend that is a picture without anything that is not a number', () => {
    fc.assert(
      fc.property(anyDigest, ({ trend }) => {
        const svg = trendSvg(trend);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        for (const tag of tagsOf(svg)) expect(tag).toMatch(/^<\/?(?:svg|title|desc|polyline|circle)\b/);
      }),
      RUNS,
    );
  });

  test('is the same bytes again', () => {
    fc.assert(
      fc.property(anyDigest, anyLinks, (digest, links) => {
        const every = () => {
          const outline = outlineOf(structuredClone(digest), links);
          return [asText(outline), asMarkdown(outline), asMail(outline), JSON.stringify(asSlack(outline))];
        };
        expect(every()).toEqual(every());
        const backwards = Object.fromEntries(Object.entries(digest).reverse());
        expect(digestJson(model.parse(backwards))).toBe(digestJson(digest));
        expect(JSON.parse(digestJson(digest))).toEqual(JSON.parse(JSON.stringify(digest)));
      }),
      RUNS,
    );
  });
});
