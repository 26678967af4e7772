import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { fact, registered } from '../../support/facts.ts';
import { inProcess } from './in-process.ts';
import { refusals } from './review-refusals.ts';

const AWAY = { SHIPSHAPE_API_TOKEN: 'chosen-by-the-test-for-its-host' };

const catalog = [
  fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', contacts: { pmm: 'noor' } }),
  fact('TeamRegistered', '2024-01-01', { team: 'marketing', title: 'Marketing' }),
  fact('PersonRegistered', '2024-01-01', { person: 'ada', name: 'Ada', roles: ['product-director'] }),
  fact('PersonRegistered', '2024-01-01', { person: 'mira', name: 'Mira', teams: ['marketing'] }),
  fact('PersonRegistered', '2024-01-01', { person: 'noor', name: 'Noor', teams: ['search'] }),
  registered('contexts', '2024-01-02'),
];

let directory: string;
let host: Host;

/** Asks the running Shipshape of these tests, and waits until it has recorded what was said. */
async function ask(...words: string[]) {
  const ended = await inProcess(AWAY, 'review', ...words, '--url', host.address);
  await host.idle();
  return ended;
}
const request = (id: string, kind: string, ...words: string[]) =>
  ask('request', id, '--class', kind, '--subject', 'Search contexts', '--as', 'noor', ...words);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-reviews-'));
  host = await startHost({ environment: AWAY, log: () => {} });
  await host.publish(catalog);
  await host.idle();
});
afterAll(async () => {
  await host.stop();
  await rm(directory, { recursive: true });
});

describe('A communication, on a data directory', () => {
  let data: string;
  const review = (...words: string[]) => inProcess({}, 'review', ...words, '--data', data);

  beforeAll(async () => {
    data = join(directory, 'data');
    const own = await startHost({ data, log: () => {} });
    await own.publish(catalog);
    await own.idle();
    await own.stop();
  });

  it('is put before the reviewers of the catalog, objected to, resubmitted, and answered by all', async () => {
    const words = ['request', 'blog', '--class', 'blog-post', '--subject', 'Search contexts', '--as', 'noor'];
    const asked = await review(...words, '--feature', 'contexts', '--draft', 'https://example.com/d');
    expect(asked).toMatchObject({ status: 0, err: '' });
    expect(asked.out).toMatch(
      /^noor asks person:ada, team:marketing to review blog\.\nblog: Search contexts\n {2}Blog post, team search, requested on \S+ by person:noor\n {2}https:\/\/example.com\/d\n {2}The reviewers’ turn since \S+: 3 full business days.* left\n {2}person:ada has not answered yet\n {2}team:marketing has not answered yet\n$/,
    );

    const objection = await review('answer', 'blog', 'object', '--comment', 'Too long.', '--as', 'mira');
    expect(objection.out).toMatch(/^mira objects\.\n/);
    expect(objection.out).toMatch(
      /The author’s turn since \S+: the clock stands still with 3 full business days/,
    );
    expect(objection.out).toMatch(/ team:marketing objects through person:mira \(\S+\): Too long\.\n/);

    const again = await review('resubmit', 'blog', '--comment', 'Shorter.', '--as', 'noor');
    expect(again.out).toMatch(/^noor puts it before its reviewers again\.\n/);
    expect(again.out).toMatch(/The reviewers’ turn.*3 full[\s\S]*also person:mira objects/);

    await review('answer', 'blog', 'approve', '--as', 'mira');
    const last = await review('answer', 'blog', 'nothing-to-note', '--as', 'ada');
    expect(last.out).toMatch(/Answered by everybody since/);
    expect(last.out).toMatch(/person:ada has nothing to note/);
    expect(await review('list')).toMatchObject({ status: 0, out: 'No review is open.\n' });
  }, 120_000);

  it('can be objected to also when everybody had answered', async () => {
    const words = ['request', 'late', '--class', 'press', '--subject', 'Late', '--reviewer', 'person:ada'];
    await review(...words, '--as', 'noor');
    await review('answer', 'late', 'approve', '--as', 'ada');
    const { out } = await review('answer', 'late', 'object', '--comment', 'Wait.', '--as', 'ada');
    expect(out).toMatch(/The author’s turn/);
    const back = await review('withdraw-answer', 'late', '--as', 'ada');
    expect(back.out).toMatch(/^ada takes their answer back\.\n[\s\S]*Answered by everybody since/);
    expect(await review('withdraw-answer', 'late', '--as', 'mira')).toMatchObject({
      status: 2,
      err: 'Nothing was recorded: mira has not answered late.\n',
    });
    await review('answer', 'late', 'approve', '--as', 'ada');
  }, 60_000);
});

describe('A communication, on a running Shipshape', () => {
  it('of a class that nobody named is put before whoever is named', async () => {
    const named = ['--reviewer', 'person:ada', '--reviewer', 'github:zoe', '--team', 'marketing'];
    const asked = await request('cast', 'podcast', ...named);
    expect(asked).toMatchObject({ status: 0, err: '' });
    expect(asked.out).toBe(
      'noor asks person:ada, github:zoe to review cast.\nIt is sent, and recorded in a moment.\n',
    );
    const { reviews } = JSON.parse((await ask('list', '--team', 'marketing', '--json')).out);
    expect(reviews).toMatchObject([{ review: 'cast', turn: 'reviewers', isKnownClass: false }]);
    expect((await ask('list', '--team', 'marketing')).out).toContain(
      'podcast, a class that the rubric does not name, team marketing',
    );
    expect((await ask('list', '--team', 'search')).out).toBe('No review of team search is open.\n');
  });

  it('is given back, and answered by others, too, who are told that it counts for nobody', async () => {
    await request('talk', 'public-talk');
    const { out } = await ask('answer', 'talk', 'approve', '--as', 'noor');
    expect(out).toMatch(/^noor approves\. They are not a reviewer, so it is shown beside/);
    expect((await ask('list')).out).toMatch(
      /talk: [\s\S]*The reviewers’ turn[\s\S]* also person:noor approves/,
    );
    expect((await ask('return', 'talk', '--as', 'ada')).out).toMatch(/^ada gives it back to its author\.\n/);
    expect((await ask('list')).out).toMatch(/talk: [\s\S]*The author’s turn/);
    expect((await request('talk', 'public-talk')).err).toContain('`review resubmit talk`');
  });

  it('is put before those who are there, and says which roles nobody has', async () => {
    const rubric = {
      rubricVersion: '1',
      categories: [
        { category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'Good.' } as const,
      ],
      reviews: { classes: [{ changeClass: 'memo', title: 'Memo', reviewers: ['legal', 'marketing'] }] },
    };
    const own = await startHost({ environment: AWAY, log: () => {} });
    await own.publish([...catalog, fact('RubricPublished', '2024-01-01', rubric)]);
    await own.idle();
    const words = ['review', 'request', 'm', '--class', 'memo', '--subject', 'M', '--as', 'noor'];
    const { status, out, err } = await inProcess(AWAY, ...words, '--url', own.address);
    expect({ status, err }).toEqual({ status: 0, err: 'Nobody in the catalog has the role legal.\n' });
    expect(out).toContain('noor asks team:marketing to review m.');
    await own.stop();
  });
});

describe('A command of reviews refuses', () => {
  beforeAll(() => request('open', 'press').then(() => undefined));

  it.each(refusals)('%s, and says what to do', async (_name, words, expected) => {
    const { status, err } = await ask(...words);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining(expected) });
  });
});
