/** A made-up organisation with as many features as one likes, in teams of 50, and a rubric of 15 categories. */
import type { Catalog, CategoryRecord, FeatureRecord } from '../../functions/catalog/model/import/records.ts';

const TEAM_SIZE = 50;
export const CATEGORIES = 15;

const HOSTS = [
  'github',
  'gitlab',
  'bitbucket',
  'gerrit',
  'perforce',
  'codecommit',
  'gitolite',
  'phabricator',
];
const LEVELS = ['experimental', 'beta', 'ga', 'deprecated'];
const titled = (ids: readonly string[]) =>
  new Map(ids.map((id) => [id, { title: id.toUpperCase() }] as const));
const times = <Value>(count: number, make: (at: number) => Value) =>
  Array.from({ length: count }, (_, at) => make(at));

export const featureOf = (at: number): string => `feature-${at}`;
export const categoryOf = (at: number): string => `category-${at}`;
const teamOf = (at: number): string => `team-${Math.floor(at / TEAM_SIZE)}`;

const feature = (at: number): FeatureRecord => ({
  title: `The feature with the number ${at}`,
  team: teamOf(at),
  maturity: LEVELS[at % LEVELS.length] ?? '',
  docsUrl: `https://docs.example.com/features/${at}`,
  flag: `flag-${at}`,
  compatibility: Object.fromEntries(HOSTS.map((host, index) => [host, (at + index) % 5 > 0])),
  deployment: { cloud: 'ga', 'self-hosted': 'beta' },
  useCases: ['review', 'onboarding'],
  authors: ['person:ada'],
});

const category = (at: number): CategoryRecord => ({
  title: `Category ${at}`,
  team: 'team-0',
  policy: at % 3 === 0 ? 'team' : at % 3 === 1 ? 'either' : 'author',
  criteria: 'A new user succeeds without asking anybody.',
  expiresAfter: 'P365D',
});

export const catalogOfSize = (features: number): Catalog => ({
  teams: new Map(times(Math.ceil(features / TEAM_SIZE), (at) => [`team-${at}`, { title: `Team ${at}` }])),
  people: new Map([['ada', { name: 'Ada', teams: ['team-0'] }]]),
  features: new Map(times(features, (at) => [featureOf(at), feature(at)])),
  rubric: { version: '1', categories: new Map(times(CATEGORIES, (at) => [categoryOf(at), category(at)])) },
  vocabularies: {
    maturity: titled(LEVELS),
    compatibility: titled(HOSTS),
    deployment: titled(['cloud', 'self-hosted']),
    'use-cases': titled(['review', 'onboarding']),
  },
});
