/**
 * What a table must hold once all is quiet, computed from the set of its facts alone: ledgers as plain lists in memory,
 * and every value there can be, each computed afresh, without links, guards, queues or a store.
 */
import { canonicalJson } from '../../events/canonical-json.ts';
import type { Entity } from '../../events/contract.ts';
import { type Accepted, readFact } from '../../events/read.ts';
import type { Refused } from '../../events/refusal.ts';
import { idReused } from '../../functions/catalog/record/record-facts.ts';
import { snapshotOf } from '../../functions/catalog/store/snapshots.ts';
import { gradeDerivation } from '../../functions/grades/grade/grade-feature.ts';
import type { Computed, Derivation } from '../../functions/kernel/derived/derive.ts';
import { BOOKKEEPING } from '../../functions/kernel/derived/stored.ts';
import { placesOf } from '../../functions/kernel/ledger/parts.ts';
import { compare, type Mention } from '../../functions/kernel/model/facts.ts';
import {
  displacedMark,
  eventSortKey,
  mentionsOf,
  partition,
  quarantineOf,
  valueThing,
} from '../../functions/kernel/store/keys.ts';
import type { Key, Store } from '../../functions/kernel/store/store.ts';
import { verdictOf } from '../../functions/verdicts/check/verdict.ts';
import { calendarOfTrain, windowOf } from '../../functions/verdicts/check/window.ts';
import type { Entry } from '../support/facts.ts';
import { type Ledgers, readerIn } from './model-reader.ts';

export interface Model {
  /** What `dump` gives of such a table. */
  readonly lines: readonly string[];
  /** Values by their keys as text; those that computed to nothing are absent. */
  readonly values: ReadonlyMap<string, unknown>;
}

/** @param entries facts in any order, with or without copies, and unknown events */
export async function modelOf(entries: readonly Entry[]): Promise<Model> {
  const read = entries.map(readOnce);
  const facts = new Map(read.flatMap((each) => (each.ok ? [[each.digest, each] as const] : [])));
  const ledgers = ledgersOf([...facts.values()]);
  const lines = new Set(read.flatMap((each) => (each.ok ? [] : [quarantined(each)])));
  for (const ledger of ledgers.values()) for (const line of linesOf(ledger)) lines.add(line);
  const values = new Map<string, unknown>();
  for (const derivations of derivationsIn([...ledgers.values()].map(({ entity }) => entity))) {
    for (const derivation of derivations) {
      const computed = await derivation.compute(readerIn(ledgers, values));
      if (computed.value === undefined) continue;
      values.set(valueThing(derivation.key), plain(computed.value));
      lines.add(line({ ...derivation.key, ...shown(computed) }));
    }
  }
  return { lines: [...lines].sort(), values };
}

/** The same entries come in many orders. */
const known = new WeakMap<Entry, Accepted | Refused>();

function readOnce(entry: Entry): Accepted | Refused {
  const read = known.get(entry) ?? readFact(entry);
  known.set(entry, read);
  return read;
}

export interface Ledger {
  readonly entity: Entity;
  /** Under their part; those that do not count are left out. */
  readonly events: { readonly part: string; readonly accepted: Accepted }[];
  readonly displaced: { readonly part: string; readonly accepted: Accepted }[];
  /** By their sort key. */
  readonly mentions: Map<string, Mention>;
}

function ledgersOf(facts: readonly Accepted[]): Ledgers {
  const ledgers = new Map<string, Ledger>();
  for (const accepted of facts)
    for (const { entity, part, mentions } of placesOf(accepted.fact, accepted.entities)) {
      const pk = partition(entity);
      const ledger: Ledger = ledgers.get(pk) ?? { entity, events: [], displaced: [], mentions: new Map() };
      ledgers.set(pk, ledger);
      if (part !== undefined) ledger.events.push({ part, accepted });
      for (const each of mentions) mention(ledger, each);
    }
  for (const ledger of ledgers.values()) displace(ledger);
  return ledgers;
}

function mention({ mentions }: Ledger, said: Mention): void {
  const sk = mentionsOf(said.kind, ...said.names).slice(0, -1);
  const held = mentions.get(sk);
  if (held === undefined || said.since < held.since) mentions.set(sk, said);
}

/** Of several contents under one id, the one that happened first counts. */
function displace({ events, displaced }: Ledger): void {
  const first = (a: Accepted, b: Accepted) =>
    compare(a.fact.detail.occurredAt, b.fact.detail.occurredAt) || compare(a.digest, b.digest);
  for (const sharing of Map.groupBy(events, ({ accepted }) => accepted.fact.detail.id).values())
    displaced.push(...sharing.toSorted((a, b) => first(a.accepted, b.accepted)).slice(1));
  const counting = events.filter((event) => !displaced.includes(event));
  events.splice(0, events.length, ...counting);
}

function linesOf({ entity, events, displaced, mentions }: Ledger): string[] {
  const pk = partition(entity);
  const keyOf = ({ part, accepted: { fact, digest } }: Ledger['events'][number]) =>
    eventSortKey(part, fact, digest);
  return [
    ...[...events, ...displaced].map((event) => {
      const { fact, body } = event.accepted;
      return line({ pk, sk: keyOf(event), type: fact.type, body });
    }),
    ...displaced.map((event) => line({ pk, sk: displacedMark(keyOf(event)) })),
    ...displaced.map(({ accepted: { fact, digest } }) =>
      quarantined(idReused({ id: fact.detail.id, digest })),
    ),
    ...[...mentions].map(([sk, { names, since }]) => line({ pk, sk, names, since })),
  ];
}

const quarantined = ({ refusal, digest, message, excerpt }: Omit<Refused, 'ok'>): string =>
  line({ pk: quarantineOf(refusal), sk: digest, message, excerpt });

const line = (item: Key & Readonly<Record<string, unknown>>): string => canonicalJson(plain(item));

/** As it comes out of a store. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

/** When a value is due again is seen from now. */
const shown = ({ value, attributes }: Computed) => {
  const { link: _link, linkKey: _linkKey, ...rest } = attributes ?? {};
  return Object.fromEntries(Object.entries({ value, ...rest }).filter(([name]) => !BOOKKEEPING.has(name)));
};

/** Later than all moments, except those that are far ahead. */
const NOW = '2030-01-01T00:00:00.000Z';

const touch = () => {
  throw new TypeError('A computation reads through its reader, and writes nothing.');
};
const untouched: Store = { put: touch, remove: touch, get: touch, query: touch, list: touch };

/** Everything that can have a value, those first that others are computed from. */
function derivationsIn(entities: readonly Entity[]): Derivation[][] {
  const ids = (kind: Entity['kind']) => entities.flatMap((each) => (each.kind === kind ? [each.id] : []));
  const cause = { id: 'model', occurredAt: NOW };
  const announce = async () => {};
  const checking = { table: untouched, announce, now: NOW, cause };
  const pairs = ids('release').flatMap((release) => ids('project').map((project) => ({ release, project })));
  return [
    entities.map(snapshotOf),
    ids('train').map((train) => calendarOfTrain(checking, train, announce)),
    ids('release').map((release) => windowOf(checking, release, announce)),
    pairs.map((pair) => verdictOf(checking, pair)),
    ids('feature').map((feature) => gradeDerivation(checking, { feature, cause })),
  ];
}
