import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Known } from '../../../functions/catalog/model/import/known.ts';
import { assembleKnown, catalogPage, wireSections } from '../../../functions/catalog/model/import/wire.ts';
import { readKnown } from '../../../functions/catalog/store/catalog.ts';
import { fromAnswer } from '../../../functions/site/resource/answer.ts';
import { cut, fact, registered, scheduled, started } from '../../support/facts.ts';
import { type Asking, askedHost } from './private-host.ts';

/** More than a page holds, of several teams: the list is sorted by team. */
const MANY = 220;
const INSIDE = 'canary-for-people-inside-only';

const category = {
  category: 'docs',
  title: 'Docs',
  team: 'search',
  policy: 'team',
  criteria: 'Written.',
} as const;
const entries = [
  ...Array.from({ length: MANY }, (_, at) =>
    registered(`feature-${at}`, '2024-01-01', { team: `team-${at % 3}`, title: `Größe ${at}` }),
  ),
  registered('inside', '2024-01-01', {
    internal: { notes: INSIDE },
    compatibility: { github: 'partial', gitlab: null },
  }),
  registered('old', '2024-01-01'),
  fact('FeatureRenamed', '2024-01-02', { feature: 'old', to: 'new' }),
  registered('gone', '2024-01-01'),
  fact('FeatureRetired', '2024-01-02', { feature: 'gone' }),
  fact(
    'TeamRegistered',
    '2024-01-01',
    { team: 'search', title: 'Search', contacts: { pm: 'ada' } },
    'catalog:1',
  ),
  fact('PersonRegistered', '2024-01-01', {
    person: 'ada',
    name: 'Ada',
    accounts: ['github:ada'],
    roles: ['marketing'],
  }),
  fact('ChannelRegistered', '2024-01-01', {
    channel: 'news',
    kind: 'email',
    audience: 'all',
    about: ['digest'],
    to: `${INSIDE}@example.com`,
  }),
  fact('ChannelMuted', '2024-01-02', { channel: 'nobody-registered', until: '2024-02-01T00:00:00.000Z' }),
  fact('CalendarPublished', '2024-01-01', { calendar: 'berlin', title: 'Berlin', timeZone: 'Europe/Berlin' }),
  fact('RoadmapPublished', '2024-01-01', { team: 'search', priorities: [{ problem: 'Slow' }] }),
  fact('RubricPublished', '2024-01-01', {
    rubricVersion: '1',
    categories: [category],
    reviews: { classes: [{ changeClass: 'press', title: 'Press', neverLapses: true }] },
    cadence: [{ step: 'okr', every: 'week', title: 'Progress' }],
    launches: [{ tier: 'L1', task: 'post', title: 'A post', before: 'P14D' }],
    timeZone: 'Europe/Berlin',
  }),
  fact('VocabularyPublished', '2024-01-01', {
    vocabulary: 'maturity',
    terms: [
      { term: 'ga', title: 'GA' },
      { term: 'beta', title: 'Beta' },
    ],
  }),
  started('rank'),
  fact('ProjectPaused', '2024-01-03', { project: 'rank', reason: 'Holidays' }),
  scheduled('1.0', '2024-02-01'),
  cut('1.0', '2024-02-02'),
  fact('ShipmentPlanned', '2024-01-05', { project: 'rank', release: '1.0' }),
  // Spoken of, and registered by nobody.
  fact('FeatureFlagChanged', '2024-01-01', { flag: 'lonely', enabledByDefault: true }),
  fact('ProjectEnded', '2024-01-01', { project: 'nobody-started' }),
];

let asking: Asking;
let overHttp: Known;
const asked: string[] = [];

beforeAll(async () => {
  asking = await askedHost();
  await asking.host.publish(entries);
  await asking.host.idle();
  overHttp = await assembleKnown(async (section, after) => {
    const path = `/api/v1/catalog/${section}${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`;
    asked.push(path);
    const answer = await asking.ask(path);
    expect(answer.status).toBe(200);
    return fromAnswer(catalogPage(), await answer.json());
  });
});
afterAll(() => asking.host.stop());

