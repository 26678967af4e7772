import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import { digest } from '../../../functions/digests/model/model.ts';
import { section } from '../../../functions/digests/model/sections.ts';
import { teamDigest } from '../../../functions/digests/model/team-digest.ts';
import { granted, published } from '../../grades/model/facts.ts';
import { completed, rubricPublished, snoozed, verified } from '../../support/digest-facts.ts';
import { featureRegistered, on } from '../../support/ledger-facts.ts';
import { aQuietDigest } from './a-digest.ts';
import { exemptItem, reviewItem, silentItem, unverifiedItem } from './items.ts';
import { LAST, march, materialOf, teamMaterial } from './materials.ts';
import { aVerdict } from './verdicts.ts';

const judged = (more: Parameters<typeof aVerdict>[0] = {}, streak = 1) => ({
  verdict: aVerdict(more),
  train: 'server',
  streak,
});
const feature = (id: string, ...facts: readonly Fact[]) =>
  materialOf([featureRegistered('01-05', { feature: id, title: `The ${id}` }), ...facts], { feature: id });

const strategy = { step: 'strategy', every: 'month', title: 'Strategy page' } as const;

describe('The digest of a team', () => {
  test('is one as all are kept, of its period', () => {
    const made = teamDigest(teamMaterial({ features: [feature('sort')], verdicts: [judged()] }));
    expect(digest.parse(made)).toEqual(made);
    expect(made).toMatchObject({
      audience: 'team:search',
      title: 'Search team',
      period: '2024-03',
      zone: 'UTC',
      from: march.from,
      until: march.until,
      madeAt: on('04-01T07:00'),
      isQuiet: false,
    });
  });

  test('is named by its id where it has no title', () => {
    const { state, ...rest } = teamMaterial();
    expect(teamDigest({ ...rest, state: { ...state, title: undefined } }).title).toBe('search');
  });

  test('tells of its projects, and of no others', () => {
    const made = teamDigest(
      teamMaterial({ verdicts: [judged({}, 3), judged({ project: 'code', team: 'code' })] }),
    );
    expect(made.silent).toMatchObject({ items: [{ project: 'rank', streak: 3, train: 'server' }], total: 1 });
  });

  test('names what shipped by the titles of its features', () => {
    const evidence = [
      { kind: 'shipment', event: 'one', at: on('03-05'), feature: 'sort', counts: true, because: 'declared' },
    ] as const;
    const made = teamDigest(
      teamMaterial({
        features: [feature('sort')],
        verdicts: [judged({ verdict: 'shipped-on', evidence: [...evidence] })],
      }),
    );
    expect(made.shipped.items[0]?.what).toEqual([{ title: 'The sort' }]);
  });

  test('counts each project that shipped and that was silent in its trend, beyond what it keeps', () => {
    const verdicts = [
      ...Array.from({ length: 35 }, (_, at) => judged({ project: `silent-${at}` })),
      ...Array.from({ length: 5 }, (_, at) => judged({ project: `exempt-${at}`, verdict: 'exempt' }, 0)),
      ...Array.from({ length: 32 }, (_, at) => judged({ project: `on-${at}`, verdict: 'shipped-on' }, 0)),
    ];
    const made = teamDigest(teamMaterial({ verdicts }));
    expect(made.silent.total).toBe(40);
    expect(made.trend).toEqual([
      { period: '2024-03', shipped: 32, silent: 35, completion: { done: 0, of: 0 } },
    ]);
  });

  test('tells of its reviews', () => {
    expect(teamDigest(teamMaterial({ reviews: [reviewItem()] })).reviews).toEqual({
      items: [reviewItem()],
      total: 1,
    });
  });

  test('tells that nobody verified its own record, or those of its features, the oldest first', () => {
    const made = teamDigest(teamMaterial({ features: [feature('sort')] }));
    expect(made.unverified.items.map(({ entity }) => entity)).toEqual(['team:search', 'feature:sort']);
    const looked = teamDigest(teamMaterial({ facts: [verified('03-05', {})] }));
    expect(looked.unverified.total).toBe(0);
    expect(looked.isQuiet).toBe(true);
  });

  test('leaves out what is snoozed, and says how much', () => {
    const until = on('05-01');
    const made = teamDigest(
      teamMaterial({
        facts: [snoozed('02-01', { entity: 'team:search', until })],
        features: [feature('sort', snoozed('02-01', { until })), feature('order')],
      }),
    );
    expect(made.unverified.items.map(({ entity }) => entity)).toEqual(['feature:order']);
    expect(made.snoozed).toBe(2);
  });
});

