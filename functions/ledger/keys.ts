/**
 * The keys of the table. Ids come from outside and may hold anything: the separator and the escape are encoded, so two
 * different ids never share a key.
 */

import { digestOf } from '../../events/canonical-json.ts';
import type { Fact } from '../../events/catalogue.ts';
import { type Entity, entityKind } from '../../events/contract.ts';
import type { Every, Refusal } from '../../events/fields.ts';
import type { Key } from '../kernel/store/store.ts';

/** Sorts after every `EVENT#…` and before every conclusion, so one query reads a ledger and its summary and no more. */
export const SUMMARY = 'SUMMARY';
const EVENT = 'EVENT#';
const VERDICT = 'VERDICT#';
const WINDOW = 'WINDOW';
const GRADE = `${SUMMARY}#GRADE`;

export const encode = (id: string) => id.replaceAll('%', '%25').replaceAll('#', '%23');
const decode = (id: string) => id.replaceAll('%23', '#').replaceAll('%25', '%');

const partition = ({ kind, id }: Entity) => `${kind.toUpperCase()}#${encode(id)}`;

/** Where an event stands in an entity's ledger: by time, id and content. */
export const eventKey = (entity: Entity, fact: Fact, digest: string): Key => ({
  pk: partition(entity),
  sk: `${EVENT}${fact.detail.occurredAt}#${encode(fact.detail.id)}#${digest}`,
});

/** Where all contents of one id and moment stand. */
export const eventsUnder = (entity: Entity, { detail }: Fact) => ({
  pk: partition(entity),
  prefix: `${EVENT}${detail.occurredAt}#${encode(detail.id)}#`,
});

export const isEvent = ({ sk }: Key) => sk.startsWith(EVENT);
export const digestIn = (sk: string) => sk.slice(sk.lastIndexOf('#') + 1);

export const summaryKey = (entity: Entity): Key => ({ pk: partition(entity), sk: SUMMARY });

export const verdictKey = (release: string, project: string): Key => ({
  pk: partition({ kind: 'release', id: release }),
  sk: `${VERDICT}${encode(project)}`,
});
export const verdictsOf = (release: string) => ({
  pk: partition({ kind: 'release', id: release }),
  prefix: VERDICT,
});

/** The window that a release's verdicts were asked for with. */
export const windowKey = (release: string): Key => ({
  pk: partition({ kind: 'release', id: release }),
  sk: WINDOW,
});

/** The grade of a feature under the rubric that holds. */
export const gradeKey = (feature: string): Key => ({
  pk: partition({ kind: 'feature', id: feature }),
  sk: GRADE,
});
export const isGrade = ({ sk }: Key) => sk === GRADE;

export const quarantineOf = (refusal: Refusal) => `QUARANTINE#${refusal}`;

/** What was told to whom; no part of what is compared between tables. */
const TOLD = 'TOLD#';
export const toldKey = (about: Entity, what: string): Key => ({ pk: `${TOLD}${partition(about)}`, sk: what });
const passing = [TOLD, 'DELIVERED#', 'RECEIVED#', 'PLACE#', 'UNATTRIBUTED#', 'LOOK#', 'DIGEST#', 'MESSAGE#'];
/** What was told and what came, which depends on the moment of knowing. */
export const isPassing = ({ pk }: Key) => passing.some((prefix) => pk.startsWith(prefix));

/** What was delivered, a partition a source and day; and by the ids that senders sign. */
const DELIVERED = 'DELIVERED#';
export const deliveredOn = (source: string, day: string) => `${DELIVERED}${source}#${day}`;
export const deliveredKey = (source: string, at: string, digest: string): Key => ({
  pk: deliveredOn(source, at.slice(0, 10)),
  sk: `${at}#${digest}`,
});
const RECEIVED = 'RECEIVED#';
export const receivedKey = (source: string, id: string): Key => ({
  pk: `${RECEIVED}${source}#${encode(id)}`,
  sk: RECEIVED,
});

/** Which mapping a place had when it was last seen. */
const PLACE = 'PLACE#';
export const placeKey = (placeId: string): Key => ({ pk: `${PLACE}${encode(placeId)}`, sk: PLACE });

/** What nobody could attribute yet, below its place. */
export const unattributedOf = (place: string) => `UNATTRIBUTED#${encode(place)}`;
export const unattributedKey = (place: string, digest: string): Key => ({
  pk: unattributedOf(place),
  sk: digest,
});

/** How far places were looked at, a partition a part of looking; and until when looking pauses. */
export const looksAt = (part: string) => `LOOK#${part}`;
export const lookKey = (part: string, place: string): Key => ({ pk: looksAt(part), sk: place });
export const PAUSE_KEY: Key = { pk: looksAt('pause'), sk: 'PAUSE' };

/** The digests of an audience, by how often they come and by period. */
export const digestsOf = (audience: string, every: Every) => ({
  pk: `DIGEST#${encode(audience)}`,
  prefix: `${every.toUpperCase()}#`,
});
export function digestKey(audience: string, every: Every, period: string): Key {
  const { pk, prefix } = digestsOf(audience, every);
  return { pk, sk: `${prefix}${period}` };
}

/** Partitions of the links index: the changes behind a flag or of a feature, and what falls due in a month. */
export const changesBehindFlag = (flag: string) => `FLAG#${encode(flag)}`;
export const changesOfFeature = (feature: string) => `FEATURE#${encode(feature)}`;
export const projectsOnTrain = (train: string) => `TRAIN#${encode(train)}`;
export const dueIn = (moment: string) => `DUE#${moment.slice(0, 7)}`;

/** Longest part of a sort key that is written out: two of them, encoded, stay under DynamoDB's 1,024 bytes. */
const LONGEST_PART = 500;

const part = (id: string) => {
  const written = encode(id);
  return Buffer.byteLength(written) <= LONGEST_PART ? written : digestOf(id);
};

/** How a list that is sorted by team finds what a team owns. */
export const ownedBy = (team: string) => `${part(team)}#`;

/** Where a summary stands in its list: by id, or by team and id. */
export const listKey = (id: string, owner: string | undefined) =>
  owner === undefined ? id : `${ownedBy(owner)}${part(id)}`;

/** The entity whose partition a key is in. */
export function entityOf(pk: string): Entity | undefined {
  const at = pk.indexOf('#');
  const kind = entityKind.safeParse(pk.slice(0, at).toLowerCase());
  return kind.success ? { kind: kind.data, id: decode(pk.slice(at + 1)) } : undefined;
}
