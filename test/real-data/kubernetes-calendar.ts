/** The releases of Kubernetes, 1.27 to 1.31, with their patches: milestones from its schedules and tags, and the facts of them. */
import { byDate, type Entry, entry } from './entry.ts';
import { kubernetesData, type Milestone } from './shared-data.ts';

export const TRAIN = 'kubernetes';
/** The releases that are judged by what `expected.json` says. */
export const JUDGED = ['1.28', '1.29', '1.30', '1.31'] as const;

/** Ids of releases are unique in an organisation, and another train may have a 1.28 too. */
export const releaseId = (version: string) => `${TRAIN}-${version}`;

/** A minor release and its window (`after`, `cutAt`]. Nothing is known of the one before 1.27. */
export interface Minor {
  readonly version: string;
  readonly after?: string;
  readonly opensAt?: string;
  readonly featureFreezeAt?: string;
  readonly cutAt: string;
  readonly releasedAt: string;
}

/** A date without a time is midnight UTC; some texts begin with the time in UTC. */
function momentOf({ date, date_text }: Milestone): string {
  const time = /^(\d\d:\d\d) UTC/.exec(date_text)?.[1] ?? '00:00';
  return `${date}T${time}:00Z`;
}

const utc = (moment: string) => new Date(moment).toISOString();

/** 1.27 to 1.31, in order. The schedules begin with 1.28, so 1.27 was cut and published at the moment of its tag. */
export function minors(): Minor[] {
  const schedule = kubernetesData.schedule();
  const first = kubernetesData.tags().find(({ version }) => version === '1.27.0');
  if (first === undefined) throw new Error('the tag 1.27.0 is missing');
  const tagged = utc(first.tagged_at);
  const found: Minor[] = [{ version: '1.27', cutAt: tagged, releasedAt: tagged }];
  for (const version of JUDGED) {
    const when = (event: string) => {
      const row = schedule.find((one) => one.release === version && one.event === event);
      if (row === undefined) throw new Error(`${version} has no "${event}"`);
      return momentOf(row);
    };
    found.push({
      version,
      after: found.at(-1)?.cutAt ?? tagged,
      opensAt: when('Start of Release Cycle'),
      featureFreezeAt: when('Begin Code Freeze'),
      cutAt: when(`release-${version} branch created`),
      releasedAt: when(`v${version}.0 released`),
    });
  }
  return found;
}

/** The patch releases, in the order of their tags: date order is not version order. */
export const patches = () =>
  kubernetesData
    .tags()
    .filter(({ kind }) => kind === 'patch')
    .map(({ version, tagged_at }) => ({ version, taggedAt: utc(tagged_at) }));

const tagUrl = (version: string) => `https://github.com/kubernetes/kubernetes/releases/tag/v${version}`;
const cycleUrl = (version: string) =>
  `https://github.com/kubernetes/sig-release/tree/master/releases/release-${version}`;

/** Scheduled when its cycle opened, cut when its branch was made, published when it was released. */
export function minorFacts(minor: Minor, prefix = 'k8s'): Entry[] {
  const { version, opensAt, featureFreezeAt, cutAt, releasedAt } = minor;
  const release = releaseId(version);
  const evidence = opensAt === undefined ? tagUrl(`${version}.0`) : cycleUrl(version);
  return [
    entry('ReleaseScheduled', {
      id: `${prefix}:scheduled:${version}`,
      occurredAt: opensAt ?? cutAt,
      evidence,
      release,
      train: TRAIN,
      releaseVersion: version,
      kind: 'minor',
      opensAt,
      featureFreezeAt,
      branchCutAt: cutAt,
      releaseAt: releasedAt,
    }),
    entry('ReleaseCut', { id: `${prefix}:cut:${version}`, occurredAt: cutAt, evidence, release }),
    entry('ReleasePublished', {
      id: `${prefix}:published:${version}`,
      occurredAt: releasedAt,
      evidence: tagUrl(`${version}.0`),
      release,
    }),
  ];
}

/** A patch is known from its tag only: scheduled, cut and published at that moment. */
export function patchFacts(version: string, taggedAt: string, prefix = 'k8s'): Entry[] {
  const release = releaseId(version);
  const common = { occurredAt: taggedAt, evidence: tagUrl(version), release };
  return [
    entry('ReleaseScheduled', {
      id: `${prefix}:scheduled:${version}`,
      ...common,
      train: TRAIN,
      releaseVersion: version,
      kind: 'patch',
      releaseAt: taggedAt,
    }),
    entry('ReleaseCut', { id: `${prefix}:cut:${version}`, ...common }),
    entry('ReleasePublished', { id: `${prefix}:published:${version}`, ...common }),
  ];
}

/** Every release of the train. */
export const releaseFacts = (): Entry[] =>
  byDate([
    ...minors().flatMap((minor) => minorFacts(minor)),
    ...patches().flatMap(({ version, taggedAt }) => patchFacts(version, taggedAt)),
  ]);