describe('The steps of a team', () => {
  const rubric = [rubricPublished('01-01', { cadence: [strategy] })];

  test('are told with how many are done, and how many were the period before', () => {
    const done = completed('03-20', { step: 'strategy', period: '2024-03' });
    const previous = { ...aQuietDigest, completion: { done: 3, of: 4 } };
    const made = teamDigest(teamMaterial({ rubric, facts: [done], previous }));
    expect(made.cadence.items).toMatchObject([
      { period: '2024-04', state: 'due' },
      { period: '2024-03', state: 'done' },
    ]);
    expect(made).toMatchObject({ completion: { done: 1, of: 1 }, completionBefore: { done: 3, of: 4 } });
    expect(made.trend.at(-1)).toMatchObject({ period: '2024-03', completion: { done: 1, of: 1 } });
    expect(teamDigest(teamMaterial({ rubric })).completion).toEqual({ done: 0, of: 1 });
  });

  test('are overdue when their period is over, and due as long as it is not', () => {
    const stateOf = (madeAt: string) => {
      const last = madeAt < march.until ? madeAt : LAST;
      const { cadence } = teamDigest(teamMaterial({ rubric, madeAt, last }));
      return cadence.items.find(({ period }) => period === '2024-03')?.state;
    };
    expect(stateOf(on('03-31T23:59'))).toBe('due');
    expect(stateOf(on('04-01'))).toBe('overdue');
    expect(stateOf(on('04-09'))).toBe('overdue');
  });

  test('are asked in full, also of a team that has more than a digest keeps', () => {
    const weekly = (['okr', 'strategy', 'product-data', 'supported-list', 'roadmap'] as const).map(
      (step) => ({
        step,
        every: 'week' as const,
        title: step,
      }),
    );
    const cadence = [...weekly, ...weekly.map((rule) => ({ ...rule, title: `${rule.title} again` }))];
    const made = teamDigest(teamMaterial({ rubric: [rubricPublished('01-01', { cadence })] }));
    expect(made.cadence.items).toHaveLength(30);
    expect(made.completion).toEqual({ done: 0, of: 50 });
  });

  test('that confirm features ask nothing of those that are snoozed', () => {
    const confirms = [{ ...strategy, confirms: 'features' as const }];
    const seen = feature('sort', verified('03-05', { entity: 'feature:sort' }));
    const asleep = feature('order', snoozed('02-01', { entity: 'feature:order', until: on('06-01') }));
    const march = (...features: ReturnType<typeof feature>[]) => {
      const rules = [rubricPublished('01-01', { cadence: confirms })];
      const { cadence } = teamDigest(teamMaterial({ rubric: rules, features }));
      return cadence.items.find(({ period }) => period === '2024-03')?.state;
    };
    expect(march(seen, asleep)).toBe('done');
    expect(march(seen, feature('order'))).toBe('overdue');
  });
});

