/** What flag services send, as small as it can be. */

const environment = (on: boolean, variation: number) => ({
  on,
  fallthrough: { variation },
  offVariation: 1,
});

/** An entry of the audit log: the flag was turned on, and serves `true` then. */
export const launchdarklyPayload = {
  _id: '5e38bf6706121d8aaf15392a',
  date: 1711443600123,
  kind: 'flag',
  name: 'New ranking',
  accesses: [{ action: 'updateOn', resource: 'proj/web:env/production:flag/new-ranking;ops' }],
  member: { _id: '569f514183f2164430000002', email: 'person@example.invalid' },
  titleVerb: 'turned on the flag',
  title: 'Somebody turned on the flag',
  _links: { site: { href: 'https://app.launchdarkly.com/web/production/features/new-ranking' } },
  currentVersion: {
    variations: [{ value: true }, { value: false }],
    environments: { production: environment(true, 0) },
  },
  previousVersion: {
    variations: [{ value: true }, { value: false }],
    environments: { production: environment(false, 0) },
  },
};

/** The same event, as the integration framework sends it. */
export const launchdarklyContext = {
  _id: '5e38bf6706121d8aaf15392a',
  timestamp: { milliseconds: 1711443600123 },
  kind: 'flag',
  key: 'new-ranking',
  project: { key: 'web', environment: { key: 'production' } },
  member: { _id: '569f514183f2164430000002' },
  verbKind: 'updateOn',
  titleVerb: 'turned on the flag',
  title: { plainText: 'Somebody turned on the flag' },
};

export const unleashPayload = {
  type: 'feature-environment-enabled',
  featureName: 'new-ranking',
  environment: 'production',
  project: 'default',
  createdAt: '2024-03-26T09:00:00.123Z',
  createdBy: 'ada',
  data: null,
  preData: null,
};
