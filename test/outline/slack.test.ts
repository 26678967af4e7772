import { describe, expect, test } from '@jest/globals';
import { outlineOf } from '../../functions/digests/model/words/outline.ts';
import {
  asSlack,
  type SlackMessage,
  slackLink,
  slackPlain,
  slackText,
} from '../../functions/outline/slack.ts';
import { aDigest, aQuietDigest, someLinks } from '../digests/model/a-digest.ts';

const texts = ({ blocks = [] }: SlackMessage) =>
  blocks.flatMap((block) => {
    if (block.type === 'divider') return ['---'];
    return block.type === 'context' ? block.elements.map(({ text }) => text) : [block.text.text];
  });

describe('A text of others in Slack', () => {
  test.each([
    ['calls', '<!channel> <@U123> @here', '&lt;!channel&gt; &lt;@\u200bU123&gt; @\u200bhere'],
    ['links', '<http://evil.example|x>', '&lt;http://evil.example|x&gt;'],
    ['entities', '&lt;!channel&gt;', '&amp;lt;!channel&amp;gt;'],
    ['formats', '*a* _b_ ~c~ `d`', '∗a∗ ˍbˍ ∼c∼ ˋdˋ'],
  ])('makes no %s', (_what, text, shown) => expect(slackText(text)).toBe(shown));

  test('keeps the underscores within names, which format nothing', () => {
    expect(slackText('code_search_v2')).toBe('code_search_v2');
  });
});

describe('A link in Slack', () => {
  test('ends where it ends', () => {
    expect(slackLink('a|b>', 'https://e.example/?a=1&b=|>')).toBe(
      '<https://e.example/?a=1&amp;b=%7C%3E|a¦b&gt;>',
    );
  });

  test.each([['/digests/all'], [undefined], [`https://e.example/?${'&'.repeat(900)}`]])(
    'is only its words where it would lead to %s',
    (to) => expect(slackLink('words', to)).toBe('words'),
  );
});

describe('A digest in Slack', () => {
  const message = asSlack(outlineOf(aDigest, someLinks));

  test('shows its subject in notifications, and its title above the most important', () => {
    expect(message.text).toBe(
      'Search, March 2024: 2 projects shipped nothing, Windows support is at risk for 5.4',
    );
    expect(texts(message).slice(0, 2)).toEqual([
      'Search, March 2024',
      'In March 2024, 2 projects shipped nothing: *Autoscaling* (3 releases in a row) and *Windows support*; *Windows support* is at risk for 5.4; nobody verified 12 records.',
    ]);
  });

  test('ends in the three next actions, marked off from the rest', () => {
    expect(texts(message).slice(-3)).toEqual([
      '---',
      `*What to do next*
1. Say what Autoscaling ships in 5.4, or record why it need not
2. <https://shipshape.example/confirm?what=all&amp;signed=1|Confirm that the 12 records of Search are still correct>
3. Answer the review of the blog post for 5.4`,
      `2 items that somebody snoozed are left out.
Made on Mon 1 Apr 2024, 08:00 Europe/Berlin. <https://shipshape.example/digests/team%3Asearch/2024-03|See the whole digest>.`,
    ]);
  });

  test('is one sentence when nothing happened', () => {
    expect(texts(asSlack(outlineOf(aQuietDigest, someLinks)))).toHaveLength(3);
  });

  test('lets Slack make nothing out of plain words', () => {
    for (const block of message.blocks ?? [])
      if (block.type === 'section') expect(block.text.verbatim).toBe(true);
  });

  test.each(['<&>'.repeat(3000), '"\\'.repeat(5000), '漢'.repeat(9000), '*_~`'.repeat(2000)])(
    'fits with every action when every title is %p',
    (title) => {
      const silent = aDigest.silent.items.flatMap((item) =>
        Array(10).fill({ ...item, title, team: title, because: title }),
      );
      const shipped = aDigest.shipped.items.flatMap((item) =>
        Array(15).fill({ ...item, title, what: [{ title }, { title }, { title }] }),
      );
      const features = aDigest.features.items.flatMap((item) =>
        Array(10).fill({ ...item, title, from: title, to: title }),
      );
      const actions = aDigest.actions.map((action) => ({ ...action, text: title, confirms: 'all' }));
      const outline = outlineOf(
        {
          ...aDigest,
          title,
          audience: 'all',
          silent: { items: silent, total: 99_999 },
          shipped: { items: shipped, total: 99_999 },
          features: { items: features, total: 99_999 },
          actions,
        },
        { page: someLinks.page, confirm: () => `https://shipshape.example/confirm/${'x'.repeat(900)}` },
      );
      const sent = asSlack(outline);
      expect(JSON.stringify(sent).length).toBeLessThanOrEqual(12_000);
      expect(
        texts(sent)
          .join('\n')
          .match(/confirm\/x{900}\|/g)?.length,
      ).toBeGreaterThanOrEqual(3);
      expect(Math.max(...texts(sent).map(({ length }) => length))).toBeLessThanOrEqual(3000);
      expect(texts(sent).join('\n')).toContain('---\n*What to do next*\n1. <');
      expect(slackPlain(outline).text.length).toBeLessThanOrEqual(4000);
    },
  );
});

test('Without blocks, a digest says the same', () => {
  const { text, blocks } = slackPlain(outlineOf(aDigest, someLinks));
  expect(blocks).toBeUndefined();
  expect(text).toContain('*Autoscaling* in 5.3, the 3rd release in a row');
  expect(text).toContain('3. Answer the review of the blog post for 5.4');
});
