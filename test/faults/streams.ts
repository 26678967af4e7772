/** Streams of facts of every kind, by a seed. */
import { type Fact, facts } from '../../events/catalogue.ts';
import { FACT_SOURCE } from '../../events/contract.ts';
import type { Entry } from '../support/facts.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { type Draw, drawFrom } from './draw.ts';
import { kinds } from './kinds.ts';

type Kind = Fact['type'];

/** What verdicts and grades depend on comes more often than the rest. */
const WEIGHTS: Partial<Record<Kind, number>> = {
  ChangeMerged: 9,
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

/** Which kinds a stream is made of: few of them meet more often than all of them do. */
function kindsFor(chance: Chance): readonly Kind[] {
  const drawn = chance.next();
  if (drawn < 0.35) return JUDGED;
  if (drawn < 0.45) return GRADED;
  if (drawn < 0.6) return ALL;
  const some = ALL.filter(() => chance.hits(0.4));
  return some.length > 0 ? some : ALL;
}

function kindOf(chance: Chance, among: readonly Kind[]): Kind {
  let left = chance.next() * among.reduce((sum, kind) => sum + weightOf(kind), 0);
  for (const kind of among) {
    left -= weightOf(kind);
    if (left < 0) return kind;
  }
  return among[0] ?? 'ChangeMerged';
}

/** Without these nobody is judged, so most streams have them. */
const GROUND: readonly Kind[] = ['ProjectStarted', 'ReleaseScheduled', 'ReleaseCut'];

/** A stream of facts, some of which nobody understands, and some under an id that another has. */
export function streamFrom(seed: number, most = 26): Entry[] {
  const chance = chanceFrom(seed);
  const draw = drawFrom(chance);
  const among = kindsFor(chance);
  const ground = chance.hits(0.85) ? GROUND : [];
  const length = 3 + chance.below(Math.max(1, most - 3));
  const drawn = Array.from({ length }, () => kindOf(chance, among));
  const reuse = chance.hits(0.5) ? 0.15 : 0;
  const stream: Entry[] = [];
  for (const kind of [...ground, ...drawn].slice(0, most)) stream.push(entryOf(draw, kind, stream, reuse));
  return stream;
}

function entryOf(draw: Draw, kind: Kind, before: readonly Entry[], reuse: number): Entry {
  const { chance } = draw;
  const isReused = before.length > 0 && chance.hits(reuse);
  const id = isReused ? draw.of(before).detail.id : chance.hits(0.05) ? 'e1#' : `e${before.length}`;
  const detail = { version: 1, id, occurredAt: draw.moment(), ...kinds[kind](draw) };
  const type = chance.hits(0.01) ? `${kind}d` : kind;
  // As it comes off a queue: a field that is left out is not there.
  return JSON.parse(JSON.stringify({ source: FACT_SOURCE, 'detail-type': type, detail }));
}
