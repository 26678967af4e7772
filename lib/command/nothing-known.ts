import type { Known } from '../../functions/catalog/model/import/known.ts';

/** What is compared with where nobody can be asked. */
export const nothingKnown: Known = {
  teams: new Map(),
  people: new Map(),
  features: new Map(),
  projects: new Map(),
  releases: new Map(),
  calendars: new Map(),
  sources: new Map(),
  channels: new Map(),
  roadmap: new Map(),
  vocabularies: {},
  plans: new Map(),
};
