/**
 * The invented half of the demo: a small shop in the middle of its work. A release is about to come, so its moments are
 * counted from the day of the start.
 */
import type { Event } from '../host.ts';

/** The train of the shop; a ledger that has it holds the demo. */
export const SHOP_TRAIN = 'sample-shop';
/** The release that comes. */
export const SHOP_COMING = 'sample-shop-3.2';

const RUBRIC = 'sample-1';
const DAY_MS = 86_400_000;

type Detail = Readonly<Record<string, unknown>>;

/** @param now UTC instant @returns the facts in the order of what happened */
export function shopFacts(now: string): Event[] {
  const moments = momentsFrom(now);
  return [...founding(moments), ...shipping(moments), ...grading(moments), ...coming(moments)].toSorted(
    (a, b) => String(a.detail.occurredAt).localeCompare(String(b.detail.occurredAt)),
  );
}

/** Both cuts are in months that have ended, so that the digest of last month tells of one. */
function momentsFrom(now: string) {
  const today = new Date(now);
  const at = (month: number, day: number): string =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + month, day, 9)).toISOString();
  return {
    /** Days from today, negative before. */
    days: (days: number) => new Date(Date.parse(now) + days * DAY_MS).toISOString(),
    begun: at(-3, 12),
    first: (day: number) => at(-2, day),
    second: (day: number) => at(-1, day),
  };
}

type Moments = ReturnType<typeof momentsFrom>;

const SITE = 'https://shop.example.com';

const fact = (type: string, name: string, occurredAt: string, detail: Detail, actor?: string): Event => ({
  source: 'shipshape',
  'detail-type': type,
  detail: {
    version: 1,
    id: `sample-shop:${name}`,
    occurredAt,
    evidence: `${SITE}/${name.replaceAll(':', '/')}`,
    ...(actor === undefined ? {} : { actor }),
    ...detail,
  },
});

const TEAMS = {
  'shop-checkout': 'Shop: Checkout',
  'shop-search': 'Shop: Search',
  'shop-app': 'Shop: App',
  'shop-docs': 'Shop: Documentation',
  'shop-quality': 'Shop: Quality',
} as const;

const PROJECTS = [
  ['one-click', 'One-click checkout', 'shop-checkout'],
  ['suggestions', 'Search suggestions', 'shop-search'],
  ['offline-cart', 'Offline cart', 'shop-app'],
] as const;

const FEATURES = [
  ['one-click-checkout', 'One-click checkout', 'shop-checkout', 'one-click', 'beta', 'one-click'],
  ['gift-cards', 'Gift cards', 'shop-checkout', 'one-click', 'general-availability', undefined],
  ['search-suggestions', 'Search suggestions', 'shop-search', 'suggestions', 'beta', undefined],
  ['offline-cart', 'Offline cart', 'shop-app', 'offline-cart', 'alpha', 'offline-cart'],
] as const;

/** Teams, people, projects and features. */
function founding({ begun }: Moments): Event[] {
  return [
    ...Object.entries(TEAMS).map(([team, title]) =>
      fact('TeamRegistered', `team:${team}`, begun, { team, title, contacts: { pm: 'Mira Sample' } }),
    ),
    fact('PersonRegistered', 'person:mira', begun, {
      person: 'mira',
      name: 'Mira Sample',
      email: 'mira@shop.example.com',
      teams: ['shop-checkout'],
      roles: ['product-director'],
    }),
    fact('PersonRegistered', 'person:ben', begun, {
      person: 'ben',
      name: 'Ben Sample',
      email: 'ben@shop.example.com',
      teams: ['shop-docs', 'shop-quality'],
    }),
    ...PROJECTS.map(([project, title, team]) =>
      fact('ProjectStarted', `project:${project}`, begun, { project, title, team, train: SHOP_TRAIN }),
    ),
    ...FEATURES.map(([feature, title, team, project, maturity, flag]) =>
      fact('FeatureRegistered', `feature:${feature}`, begun, {
        ...{ feature, title, team, project, maturity, authors: ['person:mira'] },
        ...(flag === undefined ? {} : { flag }),
      }),
    ),
    ...['one-click', 'offline-cart'].map((flag) =>
      fact('FeatureFlagChanged', `flag:${flag}:off`, begun, { flag, enabledByDefault: false }),
    ),
  ];
}

