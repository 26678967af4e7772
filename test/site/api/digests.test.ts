import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Confirmable, confirmToken } from '../../../functions/digests/model/confirm-link.ts';
import { digest } from '../../../functions/digests/model/model.ts';
import {
  confirmAddress,
  digestAddress,
  digestDataAddress,
  digestsAddress,
} from '../../../functions/kernel/model/addresses.ts';
import { lastEnded } from '../../../functions/kernel/model/period.ts';
import { functions } from '../../../lib/wiring.ts';
import { digestsOn } from '../../support/digests.ts';
import { fact, registered } from '../../support/facts.ts';
import { type Asking, askedHost } from './private-host.ts';

const KEY = 'links-are-signed-with-this-here';
const HOSTILE = '<img src=x onerror=alert(1)>"\'&';
const FORM = 'application/x-www-form-urlencoded';
const now = new Date().toISOString();
const month = lastEnded('month', now, 'UTC').name;

/** A team of its own for each test that confirms something: one may not find what another has confirmed. */
const TEAMS = ['search', 'open', 'ticked', 'others', 'step'];
const featureOf = (team: string, name: string) => `${team}-${name}`;

let asking: Asking;

beforeAll(async () => {
  asking = await askedHost({ environment: { SHIPSHAPE_LINKS_KEY: KEY } });
  const { host } = asking;
  await host.publish([
    fact('PersonRegistered', '2024-01-01', { person: 'priya', name: 'Priya' }),
    fact('RubricPublished', '2024-01-01', {
      rubricVersion: '1',
      categories: [{ category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'Good.' }],
      cadence: [{ step: 'strategy', every: 'month', title: HOSTILE, partners: ['pmm'] }],
    }),
    ...TEAMS.flatMap((team) => [
      fact('TeamRegistered', '2024-01-01', { team, title: HOSTILE, org: 'code', contacts: { pmm: 'priya' } }),
      ...['a', 'b'].map((name) =>
        registered(featureOf(team, name), '2024-01-02', { team, title: `${HOSTILE} ${name}` }),
      ),
    ]),
    fact('ReviewRequested', now, {
      review: 'blog',
      changeClass: 'blog-post',
      subject: HOSTILE,
      reviewers: ['person:priya'],
      team: 'search',
      actor: 'person:noor',
    }),
  ]);
  await host.idle();
  await digestsOn(host.store).fire({ schedule: 'monthly', zone: 'UTC' }, now);
});
afterAll(() => asking.host.stop());

/** As somebody without the token. */
const open = (path: string, init?: RequestInit) => asking.askAs(undefined, path, init);

