/**
 * The parts of a ledger. What is never folded together stands apart, so that a reader asks for its own part and nothing
 * else: a project's life decides whether it is expected to ship and is read whole; its changes are read by window, however
 * many there are. Parts that are folded together have names that sort together: one query reads them all.
 */
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity } from '../../../events/contract.ts';
import type { Mention, MentionKind } from '../model/facts.ts';
import { keyPart } from '../store/keys.ts';

/** What has no part of its own: registrations, renames, and all that is folded whole. */
export const LIFE = 'LIFE';
/** Of a project: its changes, read by the window they were merged in. */
export const WORK = 'WORK';
/** Of a project: what it says of one release by its name, whenever that was. */
export const ofRelease = (release: string): string => `RELEASE#${keyPart(release)}`;
/** Of a project: what it means to ship. */
export const PLANS = 'PLANS';
/** Of a feature: what stakeholders say of it, and what was measured. */
export const STARS = 'STARS';
/** Of a feature: who joined its early stages. */
export const ACCOUNTS = 'ACCOUNTS';
/** That somebody looked at the record, or wants no reminder of it. */
export const RECORD = 'RECORD';

/** What a fact adds to the ledger of one entity. */
export interface Placed {
  readonly entity: Entity;
  /** The part that it is appended to; without one it only leaves mentions. */
  readonly part?: string | undefined;
  readonly mentions: readonly Mention[];
  /** When the entity is to be looked at again because of it, though nothing happens. UTC instant. */
  readonly due?: string | undefined;
}

const FOR_ALL_TIME = '';

/**
 * What a fact adds, and to which ledgers.
 * @param entities whose ledgers the fact belongs to, as its contract says
 */
export function placesOf(fact: Fact, entities: readonly Entity[]): readonly Placed[] {
  const own = entities.map((entity) => placedIn(entity, fact));
  // A train knows its projects; no contract needs to say so.
  if (fact.type !== 'ProjectStarted') return own;
  const { train, team, project } = fact.detail;
  return [...own, { entity: { kind: 'train', id: train }, mentions: [mention('MEMBER', [team, project])] }];
}

function placedIn(entity: Entity, fact: Fact): Placed {
  switch (entity.kind) {
    case 'project':
      return inProject(entity, fact);
    case 'feature':
      return fact.type === 'ProjectStarted'
        ? { entity, mentions: [mention('WORKED', [fact.detail.project])] }
        : { entity, part: featureParts.get(fact.type) ?? LIFE, mentions: [] };
    case 'flag':
      return fact.type === 'FeatureRegistered'
        ? { entity, mentions: [mention('OWNED', [fact.detail.feature])] }
        : { entity, part: LIFE, mentions: [] };
    case 'train':
      return fact.type === 'ReleaseScheduled'
        ? { entity, mentions: [mention('RELEASE', [fact.detail.release])] }
        : { entity, part: LIFE, mentions: [] };
    default:
      return { entity, part: LIFE, mentions: [] };
  }
}

const featureParts: ReadonlyMap<Fact['type'], string> = new Map([
  ['StarGranted', STARS],
  ['StarRevoked', STARS],
  ['StarNotApplicable', STARS],
  ['FactRecorded', STARS],
  ['EnrollmentOpened', ACCOUNTS],
  ['EnrollmentClosed', ACCOUNTS],
  ['AccountEnrolled', ACCOUNTS],
  ['AccountLeft', ACCOUNTS],
  ['RecordVerified', RECORD],
  ['EntitySnoozed', RECORD],
]);

function inProject(entity: Entity, fact: Fact): Placed {
  switch (fact.type) {
    case 'ChangeMerged': {
      const { release, feature, flag, occurredAt } = fact.detail;
      return {
        entity,
        part: release == null ? WORK : ofRelease(release),
        mentions: [
          ...(feature == null ? [] : [mention('CLAIMED', [feature], occurredAt)]),
          ...(flag == null
            ? []
            : [mention('BEHIND', feature == null ? [flag] : [flag, feature], occurredAt)]),
        ],
      };
    }
    case 'FeatureShipped':
    case 'ShipmentWithdrawn':
      return { entity, part: ofRelease(fact.detail.release), mentions: [] };
    case 'ShipmentPlanned':
    case 'ShipmentUnplanned':
      return { entity, part: PLANS, mentions: [] };
    case 'RecordVerified':
      return { entity, part: RECORD, mentions: [] };
    case 'FeatureRegistered':
      return { entity, mentions: [mention('OWNED', [fact.detail.feature])] };
    case 'ExemptionGranted':
      return { entity, part: LIFE, mentions: [], due: fact.detail.until ?? undefined };
    case 'ProjectStarted':
      return {
        entity,
        part: LIFE,
        mentions: [
          mention('TRAIN', [fact.detail.train]),
          ...[...new Set(fact.detail.features ?? [])].map((feature) => mention('CLAIMED', [feature])),
        ],
      };
    default:
      return { entity, part: LIFE, mentions: [] };
  }
}

const mention = (kind: MentionKind, names: readonly string[], since = FOR_ALL_TIME): Mention => ({
  kind,
  names,
  since,
});