/** Two releases: in the second one, a project shipped nothing. */
function shipping({ begun, first, second }: Moments): Event[] {
  const merged = (number: number, at: string, project: string, title: string, feature: string) =>
    fact('ChangeMerged', `pull:${number}`, at, { project, title, feature, url: `${SITE}/pull/${number}` });
  const release = (version: string, at: (day: number) => string) => {
    const about = { release: `sample-shop-${version}` };
    const planned = { train: SHOP_TRAIN, releaseVersion: version, kind: 'minor' };
    return [
      fact('ReleaseScheduled', `scheduled:${version}`, begun, {
        ...about,
        ...planned,
        branchCutAt: at(10),
        releaseAt: at(14),
      }),
      fact('ReleaseCut', `cut:${version}`, at(10), about),
      fact('ReleasePublished', `published:${version}`, at(14), about),
    ];
  };
  return [
    ...release('3.0', first),
    ...release('3.1', second),
    merged(101, first(2), 'one-click', 'Pay with a saved card', 'one-click-checkout'),
    merged(104, first(4), 'suggestions', 'Suggest products while typing', 'search-suggestions'),
    merged(107, first(6), 'offline-cart', 'Keep the cart without a connection', 'offline-cart'),
    merged(113, first(24), 'suggestions', 'Suggest categories, too', 'search-suggestions'),
    fact('FeatureFlagChanged', 'flag:one-click:on', second(3), {
      flag: 'one-click',
      enabledByDefault: true,
    }),
    merged(118, second(4), 'one-click', 'Ask for the code only once', 'one-click-checkout'),
  ];
}

/** A rubric of three categories, each with another way to give its star. */
function grading({ begun, first, second }: Moments): Event[] {
  const star = (category: string, feature: string, side: 'team' | 'author', at: string) =>
    fact(
      'StarGranted',
      `star:${category}:${feature}:${side}`,
      at,
      { category, feature, side, rubricVersion: RUBRIC },
      side === 'author' ? 'person:mira' : 'person:ben',
    );
  const coverage = (feature: string, value: number) =>
    fact('FactRecorded', `coverage:${feature}`, second(5), { feature, key: 'test-coverage', value });
  return [
    fact('RubricPublished', 'rubric', begun, {
      rubricVersion: RUBRIC,
      categories: [
        {
          category: 'documentation',
          title: 'Documentation',
          team: 'shop-docs',
          policy: 'team',
          question: 'Can a new customer succeed with it?',
          criteria: 'A how-to page is published, and true for the current release.',
        },
        {
          category: 'accessibility',
          title: 'Accessibility',
          team: 'shop-quality',
          policy: 'both',
          criteria: 'The audit has no open finding of level A or AA.',
        },
        {
          category: 'tests',
          title: 'Tests',
          team: 'shop-quality',
          policy: 'check',
          criteria: 'At least 80 of 100 lines are covered.',
          check: 'facts["test-coverage"] >= 0.8',
        },
      ],
      reviews: {
        fullBusinessDays: 3,
        classes: [{ changeClass: 'blog-post', title: 'Blog posts', reviewers: ['product-director'] }],
      },
    }),
    star('documentation', 'gift-cards', 'team', first(12)),
    star('documentation', 'one-click-checkout', 'team', second(12)),
    star('accessibility', 'gift-cards', 'author', first(12)),
    star('accessibility', 'gift-cards', 'team', first(16)),
    star('accessibility', 'one-click-checkout', 'author', second(16)),
    ...[coverage('gift-cards', 0.91), coverage('one-click-checkout', 0.84)],
    coverage('search-suggestions', 0.62),
    ...['gift-cards', 'one-click-checkout'].map((feature) =>
      fact(
        'RecordVerified',
        `verified:${feature}`,
        second(20),
        { entity: `feature:${feature}` },
        'person:mira',
      ),
    ),
  ];
}

/** What is planned for the release that comes, what of it is there, and a review that waits for an answer. */
function coming({ begun, days, second }: Moments): Event[] {
  const plan = (project: string, feature: string, exposure: 'on-by-default' | 'off-by-default') =>
    fact('ShipmentPlanned', `plan:${feature}`, second(18), {
      ...{ project, feature, exposure, release: SHOP_COMING },
    });
  return [
    fact('ReleaseScheduled', 'scheduled:3.2', begun, {
      ...{ release: SHOP_COMING, train: SHOP_TRAIN, releaseVersion: '3.2', kind: 'minor' },
      ...{ featureFreezeAt: days(7), branchCutAt: days(12), releaseAt: days(16) },
    }),
    plan('suggestions', 'search-suggestions', 'on-by-default'),
    plan('offline-cart', 'offline-cart', 'off-by-default'),
    fact('ChangeMerged', 'pull:131', days(-0.5), {
      project: 'suggestions',
      title: 'Suggest what others searched for',
      feature: 'search-suggestions',
      url: `${SITE}/pull/131`,
    }),
    fact(
      'ReviewRequested',
      'review:one-click-post',
      days(-0.25),
      {
        review: 'one-click-post',
        changeClass: 'blog-post',
        subject: 'Blog post: one-click checkout for everyone',
        reviewers: ['person:mira'],
        team: 'shop-docs',
        feature: 'one-click-checkout',
        url: `${SITE}/drafts/one-click`,
      },
      'person:ben',
    ),
  ];
}
