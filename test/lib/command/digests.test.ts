import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { digest as digestShape } from '../../../functions/digests/model/model.ts';
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { lastEnded, periodAt } from '../../../functions/kernel/model/period.ts';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { digestsOn } from '../../support/digests.ts';
import { fact, registered } from '../../support/facts.ts';
import { refusals } from './confirm-refusals.ts';
import { inProcess } from './in-process.ts';

const AWAY = { SHIPSHAPE_API_TOKEN: 'chosen-by-the-test-for-its-host' };
const now = new Date().toISOString();
const month = lastEnded('month', now, 'UTC').name;
const thisMonth = periodAt('month', now, 'UTC').name;

const team = (name: string, more: object = {}) =>
  fact('TeamRegistered', '2024-01-01', { team: name, title: `Team ${name}`, ...more });

const catalog = [
  fact('RubricPublished', '2024-01-01', {
    rubricVersion: '1',
    categories: [{ category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'Good.' }],
    cadence: [{ step: 'strategy', every: 'month', title: 'Strategy page', partners: ['pmm'] }],
  }),
  fact('PersonRegistered', '2024-01-01', { person: 'noor', name: 'Noor', teams: ['search'] }),
  team('search', { org: 'code', contacts: { pmm: 'noor' } }),
  team('rank', { org: 'code' }),
  team('gone'),
  fact('RecordRetired', '2024-02-01', { entity: 'team:gone' }),
  registered('contexts', '2024-01-02', { title: 'Search contexts' }),
  registered('notebooks', '2024-01-03', { title: 'Notebooks' }),
  registered('old', '2024-01-02'),
  fact('FeatureRetired', '2024-02-01', { feature: 'old' }),
  fact('ReviewRequested', now, {
    review: 'blog',
    changeClass: 'blog-post',
    subject: 'Contexts for all',
    reviewers: ['person:noor'],
    team: 'search',
  }),
  fact('ReviewRequested', now, {
    review: 'nobodys',
    changeClass: 'press',
    subject: 'The company',
    reviewers: ['person:noor'],
  }),
];

let directory: string;
let host: Host;

/** Asks the running Shipshape of these tests, and waits until it has recorded what was said. */
async function ask(...words: string[]) {
  const ended = await inProcess(AWAY, ...words, '--url', host.address);
  await host.idle();
  return ended;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-digests-'));
  host = await startHost({ environment: AWAY, log: () => {} });
  await host.publish(catalog);
  await host.idle();
  await digestsOn(host.store).fire({ schedule: 'monthly', zone: 'UTC' }, now);
});
afterAll(async () => {
  await host.stop();
  await rm(directory, { recursive: true });
});

