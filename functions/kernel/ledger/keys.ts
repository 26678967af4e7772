/**
 * Keys of ledgers. Ids come from outside and may hold anything: the separator and the escape are encoded, so two
 * different ids never share a key.
 *
 * Below the partition of an entity stand, in this order:
 *   EVENT#<part>#<moment>#<id>#<digest>             a fact
 *   EVENT#<part>#<moment>#<id>#<digest>#DISPLACED   marks it as not counting: an earlier fact has its id
 *   ID#<id>                                         the first content that came under an id (`#<digest>`: the others)
 *   MENTION#<kind>#<names>                          a name that the ledger ever spoke of, and since when
 *   SUMMARY…, VERDICT#…, WINDOW, …                  derived values (functions/kernel/keys.ts)
 */
import { digestOf } from '../../../events/canonical-json.ts';
import type { Fact } from '../../../events/catalogue.ts';
import { type Entity, entityKind } from '../../../events/contract.ts';
import type { Key } from '../store/store.ts';

export const encode = (id: string) => id.replaceAll('%', '%25').replaceAll('#', '%23');
export const decode = (id: string) => id.replaceAll('%23', '#').replaceAll('%25', '%');

/** Longest part of a sort key that is written out, in bytes: two of them stay under DynamoDB's 1,024 bytes. */
const MAX_PART_BYTES = 400;

/** An id as part of a sort key: itself where it is short, or else a digest of it, behind what no written id can hold. */
export const keyPart = (id: string): string => {
  const written = encode(id);
  return Buffer.byteLength(written) <= MAX_PART_BYTES ? written : `%:${digestOf(id)}`;
};

export const partition = ({ kind, id }: Entity): string => `${kind.toUpperCase()}#${encode(id)}`;

/** The entity whose partition this is; `undefined` for the partitions of anything else. */
export function entityOf(pk: string): Entity | undefined {
  const at = pk.indexOf('#');
  const kind = entityKind.safeParse(pk.slice(0, at).toLowerCase());
  return kind.success ? { kind: kind.data, id: decode(pk.slice(at + 1)) } : undefined;
}

const EVENT = 'EVENT#';
/** The sort keys of all facts begin so. */
export const EVENTS = EVENT;
/** The sort keys of the facts of one part begin so. */
export const eventsOf = (part: string): string => `${EVENT}${part}#`;
export const eventSortKey = (part: string, { detail }: Fact, digest: string): string =>
  `${eventsOf(part)}${detail.occurredAt}#${keyPart(detail.id)}#${digest}`;

const DISPLACED = '#DISPLACED';
export const displacedMark = (eventKey: string): string => `${eventKey}${DISPLACED}`;
/** The sort key of the event that a mark displaces; `undefined` where the key is no mark. */
export const markedBy = (sk: string): string | undefined =>
  sk.endsWith(DISPLACED) ? sk.slice(0, -DISPLACED.length) : undefined;

/** Partition of the links index: what is to be looked at in a month. @param moment UTC instant */
export const dueIn = (moment: string): string => `DUE#${moment.slice(0, 7)}`;

const ID = 'ID#';
export const isIdKey = (sk: string): boolean => sk.startsWith(ID);
export const firstUnder = (entity: Entity, id: string): Key => ({
  pk: partition(entity),
  sk: `${ID}${encode(id)}`,
});
export const othersUnder = (entity: Entity, id: string): string => `${firstUnder(entity, id).sk}#`;

const MENTION = 'MENTION#';
/** The sort keys of the mentions of one kind begin so; of those that begin with these names where some are given. */
export const mentionsOf = (kind: string, ...names: readonly string[]): string =>
  [`${MENTION}${kind}`, ...names.map(keyPart), ''].join('#');
