import { describe, expect, it } from '@jest/globals';
import { accountsMentionedIn } from '../../../events/account-mentions.ts';
import { accountNamesIn, namedInWords } from '../../../functions/catalog/model/accounts.ts';

const accounts = [
  { account: 'acc-1', name: 'Globex Corporation', aliases: ['Globex'] },
  { account: 'acc-2', name: 'Müller & Söhne (Köln)' },
  { account: 'acc-3', name: 'Air' },
  { account: 'globex-7' },
];
const namesIn = (text: string) => accountNamesIn(text, accounts).map(({ name, instead }) => [name, instead]);

describe('The name of an account in a text', () => {
  it.each([
    ['Holidays, and Globex asked for it', [['Globex', 'account:acc-1']]],
    ['GLOBEX  corporation waits', [['GLOBEX  corporation', 'account:acc-1']]],
    ['the Globex-Corporation rollout', [['Globex-Corporation', 'account:acc-1']]],
    ['for müller & söhne (köln).', [['müller & söhne (köln)', 'account:acc-2']]],
    ['for Mu\u0308ller & So\u0308hne (Ko\u0308ln)', [['Müller & Söhne (Köln)', 'account:acc-2']]],
    [
      'Air before Globex',
      [
        ['Air', 'account:acc-3'],
        ['Globex', 'account:acc-1'],
      ],
    ],
  ])('is found in “%s”', (text, found) => {
    expect(namesIn(text)).toEqual(found);
  });

  it.each([
    ['Globexian fashions', 'a longer word'],
    ['the air is clear', 'a short name in another case'],
    ['account:globex-7 waits', 'a reference'],
    ['account:acc-1 waits', 'a reference'],
    ['', 'nothing'],
  ])('is not found in “%s”, which is %s', (text) => {
    expect(namesIn(text)).toEqual([]);
  });

  it('is answered with what to write', () => {
    const [found] = accountNamesIn('Globex', accounts);
    expect(found && namedInWords(found)).toBe(
      'Globex is the name of an account, and everybody can read this: write account:acc-1',
    );
  });
});

describe('Accounts that a text speaks of', () => {
  it('are those of its references, each once and without the punctuation that follows', () => {
    expect(accountsMentionedIn('account:acc-1 and (account:acc-2), account:acc-1.')).toEqual([
      'acc-1',
      'acc-2',
    ]);
  });

  it('are none in another word or an address', () => {
    expect(accountsMentionedIn('subaccount:a https://x.example/account:b account: c')).toEqual([]);
  });

  it('are five at most, however many it names', () => {
    const many = Array.from({ length: 30 }, (_, at) => `account:a${at}`).join(' ');
    expect(accountsMentionedIn(many)).toHaveLength(5);
  });
});
