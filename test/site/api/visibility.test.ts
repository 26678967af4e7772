/** Nothing internal is on any address that answers without the token: canaries in every internal field, on every route. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lastEnded } from '../../../functions/kernel/model/period.ts';
import { STYLE_FILE } from '../../../functions/site/look/styles.ts';
import { SECRETS, signed } from '../../support/deliveries.ts';
import { digestsOn } from '../../support/digests.ts';
import { cut, fact, registered, scheduled, started } from '../../support/facts.ts';
import { everyRoute } from '../fixture/web.ts';
import { type Asking, askedHost } from './private-host.ts';

const CANARY = 'canary';
const now = new Date().toISOString();
const month = lastEnded('month', now, 'UTC');
const later = (days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);
/** Within the month that has ended. */
const CUT = new Date(Date.parse(month.from) + 5 * 86_400_000).toISOString().slice(0, 10);

let asking: Asking;

beforeAll(async () => {
  asking = await askedHost({ environment: { SHIPSHAPE_SECRET_GITHUB: SECRETS.github } });
  await asking.host.publish([
    fact('PersonRegistered', '2024-01-01', {
      person: 'canary-priya',
      name: `Priya ${CANARY}`,
      email: 'canary@example.com',
    }),
    fact('TeamRegistered', '2024-01-01', {
      team: 'search',
      title: 'Search',
      org: 'code',
      department: 'product',
      areas: ['find'],
      contacts: { pmm: 'canary-priya' },
      channel: '#canary',
      email: 'canary@example.com',
      approvers: ['person:canary-priya'],
    }),
    fact('RubricPublished', '2024-01-01', {
      rubricVersion: '1',
      categories: [{ category: 'docs', title: 'Docs', team: 'search', policy: 'team', criteria: 'Good.' }],
      cadence: [{ step: 'strategy', every: 'month', title: 'Strategy', partners: ['pmm'] }],
    }),
    registered('ranking', '2024-01-02', {
      team: 'search',
      title: 'Ranking',
      authors: ['person:canary-priya'],
      internal: { sales: `Say ${CANARY}.` },
    }),
    started('rank', '2024-01-02'),
    scheduled('s-1', CUT),
    fact('ExemptionGranted', CUT, {
      project: 'rank',
      release: 's-1',
      reason: `A secret ${CANARY}`,
      approver: 'person:canary-priya',
    }),
    cut('s-1', CUT),
    scheduled('s-2', later(20)),
    fact('ExemptionGranted', CUT, {
      project: 'rank',
      release: 's-2',
      reason: `Another ${CANARY}`,
      approver: 'person:canary-priya',
    }),
    fact('StarGranted', CUT, {
      feature: 'ranking',
      category: 'docs',
      side: 'team',
      rubricVersion: '1',
      comment: `Fine, ${CANARY}`,
      actor: 'person:canary-priya',
    }),
    fact('ReviewRequested', now, {
      review: 'blog',
      changeClass: 'blog-post',
      subject: `We buy ${CANARY}`,
      reviewers: ['person:canary-priya'],
      team: 'search',
      url: 'https://example.com/canary',
      actor: 'person:canary-priya',
    }),
    fact('ReviewRequested', CUT, {
      review: 'old',
      changeClass: 'blog-post',
      subject: `We sell ${CANARY}`,
      reviewers: ['person:canary-priya'],
      team: 'search',
    }),
  ]);
  await deliver({ merged: true, merged_at: `${CUT}T09:00:00Z` });
  await deliver({ merged: true, merged_at: 'never' });
  await asking.host.idle();
  await digestsOn(asking.host.store).fire({ schedule: 'monthly', zone: 'UTC' }, now);
});
afterAll(() => asking.host.stop());