describe('GET /api/v1/catalog/{section}', () => {
  it('gives, page by page, what the table knows', async () => {
    expect(overHttp).toEqual(await readKnown(asking.host.store));
    expect(asked.filter((path) => path.startsWith('/api/v1/catalog/features'))).toHaveLength(2);
  });

  it('gives every feature once, also what is gone', () => {
    const names = [...overHttp.features.keys()].filter((id) => id.startsWith('feature-'));
    expect(names).toHaveLength(MANY);
    expect(overHttp.features.get('feature-7')).toMatchObject({
      record: { title: 'Größe 7', team: 'team-1' },
      isGone: false,
    });
    expect(overHttp.features.get('gone')).toMatchObject({ isGone: true });
    expect(overHttp.features.get('new')).toMatchObject({ record: { formerly: ['old'] } });
  });

  it('gives what is for people inside, and the three values of what is yes, no or unknown', () => {
    expect(overHttp.features.get('inside')?.record).toMatchObject({
      internal: { notes: INSIDE },
      compatibility: { github: 'partial' },
    });
  });

  it('gives the other sections', () => {
    expect(overHttp.teams.get('search')).toEqual({
      record: { title: 'Search', contacts: { pm: 'ada' } },
      isFromFiles: true,
      saidAt: '2024-01-01T00:00:00.000Z',
      isGone: false,
    });
    expect(overHttp.people.get('ada')?.record).toEqual({
      name: 'Ada',
      accounts: ['github:ada'],
      roles: ['marketing'],
    });
    expect([...overHttp.channels.keys()]).toEqual(['news']);
    expect(overHttp.channels.get('news')?.record).toMatchObject({ kind: 'email', audience: 'all' });
    expect(overHttp.calendars.get('berlin')?.record).toMatchObject({ timeZone: 'Europe/Berlin' });
    expect(overHttp.roadmap.get('search')?.record).toEqual({ priorities: [{ problem: 'Slow' }] });
    expect(overHttp.rubric?.record.categories.get('docs')).toMatchObject({ policy: 'team' });
    expect(overHttp.rubric?.record).toMatchObject({
      reviews: { classes: [{ changeClass: 'press', title: 'Press', neverLapses: true }] },
      cadence: [{ step: 'okr', every: 'week', title: 'Progress' }],
      launches: [{ tier: 'L1', task: 'post', title: 'A post', before: 'P14D' }],
      timeZone: 'Europe/Berlin',
    });
    expect([...(overHttp.vocabularies.maturity?.record.keys() ?? [])]).toEqual(['ga', 'beta']);
    expect(overHttp.projects.get('rank')?.record).toMatchObject({ status: 'paused', reason: 'Holidays' });
    expect([...overHttp.projects.keys()]).toEqual(['rank']);
    expect(overHttp.plans.get('rank')).toEqual([{ release: '1.0', isFromFiles: false }]);
    expect(overHttp.releases.get('1.0')?.record).toMatchObject({
      train: 'server',
      cutAt: '2024-02-02T00:00:00.000Z',
    });
  });

  it.each(['nothing', 'constructor', '__proto__', 'features%2F'])('knows no section %s', async (section) => {
    expect((await asking.ask(`/api/v1/catalog/${section}`)).status).toBe(404);
  });

  it('refuses a place that no page can begin after, and takes an empty one for the beginning', async () => {
    const far = await asking.ask(`/api/v1/catalog/features?after=${'x'.repeat(1025)}`);
    expect([far.status, (await far.json()).code]).toEqual([400, 'PAGE_UNKNOWN']);
    const [first, empty] = [
      await asking.ask('/api/v1/catalog/teams'),
      await asking.ask('/api/v1/catalog/teams?after='),
    ];
    const { records } = await first.json();
    expect(await empty.json()).toMatchObject({ records });
  });

  it.each(wireSections)(
    '%s says nothing of what is inside to who does not hold the token',
    async (section) => {
      const answer = await asking.askAs('Bearer wrong', `/api/v1/catalog/${section}`);
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain(INSIDE);
    },
  );
});
