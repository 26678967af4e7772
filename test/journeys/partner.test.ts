/** Partners: those who have a say in how ready a feature is, and in what is said of it in public. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Company, company } from './company.ts';

let shop: Company;
beforeEach(async () => {
  shop = await company();
});
afterEach(async () => shop.stop());

const grade = async () => (await shop.shipshape('grade', 'wallets')).out;

describe('A partner', () => {
  it('gives the star of their team, and takes it back; the history shows both', async () => {
    const star = ['star', 'wallets', 'docs', '--as', 'dora'];
    expect(await shop.shipshape(...star, '--comment', 'read to the end')).toMatchObject({ status: 0 });
    expect(await grade()).toContain('1 of 2 stars');
    await shop.shipshape(...star, '--revoke', '--comment', 'the page moved');
    const after = await grade();
    expect(after).toContain('0 of 2 stars');
    expect(after).toMatch(/1 of 2 {2}Documentation gained[\s\S]*0 of 2 {2}Documentation lost/);
    expect((await shop.shipshape('matrix', '--format', 'csv')).out).toContain(
      'checkout,wallets,Wallets,ga,0,2,not-earned,unknown',
    );
  });

  it('cannot give the star of another team, and hears who can', async () => {
    const refused = await shop.shipshape('star', 'wallets', 'security', '--as', 'dora');
    expect(refused).toMatchObject({ status: 2, out: '' });
    expect(refused.err).toContain('ask someone in team security');
    expect(await grade()).toContain('0 of 2 stars');
  });

  it('mistypes a feature, and hears the nearest', async () => {
    const refused = await shop.shipshape('star', 'walets', 'docs', '--as', 'dora');
    expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('did you mean wallets?') });
  });

  it('objects to a communication, thinks again, and it is answered', async () => {
    const request = ['review', 'request', 'post', '--class', 'blog-post', '--subject', 'Wallets are here'];
    await shop.shipshape(...request, '--team', 'checkout', '--as', 'ravi');
    expect(await shop.page('/reviews')).toMatch(/Blog post waits for its reviewers/);
    expect(await shop.page('/reviews')).not.toContain('Wallets are here');
    const answer = (...words: string[]) =>
      shop.shipshape('review', 'answer', 'post', ...words, '--as', 'paula');
    await answer('object', '--comment', 'name the countries');
    expect(await shop.json('/api/reviews/post', 'internal')).toMatchObject({ turn: 'author' });
    await answer('approve');
    expect(await shop.json('/api/reviews/post', 'internal')).toMatchObject({
      state: 'answered',
      reviewers: [{ reviewer: 'person:paula', said: { answer: 'approve' } }],
    });
    expect((await shop.shipshape('review', 'list')).out).toContain('No review is open.');
  });
});
