/** A catalog that holds together, and what is wrong with it when some of it is replaced. */
import type { Known } from '../../../../functions/catalog/model/import/known.ts';
import type { Problem } from '../../../../functions/catalog/model/import/problem.ts';
import type { Catalog } from '../../../../functions/catalog/model/import/records.ts';
import {
  type ValidationOptions,
  validateCatalog,
} from '../../../../functions/catalog/model/import/validate.ts';
import {
  by,
  calendar,
  category,
  channel,
  feature,
  person,
  project,
  release,
  roadmap,
  source,
  team,
  term,
} from './catalogs.ts';

/** A catalog in which every reference is to something. */
export const whole: Catalog = {
  teams: by({ search: team({ contacts: { pm: 'ada' }, calendar: 'de', org: 'code' }) }),
  people: by({ ada: person({ teams: ['search'], accounts: ['github:ada'], roles: ['marketing', 'legal'] }) }),
  features: by({
    sort: feature({
      project: 'rank',
      flag: 'new-sort',
      compatibility: { gitlab: true },
      deployment: { cloud: 'beta' },
      useCases: ['find'],
      authors: ['person:ada', 'team:search', 'github:ada'],
    }),
  }),
  projects: by({ rank: project({ features: ['sort'] }) }),
  releases: by({ '5.2': release({}) }),
  rubric: {
    version: '1',
    categories: by({ docs: category({ team: 'search' }) }),
    reviews: { classes: [{ changeClass: 'press', title: 'Press', reviewers: ['marketing', 'legal'] }] },
    cadence: [
      { step: 'okr', every: 'week', title: 'Progress', teams: ['search'] },
      { step: 'okr', every: 'quarter', title: 'New ones' },
    ],
    launches: [{ tier: 'L1', task: 'post', title: 'A post', before: 'P14D' }],
    timeZone: 'Europe/Berlin',
  },
  calendars: by({ de: calendar({}) }),
  sources: by({
    'github:acme/app': source({
      train: 'server',
      project: 'rank',
      rules: [{ when: { label: 'x' }, project: 'rank', feature: 'sort', flag: 'new-sort' }],
    }),
  }),
  channels: by({
    everyone: channel({}),
    ours: channel({ audience: 'team:search', about: ['reviews'] }),
    org: channel({ audience: 'org:code' }),
    pms: channel({ kind: 'email', audience: 'teams', role: 'pm' }),
    press: channel({ kind: 'email', role: 'marketing' }),
    code: channel({ kind: 'github', repository: 'acme/app', issue: 7 }),
  }),
  roadmap: by({
    search: roadmap({ roadmap: [{ task: 'Sort', project: 'rank', release: '5.2', feature: 'sort' }] }),
  }),
  vocabularies: {
    maturity: by({ beta: term({}), ga: term({}) }),
    compatibility: by({ gitlab: term({}) }),
    deployment: by({ cloud: term({}) }),
    'use-cases': by({ find: term({}) }),
  },
};

/** A problem on one line: how bad, where, and what. */
export const inOneLine = ({ severity, place, message }: Problem) =>
  `${severity}: ${[place.section, ...place.path].join('.')}: ${message}`;
/** What is wrong with that catalog when it has these sections instead. */
export const problems = (sections: Partial<Catalog>, knows?: Known, options?: ValidationOptions) =>
  validateCatalog({ ...whole, ...sections }, knows, options).map(inOneLine);