describe('The digest of a running Shipshape', () => {
  it('is that of the last month, where no other is asked for', async () => {
    const { status, out, err } = await ask('digest');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^All teams, \w+ \d{4}\n=+\n/);
    expect(out).toContain(`${host.address}/digests/all/${month}\n`);
    expect((await ask('digest', '--period', month)).out).toBe(out);
  });

  it.each([
    ['text', /^Team search, [^\n]*\n=+\n[\s\S]*Nobody verified 3 records[\s\S]*Search contexts \(feature\)/],
    ['md', /^## Team search, [\s\S]*### Nobody verified 3 records/],
    ['html', /^<!doctype html>\n[\s\S]*<h1[^>]*>Team search, [\s\S]*<\/html>\n$/],
    ['slack', /^\{"text":"Team search, .*"blocks":\[\{"type":"header".*\}\n$/],
    ['json', /^\{"actions":\[.*"audience":"team:search".*\}\n$/],
  ])('is printed as %s', async (format, expected) => {
    const { status, out, err } = await ask('digest', '--team', 'search', '--format', format);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(expected);
    // The token shows what internal users see; a link that confirms is for the mail of its addressee alone.
    expect(out).not.toContain('/confirm/');
    expect(out).toContain('noor');
    if (format === 'json') expect(digestShape.parse(JSON.parse(out)).period).toBe(month);
  });

  it('is that of an org, too', async () => {
    expect((await ask('digest', '--org', 'code')).out).toMatch(/^code, /);
  });

  it('is only one that was made', async () => {
    const old = await ask('digest', '--period', '2024-03', '--team', 'search');
    expect(old).toEqual({
      status: 2,
      out: '',
      err: expect.stringContaining(
        'No digest was made of 2024-03 for team:search. Print what it would say now',
      ),
    });
    const soon = await ask('digest', '--period', thisMonth);
    expect(soon.err).toContain(`No digest was made of ${thisMonth} for all yet: it is made when`);
  });
});

describe('On a data directory', () => {
  let data: string;
  const go = (...words: string[]) => inProcess({}, ...words, '--data', data);
  const withPages = (...words: string[]) =>
    inProcess({ SHIPSHAPE_URL: 'https://ship.example.com/' }, ...words, '--data', data);

  beforeAll(async () => {
    data = join(directory, 'data');
    const own = await startHost({ data, log: () => {} });
    await own.publish(catalog);
    await own.idle();
    await own.stop();
  });

  it('a digest that was never made is what it would say now, and says so apart', async () => {
    const words = ['digest', '--period', '2024-03', '--team', 'search'];
    const { status, out, err } = await go(...words);
    expect({ status, err }).toEqual({
      status: 0,
      err: 'No digest was made of 2024-03 for team:search: this is what it would say now.\n',
    });
    expect(out).toMatch(/^Team search, March 2024\n/);
    expect(out).toContain('with pmm (noor)');
    expect(out).toContain('\n/digests/team~3Asearch/2024-03\n');
    expect((await withPages(...words)).out).toContain(
      '\nhttps://ship.example.com/digests/team~3Asearch/2024-03\n',
    );
  });

  it('there is none of a team that was not there any more, or before there was any', async () => {
    const gone = await go('digest', '--period', '2024-03', '--team', 'gone');
    expect(gone).toEqual({
      status: 2,
      out: '',
      err: expect.stringContaining('team:gone was not there at the end of 2024-03'),
    });
    const early = await go('digest', '--period', '2020-03');
    expect(early).toEqual({
      status: 2,
      out: '',
      err: expect.stringContaining('No team was there in 2020-03'),
    });
  });

  it('no digest is shown with addresses that are none', async () => {
    const ended = await inProcess({ SHIPSHAPE_URL: 'ship' }, 'digest', '--data', data);
    expect(ended).toEqual({ status: 2, out: '', err: expect.stringContaining('SHIPSHAPE_URL') });
  });

  it('records are confirmed by name, then all that are left, then none', async () => {
    const first = await go('confirm', 'feature:contexts', '--fields', 'title,team', '--as', 'noor');
    expect(first).toEqual({
      status: 0,
      err: '',
      out: 'noor says that this is still correct (title, team):\n  feature:contexts\n1 record confirmed.\n',
    });
    const rest = await go('confirm', '--team', 'search', '--all', '--comment', 'All of it.', '--as', 'noor');
    expect(rest).toMatchObject({ status: 0, err: '' });
    expect(rest.out).toBe(
      'noor says that this is still correct:\n' +
        '  team:search  Team search, last looked at on 2024-01-01\n' +
        '  feature:notebooks  Notebooks, last looked at on 2024-01-03\n' +
        '2 records confirmed.\n',
    );
    const none = await go('confirm', '--team', 'search', '--all', '--as', 'noor');
    expect(none).toMatchObject({ status: 0, err: '' });
    expect(none.out).toMatch(
      /^Nothing is left to confirm: somebody looked at every record of team search since \d{4}-\d\d-01\.\n$/,
    );
  }, 60_000);
});

describe('What is due', () => {
  it('is told for a team: whose turn it is with the time left, what to do, and with which command', async () => {
    const { status, out, err } = await ask('due', '--team', 'search');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^Due: Team search, \w+ \d{4}\n=+\n/);
    expect(out.replaceAll(/\n +/g, ' ')).toMatch(
      /- Contexts for all \(blog\), Blog post: The reviewers’ turn since \S+: 3 full business days.* left\.\n/,
    );
    expect(out).toContain('Nobody verified 3 records');
    expect(out).toMatch(/Strategy page .*is due, with pmm \(noor\)/);
    expect(out).toContain('What to do next\n');
    expect(out).toContain(`${host.address}/due?team=search\n`);
    expect(out).toMatch(/\n\nTo confirm: `confirm --team search --all`\n$/);
    expect(out).not.toContain('The company');
  });

  it('is told for all teams, with the reviews that are of none', async () => {
    const { out } = await ask('due');
    expect(out).toMatch(/^Due: All teams, /);
    const whole = out.replaceAll(/\n +/g, ' ');
    expect(whole).toMatch(/- Contexts for all \(blog\), Blog post, team search: The reviewers’ turn/);
    expect(whole).toMatch(/- The company \(nobodys\), Press[^\n]*: The reviewers’ turn/);
    expect(out).not.toContain('To confirm');
  });

  it('is given as JSON', async () => {
    const told = JSON.parse((await ask('due', '--team', 'search', '--json')).out);
    expect(told).toMatchObject({
      digest: { audience: 'team:search', silent: { total: 0 } },
      reviews: [{ review: 'blog' }],
    });
    expect(told.records.map(({ entity }: { entity: string }) => entity)).toEqual([
      'team:search',
      'feature:contexts',
      'feature:notebooks',
    ]);
  });

  it('is nothing where nobody is registered', async () => {
    const bare = await startHost({ environment: AWAY, log: () => {} });
    const go = (...words: string[]) => inProcess(AWAY, ...words, '--url', bare.address);
    expect(await go('due')).toMatchObject({ status: 0, out: expect.stringContaining('nothing is due') });
    expect(await go('digest')).toMatchObject({
      status: 2,
      err: expect.stringContaining('No digest was made'),
    });
    await bare.stop();
  });
});

describe('On a running Shipshape', () => {
  it('a step is said to be done, and is asked for no more', async () => {
    const words = ['--team', 'rank', '--step', 'strategy', '--period', thisMonth];
    expect(await ask('confirm', ...words, '--as', 'noor')).toEqual({
      status: 0,
      err: '',
      out: `noor says that the step strategy of team rank is done for ${thisMonth}.\n1 step sent, and recorded in a moment.\n`,
    });
    const { digest } = JSON.parse((await ask('due', '--team', 'rank', '--json')).out);
    expect(
      digest.cadence.items.filter(({ period }: { period: string }) => period === thisMonth),
    ).toMatchObject([{ step: 'strategy', state: 'done' }]);
  });

  it('all of many records are confirmed in one go, and as many are shown as a person reads', async () => {
    await host.publish([
      team('many'),
      ...Array.from({ length: 30 }, (_none, at) => registered(`m-${at}`, '2024-01-02', { team: 'many' })),
    ]);
    await host.idle();
    const { out } = await ask('confirm', '--team', 'many', '--all', '--as', 'noor');
    expect(out.split('\n')).toHaveLength(1 + 20 + 1 + 1 + 1);
    expect(out).toContain('\n  and 11 more\n31 records sent, and recorded in a moment.\n');
    const { records } = JSON.parse((await ask('due', '--team', 'many', '--json')).out);
    expect(records).toEqual([]);
  });

  it.each(refusals)(
    '%s is refused with what to do, and nothing is recorded',
    async (_name, words, expected) => {
      const before = await dump(host.store);
      const { status, out, err } = await ask(...words);
      expect({ status, out, err }).toEqual({ status: 2, out: '', err: expect.stringContaining(expected) });
      expect(err).not.toMatch(/ {4}at /);
      expect(await dump(host.store)).toEqual(before);
    },
  );
});