/** A change of a repository that nobody mapped: it waits, or, where its moment is none, it is not understood. */
async function deliver(pull: object): Promise<void> {
  const pull_request = {
    ...{ id: 71, number: 7, title: `Build ${CANARY}`, labels: [] },
    html_url: 'https://github.com/acme/app/pull/7',
    ...pull,
  };
  const repository = { id: 12, full_name: 'acme/app' };
  const payload = { action: 'closed', number: 7, pull_request, repository, sender: { login: 'octocat' } };
  const { headers, body } = signed('github', payload, { 'x-github-event': 'pull_request' });
  const init = { method: 'POST', body: new Uint8Array(body), headers };
  expect((await asking.askAs(undefined, '/webhooks/github', init)).status).toBe(202);
}

const AUDIENCES = ['all', 'org:code', 'team:search'];

const NAMED: Readonly<Record<string, string>> = {
  '{feature}': 'ranking',
  '{review}': 'blog',
  '{team}': 'search',
  '{org}': 'code',
  '{department}': 'product',
  '{area}': 'find',
};

const FILES: Readonly<Record<string, string>> = {
  '/badges/features/{file}': 'ranking.svg',
  '/badges/projects/{file}': 'rank.svg',
  '/badges/teams/{file}': 'search.svg',
  '/calendars/trains/{file}': 'server.ics',
  '/calendars/teams/{file}': 'search.ics',
  '/feeds/{file}': 'all.atom',
  '/feeds/trains/{file}': 'server.atom',
  '/feeds/teams/{file}': 'search.atom',
  '/feeds/features/{file}': 'ranking.atom',
};

/** Every public route, with everything that there is in place of its parameters. */
const paths = everyRoute()
  .filter(({ route, isPrivate, isMoved }) => route.startsWith('GET ') && !isPrivate && !isMoved)
  .map(({ route }) => route.slice('GET '.length))
  .filter((path) => !path.startsWith('/sign-in/'))
  .flatMap((path) => {
    if (path === '/assets/{file}') return [`/assets/${STYLE_FILE}`];
    if (path.endsWith('/{file}')) return [path.replace('{file}', FILES[path] ?? '')];
    if (path === '/say/{action}') return ['/say/exempt'];
    if (path.endsWith('/due')) return [path, `${path}?team=search`];
    if (path.includes('{audience}'))
      return AUDIENCES.map((one) =>
        path.replace('{audience}', encodeURIComponent(one)).replace('{period}', month.name),
      );
    if (path.includes('{project}')) return [path.replace('{project}', 'rank')];
    if (path.includes('{train}')) return [path.replace('{train}', 'server')];
    return ['s-1', 's-2']
      .slice(0, path.includes('{release}') ? 2 : 1)
      .map((id) => path.replaceAll(/\{\w+\}/g, (name) => NAMED[name] ?? id));
  });

describe('What is internal', () => {
  it.each(paths)('is not at %s for everybody', async (path) => {
    const answer = await asking.askAs(undefined, path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toMatch(/canary/i);
  });

  it.each([
    '/teams/search',
    '/api/v1/teams/search',
    '/releases/s-1',
    '/api/v1/releases/s-1',
    '/api/v1/releases/s-2',
    '/projects/rank',
    '/features/ranking',
    '/api/v1/features/ranking',
    '/reviews',
    '/reviews/blog',
    '/api/v1/reviews/blog',
    '/due?team=search',
    '/internal/waiting',
    '/internal/quarantine',
  ])('is at %s for who holds the token, and no cache keeps it', async (path) => {
    const answer = await asking.ask(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toMatch(/canary/i);
  });

  it.each(['/internal', '/internal/deliveries', '/internal/waiting', '/internal/quarantine'])(
    'is no page for everybody at %s',
    async (path) => expect((await asking.askAs(undefined, path)).status).toBe(401),
  );

  it('is refused to a wrong token, instead of showing less', async () => {
    expect((await asking.askAs('Bearer wrong', '/api/v1/releases/s-1')).status).toBe(401);
  });
});
