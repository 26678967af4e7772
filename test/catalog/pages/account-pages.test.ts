import { describe, expect, it } from '@jest/globals';
import { asInternal, askerOf, textOf } from '../../grades/pages/asking.ts';
import { tableOn } from '../../support/databases.ts';
import { fact, registered, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';

const said = [
  fact('AccountRegistered', '2024-01-01', { account: 'acc-1', name: 'Globex Canary', aliases: ['GX'] }),
  fact('AccountRegistered', '2024-01-02', { account: 'acc-2', name: 'Initech Canary' }),
  fact('RecordRetired', '2024-03-02', { entity: 'account:acc-2' }),
  fact('RubricPublished', '2024-01-01', {
    rubricVersion: '1',
    categories: [{ category: 'docs', title: 'Docs', team: 'search', policy: 'team', criteria: 'Good.' }],
    accountAddress: 'https://crm.example.com/a/{account}',
  }),
  started('rank'),
  registered('ranking', '2024-01-02', {
    title: 'Ranking',
    note: 'Built for account:acc-1 and account:acc-9.',
  }),
  fact('AccountEnrolled', '2024-02-01', { feature: 'ranking', account: 'acc-1', stage: 'eap' }),
  fact('AccountLeft', '2024-02-09', { feature: 'ranking', account: 'acc-1' }),
  fact('ExemptionGranted', '2024-02-10', {
    ...{ project: 'rank', release: 's-1', reason: 'We wait for account:acc-1.', approver: 'person:ada' },
  }),
];

describe('An account', () => {
  const table = tableOn();
  const asked = askerOf(table);
  const tell = () => pipelineOn(table(), '2024-08-13T00:00:00.000Z').tell(...said);

  it('has a page for people inside, with its enrolments and everything that speaks of it', async () => {
    await tell();
    const answer = await asked('/internal/accounts/acc-1', asInternal);
    expect(answer.statusCode).toBe(200);
    const text = textOf(answer);
    expect(text).toMatch(/Globex Canary .*account:acc-1: 2 words on enrolment, 2 mentions/);
    expect(text).toMatch(/ranking not said left .*ranking eap joined/);
    expect(text).toMatch(/We wait for account:acc-1 ?\. ExemptionGranted of rank/);
    expect(text).toMatch(/Built for account:acc-1 and account:acc-9 ?\./);
    expect(answer.body).toContain('href="https://crm.example.com/a/acc-1"');
    expect(answer.body).toContain('href="/internal/accounts/acc-9"');
  });

  it('is listed with its name, also when it is gone', async () => {
    await tell();
    const text = textOf(await asked('/internal/accounts', asInternal));
    expect(text).toMatch(/2 accounts/);
    expect(text).toMatch(/account:acc-1 Globex Canary GX account:acc-2 Initech Canary 2 Mar 2024/);
  });

  it('that nobody registered has a page as soon as something speaks of it, and none before', async () => {
    await tell();
    expect((await asked('/internal/accounts/acc-9', asInternal)).statusCode).toBe(200);
    expect((await asked('/internal/accounts/acc-8', asInternal)).statusCode).toBe(404);
  });

  it.each(['/internal/accounts', '/internal/accounts/acc-1', '/internal/accounts/acc-8'])(
    'says nothing to everybody at %s',
    async (address) => {
      await tell();
      const { statusCode, body } = await asked(address);
      expect(statusCode).toBe(401);
      expect(body).not.toMatch(/canary/i);
    },
  );
});