async function pageAt(path: string, init: RequestInit = {}) {
  const headers = { accept: 'text/html', ...Object.fromEntries(new Headers(init.headers)) };
  const answer = await open(path, { ...init, headers });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

describe('Pages of digests', () => {
  it.each([
    ['/digests', 200],
    [digestsAddress('all'), 200],
    [digestsAddress('team:search'), 200],
    [digestsAddress('org:code'), 200],
    [digestAddress('all', month), 200],
    [digestAddress('team:search', month), 200],
    [digestAddress('org:code', month), 200],
    [digestAddress('team:nobody', month), 404],
    [digestAddress('team:search', '2010-01'), 404],
    [digestAddress('team:search', 'january'), 404],
    [`/digests/${'x'.repeat(300)}`, 404],
    ['/reviews', 200],
    ['/due', 200],
    ['/due?team=search', 200],
    ['/due?team=', 200],
    ['/due?team=nobody', 404],
    [`/due?team=${'x'.repeat(300)}`, 400],
  ])('%s answers %i, and escapes what others wrote', async (path, status) => {
    const answer = await pageAt(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.body).not.toContain('<img');
  });

  it('say what is in a digest, and name nobody', async () => {
    for (const path of [digestAddress('team:search', month), '/due?team=search', '/reviews']) {
      const { body } = await pageAt(path);
      if (path !== '/reviews') expect(body).toContain('&lt;img src=x onerror=alert(1)');
      expect(body).not.toMatch(/priya|noor/i);
    }
    expect((await pageAt(digestAddress('team:search', month))).body).toContain('Nobody verified 3 records');
  });
});

describe('GET /api/digests/{audience}/{period}', () => {
  it('gives a digest as it was made, without people, and with an ETag', async () => {
    const answer = await open(digestDataAddress('team:search', month));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const made = digest.parse(await answer.json());
    expect(made).toMatchObject({ audience: 'team:search', period: month, unverified: { total: 3 } });
    expect(made.cadence.items[0]?.partners).toEqual([{ role: 'pmm' }]);
    expect(made.standings).toBeUndefined();
    const etag = answer.headers.get('etag') ?? '';
    const again = await open(digestDataAddress('team:search', month), { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it.each([
    ['team:nobody', month],
    ['team:search', '2010-01'],
    ['team:search', '2024-13'],
  ])('answers 404 for %s, %s', async (audience, period) => {
    const answer = await open(digestDataAddress(audience, period));
    expect([answer.status, (await answer.json()).code]).toEqual([404, 'DIGEST_UNKNOWN']);
  });
});

describe('What is for people inside', () => {
  it.each(['/api/reviews', '/api/due', '/api/due?team=search', '/api/due?team=nobody'])(
    '%s asks for the token first',
    async (path) => {
      const answer = await open(path);
      expect([answer.status, (await answer.json()).code]).toEqual([401, 'TOKEN_NOT_ACCEPTED']);
    },
  );

  it('GET /api/due gives what is due, with people, and the records that nobody looked at', async () => {
    const { digest: soFar, since, records } = await (await asking.ask('/api/due?team=search')).json();
    expect(soFar).toMatchObject({ audience: 'team:search', reviews: { items: [{ review: 'blog' }] } });
    expect(soFar.cadence.items[0].partners).toEqual([{ role: 'pmm', person: 'priya' }]);
    expect(since).toBe(lastEnded('month', now, 'UTC').from);
    expect(records.map(({ entity }: { entity: string }) => entity)).toEqual([
      'team:search',
      'feature:search-a',
      'feature:search-b',
    ]);
    const all = await (await asking.ask('/api/due')).json();
    expect([all.digest.audience, all.records]).toEqual(['all', []]);
  });

  it('GET /api/due asks about no record that somebody looked at in the last month', async () => {
    const { from } = lastEnded('month', now, 'UTC');
    await asking.host.publish([
      registered('seen', '2024-01-02', { team: 'lookers' }),
      fact('RecordVerified', from, { entity: 'feature:seen' }),
      registered('unseen', '2024-01-02', { team: 'lookers' }),
      fact('RecordVerified', new Date(Date.parse(from) - 1).toISOString(), { entity: 'feature:unseen' }),
    ]);
    await asking.host.idle();
    const { records } = await (await asking.ask('/api/due?team=lookers')).json();
    expect(records).toMatchObject([{ entity: 'feature:unseen' }]);
  });

  it.each(['nobody', 'x'.repeat(300)])('GET /api/due answers 404 for the team %s', async (team) => {
    const answer = await asking.ask(`/api/due?team=${team}`);
    expect([answer.status, (await answer.json()).code]).toEqual([404, 'TEAM_UNKNOWN']);
  });

  it('GET /api/reviews gives names and rules', async () => {
    const { reviews, rules } = await (await asking.ask('/api/reviews')).json();
    expect(reviews).toMatchObject([{ review: 'blog', reviewers: [{ reviewer: 'person:priya' }] }]);
    expect(rules.classes.length).toBeGreaterThan(0);
  });
});

describe('/confirm/{token}', () => {
  const linkTo = (confirmable: Partial<Confirmable> & { team: string }, madeAt = now, key = KEY) =>
    confirmAddress(confirmToken(key, { period: month, what: 'all', ...confirmable }, madeAt));
  const press = (link: string, entities: readonly string[], type = FORM) =>
    pageAt(link, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new URLSearchParams(entities.map((entity) => ['entity', entity])).toString(),
    });
  /** What a team is asked to look at now, and whether its step is done. */
  async function asked(team: string) {
    await asking.host.idle();
    const { digest: soFar, records } = await (await asking.ask(`/api/due?team=${team}`)).json();
    const steps = soFar.cadence.items.filter(({ period }: { period: string }) => period === month);
    return { records: records.map(({ entity }: { entity: string }) => entity), steps };
  }
  const all = (team: string) => [`team:${team}`, `feature:${team}-a`, `feature:${team}-b`];
  const isKept = ({ headers }: { headers: Headers }) => [
    headers.get('cache-control'),
    headers.get('referrer-policy'),
  ];

  it('shows what would be confirmed, and says nothing, however often it is opened', async () => {
    const link = linkTo({ team: 'open' });
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await pageAt(link, { method });
      expect(answer.status).toBe(200);
      expect(isKept(answer)).toEqual(['no-store', 'same-origin']);
      if (method === 'HEAD') expect(answer.body).toBe('');
      else {
        for (const entity of all('open')) expect(answer.body).toContain(`value="${entity}"`);
        expect(answer.body).toContain(`<form class="confirm" method="post" action="${link}">`);
        expect(answer.body).toContain('&lt;img src=x');
        expect(answer.body).not.toContain('<img');
      }
    }
    expect((await asked('open')).records).toEqual(all('open'));
  });

  it('confirms what stays ticked, once', async () => {
    const link = linkTo({ team: 'ticked' });
    const first = await press(link, ['feature:ticked-a', 'team:ticked']);
    expect(first.status).toBe(200);
    expect(first.body).toContain('2 records of ');
    expect(first.body).not.toContain('<img');
    expect(isKept(first)).toEqual(['no-store', 'same-origin']);
    expect((await asked('ticked')).records).toEqual(['feature:ticked-b']);
    expect((await pageAt(link)).body).not.toContain('value="feature:ticked-a"');

    const again = await press(link, ['feature:ticked-a', 'team:ticked']);
    expect([again.status, again.body]).toEqual([200, expect.stringContaining('Nothing was confirmed')]);
    expect((await press(link, ['feature:ticked-b'])).body).toContain('1 record of ');
    expect((await asked('ticked')).records).toEqual([]);
    expect((await pageAt(link)).body).toContain('Nothing left to confirm');
  });

  it('ignores what was not asked for, and who presses with nothing ticked', async () => {
    const link = linkTo({ team: 'others' });
    const elsewhere = ['feature:open-a', 'team:search', 'feature:nobody', 'person:priya', ''];
    for (const entities of [elsewhere, []])
      expect((await press(link, entities)).body).toContain('Nothing was confirmed');
    // The link of one record confirms that one only, also where others are asked of the team.
    const one = linkTo({ team: 'others', what: 'feature:others-a' });
    expect((await press(one, all('others'))).body).toContain('1 record of ');
    expect((await asked('others')).records).toEqual(['team:others', 'feature:others-b']);
    expect((await asked('open')).records).toEqual(all('open'));
  });

  it('says that a step is done, once', async () => {
    const link = linkTo({ team: 'step', what: `step:strategy:${month}` });
    expect((await asked('step')).steps.map(({ state }: { state: string }) => state)).not.toContain('done');
    expect((await pageAt(link)).body).toContain(`done for ${month}?`);
    expect((await press(link, [])).body).toContain(`is done for ${month}`);
    await asking.host.idle();
    expect((await pageAt(link)).body).toContain('Nothing left to confirm');
    expect((await press(link, [])).body).toContain('Nothing was confirmed');
  });

  it.each([
    ['application/json', 415],
    ['text/plain', 415],
    ['multipart/form-data; boundary=x', 415],
    [`${FORM}-not`, 415],
  ])('takes no body of type %s', async (type, status) => {
    const answer = await press(linkTo({ team: 'open' }), all('open'), type);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, 'no-store']);
    expect((await asked('open')).records).toEqual(all('open'));
  });

  const DAY_MS = 86_400_000;
  const daysAgo = (days: number) => new Date(Date.parse(now) - days * DAY_MS).toISOString();
  const tampered = () => {
    const [body = '', signed] = linkTo({ team: 'open' }).slice('/confirm/'.length).split('.');
    const said = JSON.parse(Buffer.from(body, 'base64url').toString());
    const other = Buffer.from(JSON.stringify({ ...said, team: 'search' })).toString('base64url');
    return confirmAddress(`${other}.${signed}`);
  };

  it.each<[string, () => string, number]>([
    ['is too old', () => linkTo({ team: 'open' }, daysAgo(46)), 410],
    ['was changed', tampered, 403],
    ['was cut', () => linkTo({ team: 'open' }).slice(0, -3), 403],
    ['has more behind it', () => `${linkTo({ team: 'open' })}.x`, 403],
    ['was signed with another key', () => linkTo({ team: 'open' }, now, `${KEY}!`), 403],
    ['is of a digest that was never made', () => linkTo({ team: 'open', period: '2010-01' }), 403],
    ['is of a step that is none', () => linkTo({ team: 'open', what: 'step:dance:2024-03' }), 403],
    ['is no link', () => confirmAddress('x'), 403],
  ])('says so of a link that %s, to who opens it and to who presses', async (_what, link, status) => {
    for (const answer of [await pageAt(link()), await press(link(), all('open'))]) {
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, 'no-store']);
      expect(answer.body).not.toContain('<form class="confirm"');
    }
    expect((await asked('open')).records).toEqual(all('open'));
  });

  it('takes a link of yesterday, and its last day', async () => {
    for (const days of [1, 44])
      expect((await pageAt(linkTo({ team: 'open' }, daysAgo(days)))).status).toBe(200);
  });

  it('is not there on a host that signs no links', async () => {
    const bare = await askedHost({ functions: functions.map(({ secrets: _, ...wiring }) => wiring) });
    for (const method of ['GET', 'POST'])
      expect((await bare.ask(linkTo({ team: 'open' }), { method })).status).toBe(404);
    await bare.host.stop();
  });
});
