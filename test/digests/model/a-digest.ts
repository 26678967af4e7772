/** One digest with something in every section: of team Search, for March 2024. */

import type { DigestLinks } from '../../../functions/digests/model/confirm-link.ts';
import type { Digest } from '../../../functions/digests/model/model.ts';
import { only } from '../../../functions/digests/model/sections.ts';

const point = (period: string, [shipped, silent]: [number, number], [done, of]: [number, number]) => ({
  period,
  shipped,
  silent,
  completion: { done, of },
});

const search = { team: 'search' };
const here = { ...search, release: '5.3', train: 'server' };

export const aDigest: Digest = {
  period: '2024-03',
  every: 'month',
  zone: 'Europe/Berlin',
  from: '2024-02-29T23:00:00.000Z',
  until: '2024-03-31T22:00:00.000Z',
  audience: 'team:search',
  title: 'Search',
  madeAt: '2024-04-01T06:00:00.000Z',
  isQuiet: false,
  silent: {
    items: [
      {
        project: 'autoscaling',
        title: 'Autoscaling',
        ...here,
        verdict: 'shipped-nothing',
        because: 'no change or shipment in the window',
        streak: 3,
      },
      {
        project: 'windows',
        title: 'Windows support',
        ...here,
        verdict: 'shipped-nothing',
        because: 'no change or shipment in the window, and what it had shipped was withdrawn',
        streak: 1,
      },
      {
        project: 'index-rewrite',
        title: 'Index rewrite',
        ...here,
        verdict: 'exempt',
        because: 'exempt by team:directors: a rewrite that lands in one piece in 5.4',
        streak: 0,
      },
    ],
    total: 3,
  },
  shipped: {
    items: [
      {
        project: 'code-search',
        title: 'Code search',
        ...here,
        verdict: 'shipped-on',
        what: [
          { title: 'Search results rank by symbol', url: 'https://github.com/acme/search/pull/4711' },
          { title: 'Faster regular expressions', url: 'https://github.com/acme/search/pull/4720' },
        ],
        more: 5,
      },
      {
        project: 'ranking',
        title: 'Ranking',
        ...here,
        verdict: 'shipped-off',
        what: [{ title: 'Learned ranking' }],
        more: 0,
      },
    ],
    total: 2,
  },
  features: {
    items: [
      { feature: 'search-jobs', title: 'Search jobs', team: 'search', change: 'new', to: 'Experimental' },
      {
        feature: 'symbol-search',
        title: 'Symbol search',
        team: 'search',
        change: 'changed',
        from: 'Beta',
        to: 'GA',
      },
      {
        feature: 'query-builder',
        title: 'Query builder',
        team: 'search',
        change: 'deprecated',
        from: 'GA',
        to: 'Deprecated',
      },
    ],
    total: 3,
  },
  grades: {
    items: [
      {
        feature: 'code-search',
        title: 'Code search',
        team: 'search',
        from: { earned: 4, of: 6 },
        to: { earned: 5, of: 6 },
        stars: [
          {
            title: 'Documentation',
            from: 'not-earned',
            to: 'earned',
            because: 'team docs decides: granted by team:docs on 2024-03-12',
          },
        ],
        next: { title: 'Security', who: 'team security', what: 'grant it: ask for a threat model review' },
      },
    ],
    total: 1,
  },
  unverified: {
    items: [
      {
        entity: 'feature:saved-searches',
        title: 'Saved searches',
        team: 'search',
        lastSeenAt: '2023-11-02T09:00:00.000Z',
      },
      { entity: 'team:search', title: 'Search', team: 'search', lastSeenAt: '2024-01-03T09:00:00.000Z' },
    ],
    total: 12,
  },
  reviews: {
    items: [
      {
        review: 'blog-5.4',
        subject: 'Blog post for 5.4',
        changeClass: 'blog-post',
        team: 'search',
        state: 'waiting',
        turn: 'reviewers',
        lapsesAt: '2024-04-04T22:00:00.000Z',
      },
      {
        review: 'pricing-2024',
        subject: 'Pricing of search jobs',
        changeClass: 'major-pricing',
        state: 'returned',
        turn: 'author',
      },
      {
        review: 'talk-gophercon',
        subject: 'Talk at a conference',
        changeClass: 'public-talk',
        state: 'no-longer-blocking',
        turn: 'nobody',
        lapsedAt: '2024-03-20T23:00:00.000Z',
      },
    ],
    total: 3,
  },
  releases: {
    items: [
      {
        release: '5.4',
        train: 'server',
        cutAt: '2024-04-16T14:00:00.000Z',
        isOverdue: false,
        projects: 3,
        atRisk: 1,
        named: [
          {
            project: 'windows',
            title: 'Windows support',
            ...search,
            because: 'nothing is merged, and half of the cycle is over',
          },
        ],
      },
    ],
    total: 1,
  },
  upcoming: {
    items: [
      {
        kind: 'launch',
        feature: 'search-jobs',
        title: 'Search jobs',
        team: 'search',
        text: 'open the collaboration document of its L1 launch',
        dueAt: '2024-03-28T23:00:00.000Z',
        isOverdue: true,
      },
      {
        kind: 'flag',
        feature: 'symbol-search',
        title: 'Symbol search',
        team: 'search',
        text: 'its feature flag symbols-v2 has been on for a release and can be removed',
        isOverdue: false,
      },
    ],
    total: 2,
  },
  cadence: {
    items: [
      {
        team: 'search',
        step: 'strategy',
        title: 'Strategy page',
        period: '2024-03',
        state: 'overdue',
        partners: [{ role: 'engineering', person: 'person:ana' }, { role: 'design' }],
      },
      { team: 'search', step: 'okr', title: 'Objectives', period: '2024-Q1', state: 'due', partners: [] },
      {
        team: 'search',
        step: 'product-data',
        title: 'Product data',
        period: '2024-03',
        state: 'done',
        partners: [],
      },
    ],
    total: 6,
  },
  corrections: {
    items: [
      {
        period: '2024-02',
        entity: 'project:ranking',
        title: 'Ranking',
        text: 'shipped in 5.2 after all: a merge was told late',
      },
    ],
    total: 1,
  },
  snoozed: 2,
  completion: { done: 4, of: 6 },
  completionBefore: { done: 5, of: 6 },
  actions: [
    { text: 'Say what Autoscaling ships in 5.4, or record why it need not', entity: 'project:autoscaling' },
    { text: 'Confirm that the 12 records of Search are still correct', confirms: 'all' },
    { text: 'Answer the review of the blog post for 5.4', entity: 'review:blog-5.4' },
  ],
  trend: [
    point('2023-10', [1, 3], [2, 6]),
    point('2023-11', [2, 2], [3, 6]),
    point('2023-12', [0, 0], [6, 6]),
    point('2024-01', [4, 0], [4, 6]),
    point('2024-02', [3, 1], [5, 6]),
    point('2024-03', [2, 2], [4, 6]),
  ],
  ignored: 1,
  escalates: false,
};

/** Of a month in which nothing happened. */
export const aQuietDigest: Digest = { ...only(aDigest, []), snoozed: 0, completion: { done: 0, of: 0 } };

/** Links of a host that signs confirmations. */
export const someLinks: DigestLinks = {
  page: 'https://shipshape.example/digests/team%3Asearch/2024-03',
  confirm: (what) =>
    `https://shipshape.example/confirm?what=${encodeURIComponent(what.toWellFormed())}&signed=1`,
};
