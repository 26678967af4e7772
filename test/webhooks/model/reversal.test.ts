/** Reverts, in the words of those who write them. */
import { describe, expect, test } from '@jest/globals';
import { reversalOf } from '../../../functions/webhooks/model/reversal.ts';
import { namedInText } from '../../../functions/webhooks/sources/reverts.ts';

const url = 'https://github.com/acme/app/pull/8';
const said = (title: string, body = '') => reversalOf({ title, url, reverts: namedInText(body, url) });

describe('A revert', () => {
  test.each([
    'Revert "feat: a"',
    'Revert "feat: a" (#8)',
    'Revert "feat: a" #8',
    'Reverts “feat: a”',
    'Revert «feat: a»',
    'Revert `feat: a`',
    'Revert feat: a',
    'revert: feat: a',
    'revert(ui): "feat: a"',
    '[Revert] feat: a',
    '⏪ Revert "feat: a"',
    ':rewind: revert: feat: a',
    '[release/1] Revert "feat: a"',
    'Roll back "feat: a"',
    'Rollback "feat: a"',
    'Back out "feat: a"',
  ])('is told by the title %j', (title) => {
    expect(said(title)).toMatchObject({ title: 'feat: a', givesBack: undefined, isBesides: false });
  });

  test.each(['Revert "Revert "feat: a""', 'Reapply "feat: a"', 'Re-apply "feat: a"', 'Reland "feat: a"'])(
    'of a revert gives back: %j',
    (title) => expect(said(title)).toMatchObject({ title: 'Revert "feat: a"', givesBack: 'feat: a' }),
  );

  test.each([
    'Reverts acme/app#7',
    'reverts #7',
    'Reverts: #7',
    'Revert #7',
    'This reverts acme/app#7.',
    'Reverts PR #7',
    'Reverts pull request #7',
    'Reverts GH-7',
    'Reverts #7 because it broke the search',
    'Reverts **acme/app#7**',
    'Reverts [#7](https://github.com/acme/app/pull/7)',
    'It broke.\r\n\r\nReverts https://github.com/acme/app/pull/7.',
  ])('is told by the text %j', (body) => {
    expect(said('Undo it', body)).toMatchObject({
      url: 'https://github.com/acme/app/pull/7',
      isBesides: false,
    });
  });

  test('in the text of other work is a revert besides', () => {
    expect(said('fix: go back to one search', 'Reverts acme/app#7')).toMatchObject({ isBesides: true });
  });

  test.each([
    ['Revert to the old parser', ''],
    ['Reverting is hard', ''],
    ['[ui] Reapply filters', ''],
    ['Update parser', '- Reverts #7\n> Reverts acme/app#7\nIt does not revert #7'],
  ])('is not %j with the text %j', (title, body) => expect(said(title, body)).toBeUndefined());

  test('is not what a bot quotes of the release notes of others', () => {
    const reverts = { url: 'https://github.com/acme/app/pull/7' };
    const author = { name: 'renovate[bot]', isBot: true };
    expect(reversalOf({ title: 'feat(deps): update zod', url, reverts, author })).toBeUndefined();
  });
});
