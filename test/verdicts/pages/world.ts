/**
 * A train with a judged release in which projects have every verdict, patches, a planned and a cancelled release; and one whose
 * ids are hard to link to. All of it from facts.
 */
import { change, cut, type Entry, fact, registered, scheduled, started } from '../../support/facts.ts';

/** Three weeks before the cut of 1.31. */
export const NOW = '2024-07-17T09:00:00.000Z';

/** Ids with every character that addresses trip over. */
export const oddIds = [
  'web#1',
  'web/2024/03',
  'web 100%',
  'web?x=1&y=2',
  '..',
  '~2F',
  'über-größe 🚢',
  '%2F',
  "a'b(c)*!",
];

const TRAIN = 'kubernetes';
const release = (version: string, cutAt: string, more: Parameters<typeof scheduled>[2] = {}) =>
  scheduled(`kubernetes-${version}`, cutAt, { train: TRAIN, releaseVersion: version, ...more }, '2023-01-01');
const published = (version: string, at: string) =>
  fact('ReleasePublished', at, { release: `kubernetes-${version}` });

const begun = (project: string, title: string, team: string, more: object = {}) =>
  started(project, '2023-01-01', { title, team, train: TRAIN, ...more });

const releases: readonly Entry[] = [
  release('1.28', '2023-08-01T14:00:00.000Z'),
  cut('kubernetes-1.28', '2023-08-01T14:00:00.000Z'),
  release('1.29', '2023-11-21T14:00:00.000Z'),
  cut('kubernetes-1.29', '2023-11-21T14:00:00.000Z'),
  published('1.29', '2023-12-13T16:00:00.000Z'),
  release('1.30', '2024-03-26T14:00:00.000Z', {
    opensAt: '2024-01-08T14:00:00.000Z',
    featureFreezeAt: '2024-03-06T02:00:00.000Z',
  }),
  cut('kubernetes-1.30', '2024-03-26T14:00:00.000Z'),
  published('1.30', '2024-04-17T17:10:00.000Z'),
  release('1.30.2', '2024-06-11T11:00:00.000Z', { kind: 'patch' }),
  cut('kubernetes-1.30.2', '2024-06-11T11:00:00.000Z'),
  published('1.30.2', '2024-06-11T15:00:00.000Z'),
  release('1.31', '2024-08-06T14:00:00.000Z', {
    opensAt: '2024-05-13T14:00:00.000Z',
    featureFreezeAt: '2024-07-24T02:00:00.000Z',
  }),
  release('1.30-retry', '2024-02-01T14:00:00.000Z', { releaseVersion: 'retry' }),
  fact('ReleaseCancelled', '2024-01-20', {
    release: 'kubernetes-1.30-retry',
    reason: 'The build farm was down.',
  }),
];

const sidecarChanges = ['01-20', '01-25', '02-01', '02-20', '02-25', '03-01', '03-10'].map((day, at) =>
  change(
    'sidecars',
    `2024-${day}`,
    {
      title: at === 0 ? 'Restart sidecars while the pod terminates' : `Sidecars, part ${at}`,
      url: `https://github.com/kubernetes/kubernetes/pull/${at}`,
      flag: 'SidecarContainers',
    },
    `sidecar-${at}`,
  ),
);

const work: readonly Entry[] = [
  begun('sidecars', 'Sidecar containers', 'sig-node'),
  begun('jobs', 'Job success policy', 'sig-apps'),
  begun('swap', 'Swap', 'sig-node'),
  begun('volumes', 'Volume transitions', 'sig-storage'),
  begun('kube-proxy-nftables', 'kube-proxy-nftables', 'sig-network'),
  begun('rotation', 'Key rotation', 'sig-auth'),
  started('userns', '2024-05-01', { title: 'User namespaces', team: 'sig-node', train: TRAIN }),
  registered('userns', '2024-05-01', { title: 'Pods with users of their own', team: 'sig-node' }),
  ...sidecarChanges,
  fact('FeatureFlagChanged', '2024-03-20', { flag: 'SidecarContainers', enabledByDefault: true }),
  // They shipped in the releases before.
  ...['jobs', 'swap', 'sidecars'].flatMap((project) => [
    change(project, '2023-07-01'),
    change(project, '2023-10-01'),
  ]),
  change('volumes', '2023-07-01'),
  change('jobs', '2024-02-02', { title: 'Succeed early', flag: 'JobSuccessPolicy' }),
  fact('FeatureShipped', '2024-02-03', {
    project: 'volumes',
    feature: 'last-phase-transition-time',
    release: 'kubernetes-1.30',
    exposure: 'on-by-default',
  }),
  fact('ShipmentWithdrawn', '2024-05-01', {
    project: 'volumes',
    feature: 'last-phase-transition-time',
    release: 'kubernetes-1.30',
    reason: 'the migration failed on clusters',
  }),
  ...['1.30', '1.31'].map((version) =>
    fact('ExemptionGranted', '2024-01-15', {
      project: 'swap',
      release: `kubernetes-${version}`,
      reason: 'a secret rewrite',
      approver: 'person:ada',
    }),
  ),
  fact('ProjectPaused', '2024-01-15', { project: 'rotation', reason: 'a quiet reason' }),
  fact('ShipmentPlanned', '2024-05-02', {
    project: 'userns',
    release: 'kubernetes-1.31',
    feature: 'userns',
    exposure: 'on-by-default',
  }),
  change('sidecars', '2024-06-02', { flag: 'SidecarRestart' }),
];

const odd: readonly Entry[] = oddIds.flatMap((id) => [
  scheduled(id, '2024-02-01', { train: 'browser extension', kind: 'monthly' }),
  cut(id, '2024-02-01'),
]);

export const facts: readonly Entry[] = [...releases, ...work, ...odd];
