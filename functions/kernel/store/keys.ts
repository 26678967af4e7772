/**
 * The keys of everything in the table, but for the messages of notifications. Ids come from outside and may hold anything:
 * the separator and the escape are encoded, so two different ids never share a key.
 *
 * In the partition of an entity (`PROJECT#search`), in this order:
 *   EVENT#<part>#<moment>#<id>#<digest>             a fact
 *   EVENT#<part>#<moment>#<id>#<digest>#DISPLACED   marks it as not counting: an earlier fact has its id
 *   ID#<id>                                         the first content that came under an id (`#<digest>`: the others)
 *   MENTION#<kind>#<names>                          a name that the ledger ever mentioned, and since when
 *   SUMMARY, SUMMARY#GRADE, VERDICT#<project>, WINDOW, CALENDAR, ROSTER   derived values
 */
import { digestOf } from '../../../events/canonical-json.ts';
import type { Fact } from '../../../events/catalogue.ts';
import { type Entity, type EntityKind, entityKind } from '../../../events/contract.ts';
import type { Every, Refusal } from '../../../events/fields.ts';
import type { Key } from './store.ts';

export const encode = (id: string) => id.replaceAll('%', '%25').replaceAll('#', '%23');
export const decode = (id: string) => id.replaceAll('%23', '#').replaceAll('%25', '%');

/** The longest id that a sort key holds as it is: two of them stay under DynamoDB's 1,024 bytes. */
const MAX_PART_BYTES = 400;

/** An id as part of a sort key; of a long one a digest, with a prefix that no encoded id can have. */
export const keyPart = (id: string): string => {
  const written = encode(id);
  return Buffer.byteLength(written) <= MAX_PART_BYTES ? written : `%:${digestOf(id)}`;
};

export const partition = ({ kind, id }: Entity): string => `${kind.toUpperCase()}#${encode(id)}`;

export function entityOf(pk: string): Entity | undefined {
  const at = pk.indexOf('#');
  const kind = entityKind.safeParse(pk.slice(0, at).toLowerCase());
  return kind.success ? { kind: kind.data, id: decode(pk.slice(at + 1)) } : undefined;
}

// Ledgers

/** The prefix of the sort keys of all facts, and below, of those of one part. */
export const EVENTS = 'EVENT#';
export const eventsOf = (part: string): string => `${EVENTS}${part}#`;
export const eventSortKey = (part: string, { detail }: Fact, digest: string): string =>
  `${eventsOf(part)}${detail.occurredAt}#${keyPart(detail.id)}#${digest}`;

const DISPLACED = '#DISPLACED';
export const displacedMark = (eventKey: string): string => `${eventKey}${DISPLACED}`;
/** The sort key of the event that a mark displaces; `undefined` if the key is not a mark. */
export const markedBy = (sk: string): string | undefined =>
  sk.endsWith(DISPLACED) ? sk.slice(0, -DISPLACED.length) : undefined;

/** Partition of the links index: what falls due in a month. @param moment UTC instant */
export const dueIn = (moment: string): string => `DUE#${moment.slice(0, 7)}`;

const ID = 'ID#';
export const isIdKey = (sk: string): boolean => sk.startsWith(ID);
export const firstUnder = (entity: Entity, id: string): Key => ({
  pk: partition(entity),
  sk: `${ID}${encode(id)}`,
});
export const othersUnder = (entity: Entity, id: string): string => `${firstUnder(entity, id).sk}#`;

const MENTION = 'MENTION#';
/** The prefix of the sort keys of the mentions of one kind, or of those that begin with some names. */
export const mentionsOf = (kind: string, ...names: readonly string[]): string =>
  [`${MENTION}${kind}`, ...names.map(keyPart), ''].join('#');

// Derived values

const under = (kind: EntityKind, sk: string) => ({
  key: (id: string): Key => ({ pk: partition({ kind, id }), sk }),
  is: (key: Key): boolean => key.sk === sk,
});

const SNAPSHOT = 'SUMMARY';
export const snapshotKey = (entity: Entity): Key => ({ pk: partition(entity), sk: SNAPSHOT });
export const isSnapshot = ({ sk }: Key) => sk === SNAPSHOT;

/** The grade of a feature under the present rubric. */
export const { key: gradeKey, is: isGrade } = under('feature', `${SNAPSHOT}#GRADE`);
/** The window in which work counts for a release. */
export const { key: windowKey, is: isWindow } = under('release', 'WINDOW');
/** Stands for the windows of all releases of a train. */
export const { key: calendarKey, is: isCalendar } = under('train', 'CALENDAR');
/** Stands for the verdicts of a project in all releases of its trains. */
export const { key: rosterKey, is: isRoster } = under('project', 'ROSTER');

const VERDICT = 'VERDICT#';
export const verdictsOf = (release: string) => ({
  pk: partition({ kind: 'release', id: release }),
  prefix: VERDICT,
});
export const verdictKey = (release: string, project: string): Key => {
  const { pk, prefix } = verdictsOf(release);
  return { pk, sk: `${prefix}${encode(project)}` };
};
/** The project whose verdict has this key; `undefined` for any other key. */
export const projectOfVerdict = ({ sk }: Key): string | undefined =>
  sk.startsWith(VERDICT) ? decode(sk.slice(VERDICT.length)) : undefined;

