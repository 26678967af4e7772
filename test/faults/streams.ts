/** Streams of facts of every kind, by a seed. */
import { type Fact, facts } from '../../events/catalogue.ts';
import { FACT_SOURCE } from '../../events/contract.ts';
import { distinct } from '../../functions/kernel/model/facts.ts';
import type { Entry } from '../support/facts.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { type Draw, drawFrom } from './draw.ts';
import { kinds } from './kinds.ts';

type Kind = Fact['type'];

/** What verdicts and grades depend on comes more often than the rest. */
const WEIGHTS: Partial<Record<Kind, number>> = {
  ChangeMerged: 9,
  ChangeUndecided: 3,
  ChangeWithdrawn: 3,
  ChangeReverted: 4,
  ChangeReinstated: 2,
  ReleaseScheduled: 6,
  ReleaseCut: 6,
  ReleaseRenamed: 5,
  ReleasePublished: 2,
  ReleaseCancelled: 2,
  ProjectStarted: 5,
  ProjectPaused: 2,
  ProjectResumed: 2,
  ProjectEnded: 2,
  FeatureRegistered: 6,
  FeatureRenamed: 5,
  FeatureFlagChanged: 5,
  FeatureShipped: 4,
  ShipmentWithdrawn: 3,
  ExemptionGranted: 4,
  ExemptionWithdrawn: 3,
  RubricPublished: 3,
  StarGranted: 4,
  StarRevoked: 2,
  FactRecorded: 3,
};
const weightOf = (kind: Kind): number => WEIGHTS[kind] ?? 1;

const ALL: readonly Kind[] = facts.map(({ type }) => type);
const JUDGED = ALL.filter((kind) => weightOf(kind) > 1 && !/Rubric|Star|FactRecorded/.test(kind));
const GRADED: readonly Kind[] = [
  'FeatureRegistered',
  'FeatureRenamed',
  'RubricPublished',
  'StarGranted',
  'StarRevoked',
  'StarNotApplicable',
  'FactRecorded',
];

/** What no verdict and no grade depends on. */
const OTHERS = ALL.filter((kind) => ![...JUDGED, ...GRADED].includes(kind));

/** Which kinds a stream is made of: few of them meet more often than all of them do. */
function kindsFor(chance: Chance): readonly Kind[] {
  const among = chance.of([JUDGED, JUDGED, JUDGED, GRADED, ALL, ALL, OTHERS]);
  const some = among.filter(() => chance.hits(0.4));
  return some.length > 0 && chance.hits(0.8) ? some : among;
}

function kindOf(chance: Chance, among: readonly Kind[]): Kind {
  let left = chance.next() * among.reduce((sum, kind) => sum + weightOf(kind), 0);
  for (const kind of among) {
    left -= weightOf(kind);
    if (left < 0) return kind;
  }
  return among[0] ?? 'ChangeMerged';
}

/** What most streams have, since without it nobody is judged: projects, releases of their train that were cut, and work. */
function ground(draw: Draw): Entry[] {
  const { chance } = draw;
  if (chance.hits(0.1)) return [];
  const train = draw.name('train');
  const projects = distinct([draw.name('project'), draw.name('project')]);
  const releases = distinct([draw.name('release'), draw.name('release'), draw.name('release')]);
  const work: readonly Kind[] = ['FeatureRegistered', 'FeatureFlagChanged', 'ChangeMerged', 'ChangeMerged'];
  return [
    ...projects.map((project, at) =>
      entryOf('ProjectStarted', `p${at}`, draw.early(), { ...kinds.ProjectStarted(draw), project, train }),
    ),
    ...releases.flatMap((release, at) => [
      entryOf('ReleaseScheduled', `r${at}`, draw.early(), {
        ...kinds.ReleaseScheduled(draw),
        release,
        train,
        kind: 'minor',
      }),
      entryOf('ReleaseCut', `r${at}#`, draw.late(), { release }),
    ]),
    ...work
      .filter(() => chance.hits(0.4))
      .map((kind, at) => entryOf(kind, `w${at}`, draw.moment(), kinds[kind](draw))),
  ];
}

/** A stream of facts, some of unknown types, and some with the id of another. */
export function streamFrom(seed: number, most = 26): Entry[] {
  const chance = chanceFrom(seed);
  const draw = drawFrom(chance);
  const among = kindsFor(chance);
  const stream = ground(draw);
  const length = Math.min(most, stream.length + 1 + chance.below(most));
  const reuse = chance.hits(0.4) ? 0.2 : 0;
  while (stream.length < length) {
    const isReused = stream.length > 0 && chance.hits(reuse);
    const id = isReused ? String(draw.of(stream).detail.id) : `e${stream.length}`;
    const kind = kindOf(chance, among);
    stream.push(entryOf(chance.hits(0.01) ? `${kind}d` : kind, id, draw.moment(), kinds[kind](draw)));
  }
  return stream;
}

/** As it comes off a queue: a field that is left out is not there. */
const entryOf = (type: string, id: string, occurredAt: string, fields: object): Entry =>
  JSON.parse(
    JSON.stringify({
      source: FACT_SOURCE,
      'detail-type': type,
      detail: { version: 1, id, occurredAt, ...fields },
    }),
  );
