/**
 * The parts of a ledger. Facts that are never folded together are stored apart: a project's life is read whole, its changes
 * by window, however many there are. Parts that are folded together have names that sort together: one query reads them all.
 */
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity } from '../../../events/contract.ts';
import { distinct, type Mention, type MentionKind } from '../model/facts.ts';
import { spelledOnce } from '../model/version-numbers.ts';
import { keyPart } from '../store/keys.ts';

/** Registrations, renames, and all other facts that have no part of their own. */
export const LIFE = 'LIFE';
/** Of a project: its changes, read by the window they were merged in. */
export const WORK = 'WORK';
/** Of a source: what reverted something there, read by the window it was merged in. */
export const REVERTS = 'REVERTS';
/** Of a project: facts that name a release, whenever they happened. Names that differ in zeros only may mean one: 5.04, 5.4.0. */
export const ofRelease = (release: string): string => asSpelled(spelledOnce(release));
const asSpelled = (release: string): string => `RELEASE#${keyPart(release)}`;
/** The parts with the facts that name a release by any of some names, and perhaps others: names are compared after that. */
export const partsOfRelease = (names: readonly string[]): string[] =>
  // What an earlier version stored is in the part of the name as it is spelled.
  distinct(names.flatMap((name) => [ofRelease(name), asSpelled(name)]));
/** Of a project: what it plans to ship. */
export const PLANS = 'PLANS';
/** Of a feature: what stakeholders say of it, and what was measured. */
export const STARS = 'STARS';
/** Of a feature: who joined its early stages. */
export const ACCOUNTS = 'ACCOUNTS';
/** Of an account: facts that speak of it, and its enrolments. */
export const SAID = 'SAID';
/** Verifications of a record, and snoozed reminders of it. */
export const RECORD = 'RECORD';

/** What a fact adds to the ledger of one entity. */
export interface Placed {
  readonly entity: Entity;
  /** The part that it is appended to; without one it only leaves mentions. */
  readonly part?: string | undefined;
  readonly mentions: readonly Mention[];
  /** When the clock looks at the entity again because of it. UTC instant. */
  readonly due?: string | undefined;
}

/**
 * What a fact adds, and to which ledgers.
 * @param entities whose ledgers the fact belongs to, as its contract says
 */
export function placesOf(fact: Fact, entities: readonly Entity[]): readonly Placed[] {
  const own = entities.map((entity) => ({ entity, ...placeIn(entity.kind, fact) }));
  // A train knows its projects; no contract needs to say so.
  if (fact.type !== 'ProjectStarted') return own;
  const { train, team, project } = fact.detail;
  return [...own, { entity: { kind: 'train', id: train }, mentions: [mention('MEMBER', [team, project])] }];
}

const revertsIn = (release: string | null | undefined, otherwise: string) =>
  release == null ? otherwise : ofRelease(release);

type Place = Omit<Placed, 'entity'>;

const inPart = (part: string): Place => ({ part, mentions: [] });
const mentioned = (kind: MentionKind, name: string): Place => ({ mentions: [mention(kind, [name])] });

function placeIn(kind: Entity['kind'], fact: Fact): Place {
  if (kind === 'project') return inProject(fact);
  if (kind === 'source')
    return inPart(fact.type === 'ChangeReverted' ? revertsIn(fact.detail.release, REVERTS) : LIFE);
  if (kind === 'feature' && fact.type === 'ProjectStarted') return mentioned('WORKED', fact.detail.project);
  if (kind === 'feature') return inPart(featureParts.get(fact.type) ?? LIFE);
  if (kind === 'account') return inPart(ofAccounts.has(fact.type) ? LIFE : SAID);
  if (kind === 'flag' && fact.type === 'FeatureRegistered') return mentioned('OWNED', fact.detail.feature);
  if (kind === 'train' && fact.type === 'ReleaseScheduled') return mentioned('RELEASE', fact.detail.release);
  return inPart(LIFE);
}

const ofAccounts: ReadonlySet<Fact['type']> = new Set(['AccountRegistered', 'RecordRetired']);

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

function inProject(fact: Fact): Place {
  switch (fact.type) {
    case 'ChangeMerged': {
      const { release, feature, flag, occurredAt } = fact.detail;
      const claimed = feature == null ? [] : [feature];
      return {
        part: release == null ? WORK : ofRelease(release),
        mentions: [
          ...claimed.map((name) => mention('CLAIMED', [name], occurredAt)),
          ...(flag == null ? [] : [mention('BEHIND', [flag, ...claimed], occurredAt)]),
        ],
      };
    }
    case 'ChangeUndecided':
    case 'ChangeReverted':
      return inPart(revertsIn(fact.detail.release, WORK));
    case 'FeatureShipped':
    case 'ShipmentWithdrawn':
      return inPart(ofRelease(fact.detail.release));
    case 'ShipmentPlanned':
    case 'ShipmentUnplanned':
      return inPart(PLANS);
    case 'RecordVerified':
      return inPart(RECORD);
    case 'FeatureRegistered':
      return mentioned('OWNED', fact.detail.feature);
    case 'ExemptionGranted':
      return { ...inPart(LIFE), due: fact.detail.until ?? undefined };
    case 'ProjectStarted':
      return {
        part: LIFE,
        mentions: [
          mention('TRAIN', [fact.detail.train]),
          ...[...new Set(fact.detail.features ?? [])].map((feature) => mention('CLAIMED', [feature])),
        ],
      };
    default:
      return inPart(LIFE);
  }
}

/** @param since UTC instant; empty for what holds for all time */
const mention = (kind: MentionKind, names: readonly string[], since = ''): Mention => ({
  kind,
  names,
  since,
});