describe('The digest after another', () => {
  test('corrects what that one said of projects', () => {
    const previous = { ...aQuietDigest, period: '2024-02', silent: section('silent', [silentItem()]) };
    const since = { cycles: [], verdicts: [aVerdict({ verdict: 'shipped-off', because: 'merged' })] };
    const made = teamDigest(teamMaterial({ facts: [verified('03-05', {})], previous, since }));
    expect(made.corrections.items).toMatchObject([{ period: '2024-02', entity: 'project:rank' }]);
    expect(made.isQuiet).toBe(false);
  });

  test('corrects the stars that that one knew of, by the titles of features', () => {
    const rubric = [published('01-01', 'v1', {})];
    const previous = { ...aQuietDigest, period: '2024-02', standings: { sort: [0, 1] as [number, number] } };
    const made = teamDigest(
      teamMaterial({ rubric, features: [feature('sort', granted('02-20'))], previous }),
    );
    expect(made.corrections.items).toEqual([
      {
        period: '2024-02',
        entity: 'feature:sort',
        title: 'The sort',
        text: 'it had 1 of 1 stars, and 0 of 1 were known',
      },
    ]);
    expect(made.grades.total).toBe(0);
    expect(made.standings).toEqual({ sort: [1, 1] });
  });

  test('says nothing of one that is not there', () => {
    const since = { cycles: [], verdicts: [aVerdict()] };
    expect(teamDigest(teamMaterial({ since })).corrections.total).toBe(0);
  });

  test('knows that it was ignored, and goes to the manager, too, once', () => {
    const unverified = section('unverified', [unverifiedItem()]);
    const next = (ignored: number, more: Parameters<typeof teamMaterial>[0] = {}) => {
      const previous = { ...aQuietDigest, unverified, ignored };
      const made = teamDigest(teamMaterial({ ...more, previous }));
      return [made.ignored, made.escalates];
    };
    expect(next(0)).toEqual([1, false]);
    expect(next(1)).toEqual([2, true]);
    expect(next(2)).toEqual([3, false]);
    expect(next(1, { facts: [verified('03-05', {})] })).toEqual([0, false]);
    const look = verified('03-05', { entity: 'feature:sort' });
    expect(next(1, { features: [feature('sort', look)] })).toEqual([0, false]);
  });

  test('goes on with its trend', () => {
    const made = teamDigest(teamMaterial({ previous: aQuietDigest }));
    expect(made.trend).toHaveLength(aQuietDigest.trend.length + 1);
  });
});

describe('The actions of a team', () => {
  test('lead to the next star of any feature that is not snoozed', () => {
    const rubric = [published('01-01', 'v1', {})];
    const entityOf = (...facts: readonly Fact[]) => {
      const looked = [verified('03-05', { entity: 'feature:sort' }), ...facts];
      const made = teamDigest(
        teamMaterial({ rubric, facts: [verified('03-05', {})], features: [feature('sort', ...looked)] }),
      );
      return made.actions.map(({ entity }) => entity);
    };
    expect(entityOf()).toEqual(['feature:sort']);
    expect(entityOf(snoozed('03-05', { until: on('05-01') }))).toEqual([]);
    expect(entityOf(granted('03-05'))).toEqual([]);
  });

  test('name days in its zone', () => {
    const reviews = [reviewItem({ lapsesAt: '2024-03-31T23:30:00.000Z' })];
    const [action] = teamDigest(
      teamMaterial({ period: { ...march, zone: 'Europe/Berlin' }, reviews }),
    ).actions;
    expect(action?.text).toContain('from 1 Apr 2024 on');
  });

  test('ask nothing of a project that is exempt', () => {
    const made = teamDigest(
      teamMaterial({ facts: [verified('03-05', {})], verdicts: [judged(exemptItem(), 0)] }),
    );
    expect(made.silent.total).toBe(1);
    expect(made.actions).toEqual([]);
  });
});

describe('A team of many features', () => {
  test('keeps the standing of six hundred', () => {
    const features = Array.from({ length: 601 }, (_, at) => feature(`f${at}`));
    const made = teamDigest(teamMaterial({ rubric: [published('01-01', 'v1', {})], features }));
    expect(Object.keys(made.standings ?? {})).toHaveLength(600);
    expect(made.unverified.total).toBe(602);
  });
});
