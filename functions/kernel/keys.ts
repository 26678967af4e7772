/** The keys of derived values and of what is stored beside the ledgers. Those of ledgers are in kernel/ledger/keys.ts. */

import type { Entity } from '../../events/contract.ts';
import type { Every, Refusal } from '../../events/fields.ts';
import { decode, encode, keyPart, partition } from './ledger/keys.ts';
import type { Key } from './store/store.ts';

const SUMMARY = 'SUMMARY';
const VERDICT = 'VERDICT#';
const WINDOW = 'WINDOW';
const CALENDAR = 'CALENDAR';
const ROSTER = 'ROSTER';
const GRADE = `${SUMMARY}#GRADE`;

export const snapshotKey = (entity: Entity): Key => ({ pk: partition(entity), sk: SUMMARY });

export const verdictKey = (release: string, project: string): Key => ({
  pk: partition({ kind: 'release', id: release }),
  sk: `${VERDICT}${encode(project)}`,
});
export const verdictsOf = (release: string) => ({
  pk: partition({ kind: 'release', id: release }),
  prefix: VERDICT,
});

export const isSnapshot = ({ sk }: Key) => sk === SUMMARY;

/** The window in which work counts for a release. */
export const windowKey = (release: string): Key => ({
  pk: partition({ kind: 'release', id: release }),
  sk: WINDOW,
});

export const isWindow = ({ sk }: Key) => sk === WINDOW;

/** Stands for the windows of all releases of a train. */
export const calendarKey = (train: string): Key => ({
  pk: partition({ kind: 'train', id: train }),
  sk: CALENDAR,
});
export const isCalendar = ({ sk }: Key) => sk === CALENDAR;

/** Stands for the verdicts of a project in all releases of its trains. */
export const rosterKey = (project: string): Key => ({
  pk: partition({ kind: 'project', id: project }),
  sk: ROSTER,
});
export const isRoster = ({ sk }: Key) => sk === ROSTER;

/** The project whose verdict stands under a key; `undefined` where the key is that of something else. */
export const projectOfVerdict = ({ sk }: Key): string | undefined =>
  sk.startsWith(VERDICT) ? decode(sk.slice(VERDICT.length)) : undefined;

/** The grade of a feature under the rubric that holds. */
export const gradeKey = (feature: string): Key => ({
  pk: partition({ kind: 'feature', id: feature }),
  sk: GRADE,
});
export const isGrade = ({ sk }: Key) => sk === GRADE;

export const quarantineOf = (refusal: Refusal) => `QUARANTINE#${refusal}`;

/** What was told to whom; no part of what is compared between tables. */
const TOLD = 'TOLD#';
export const notifiedKey = (about: Entity, what: string): Key => ({
  pk: `${TOLD}${partition(about)}`,
  sk: what,
});
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
export const originKey = (placeId: string): Key => ({ pk: `${PLACE}${encode(placeId)}`, sk: PLACE });

/** What nobody could attribute yet, below its place. */
export const unattributedOf = (place: string) => `UNATTRIBUTED#${encode(place)}`;
export const unattributedKey = (place: string, digest: string): Key => ({
  pk: unattributedOf(place),
  sk: digest,
});

/** How far places were looked at, a partition a part of looking; and until when looking pauses. */
export const syncCursorsOf = (part: string) => `LOOK#${part}`;
export const syncCursorKey = (part: string, place: string): Key => ({ pk: syncCursorsOf(part), sk: place });
export const PAUSE_KEY: Key = { pk: syncCursorsOf('pause'), sk: 'PAUSE' };

/** The digests of an audience, by how often they come and by period. */
export const digestsOf = (audience: string, every: Every) => ({
  pk: `DIGEST#${encode(audience)}`,
  prefix: `${every.toUpperCase()}#`,
});
export function digestKey(audience: string, every: Every, period: string): Key {
  const { pk, prefix } = digestsOf(audience, every);
  return { pk, sk: `${prefix}${period}` };
}

/** How a list that is sorted by team finds what a team owns. */
export const ownedBy = (team: string) => `${keyPart(team)}#`;

/** Where a summary stands in its list: by id, or by team and id. */
export const listKey = (id: string, owner: string | undefined) =>
  owner === undefined ? id : `${ownedBy(owner)}${keyPart(id)}`;