/** The prefix of the items of one team, in a list that is sorted by team. */
export const ownedBy = (team: string) => `${keyPart(team)}#`;

/** The sort key of a snapshot in its list: its id, or its team and its id. */
export const listKey = (id: string, owner: string | undefined) =>
  owner === undefined ? id : `${ownedBy(owner)}${keyPart(id)}`;

// What a derived value can read, each as one text: a part of a ledger, its mentions, or another derived value

export const partThing = (entity: Entity, part: string): string => `${partition(entity)}|${part}`;
export const mentionsThing = (entity: Entity): string => `${partition(entity)}|MENTION`;
export const valueThing = ({ pk, sk }: Key): string => `${pk}|${sk}`;

// Everything else

export const quarantineOf = (refusal: Refusal) => `QUARANTINE#${refusal}`;

/** Marks of what was announced or requested once. */
const NOTIFIED = 'TOLD#';
export const notifiedKey = (about: Entity, what: string): Key => ({
  pk: `${NOTIFIED}${partition(about)}`,
  sk: what,
});

/** Deliveries, a partition for each source and day; and by the ids that senders sign. */
const DELIVERED = 'DELIVERED#';
export const deliveredOn = (source: string, day: string) => `${DELIVERED}${source}#${day}`;
export const deliveredKey = (source: string, at: string, digest: string): Key => ({
  pk: deliveredOn(source, at.slice(0, 10)),
  sk: `${at}#${digest}`,
});
const RECEIVED = 'RECEIVED#';
/** Names that nobody knows and no fact has, for a while. */
export const SAID_NAMES = `${DELIVERED}NAMES`;
export const saidNameKey = (kind: string, name: string): Key => ({
  pk: SAID_NAMES,
  sk: keyPart(`${kind}:${name}`),
});
export const receivedKey = (source: string, id: string): Key => ({
  pk: `${RECEIVED}${source}#${encode(id)}`,
  sk: RECEIVED,
});

/** The mapping that an origin had when it was last seen. */
const ORIGIN = 'PLACE#';
export const originKey = (originId: string): Key => ({ pk: `${ORIGIN}${encode(originId)}`, sk: ORIGIN });

/** Events that are not attributed yet, in a partition for each origin. */
const UNATTRIBUTED = 'UNATTRIBUTED#';
export const unattributedOf = (origin: string) => `${UNATTRIBUTED}${encode(origin)}`;
export const unattributedKey = (origin: string, digest: string): Key => ({
  pk: unattributedOf(origin),
  sk: digest,
});

/** How far origins are reconciled, in a partition for each part of reconciling; and until when reconciling pauses. */
const SYNC_CURSOR = 'LOOK#';
export const syncCursorsOf = (part: string) => `${SYNC_CURSOR}${part}`;
export const syncCursorKey = (part: string, origin: string): Key => ({ pk: syncCursorsOf(part), sk: origin });
export const PAUSE_KEY: Key = { pk: syncCursorsOf('pause'), sk: 'PAUSE' };

/** The digests of an audience, by frequency and period. */
const DIGEST = 'DIGEST#';
export const digestsOf = (audience: string, every: Every) => ({
  pk: `${DIGEST}${encode(audience)}`,
  prefix: `${every.toUpperCase()}#`,
});
export function digestKey(audience: string, every: Every, period: string): Key {
  const { pk, prefix } = digestsOf(audience, every);
  return { pk, sk: `${prefix}${period}` };
}

/** Signing in: personal tokens, each by its digest; sessions that were ended, and links that were used, each by a digest. */
const TOKEN = 'TOKEN#';
const ENDED_SESSION = 'ENDED#';
const USED_LINK = 'USED#';
const alone = (pk: string): Key => ({ pk, sk: 'SIGN-IN' });
export const tokenKey = (digest: string): Key => alone(`${TOKEN}${encode(digest)}`);
export const endedSessionKey = (digest: string): Key => alone(`${ENDED_SESSION}${digest}`);
export const usedLinkKey = (digest: string): Key => alone(`${USED_LINK}${digest}`);
/** The list of a person's tokens. */
export const tokensOf = (person: string): string => `TOKENS#${encode(person)}`;

/** What signing in writes: the function that anybody may ask writes nothing else. */
export const SIGN_IN_PARTITIONS: readonly string[] = [TOKEN, ENDED_SESSION, USED_LINK];

const PASSING = [
  ...[NOTIFIED, DELIVERED, RECEIVED, ORIGIN, UNATTRIBUTED, SYNC_CURSOR, DIGEST, 'MESSAGE#'],
  ...SIGN_IN_PARTITIONS,
];
/** Whether an item depends on the clock or on arrival, and not only on the facts. */
export const isPassing = ({ pk }: Key) => PASSING.some((prefix) => pk.startsWith(prefix));
