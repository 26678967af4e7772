/**
 * Which entity a name means at a moment, for the kinds that can be renamed. Nothing else decides it.
 *
 * A name's history is cut into spans; all facts under the name within one span are about one entity. A rename joins the
 * span of the old name and that of the new one: they are one entity, which has the name of its last rename. Facts that come
 * under the old name after a rename are about the renamed entity, because senders go on using names (tags, labels). Only two
 * things begin a new span of an old name: a registration of it, and another entity that is renamed to it.
 *
 * Moments decide, not order of arrival. A registration at the very moment of a rename belongs to the renamed entity;
 * renames of one moment are ordered by their ids.
 */
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity, EntityKind } from '../../../events/contract.ts';
import { compare, type Entry, inOrder } from './facts.ts';
import { spelledOnce } from './version-numbers.ts';

/** A name of an entity, and when the name meant it. UTC instants; absent means without end. */
export interface NameSpan {
  readonly name: string;
  /** Inclusive. */
  readonly from?: string | undefined;
  /** Exclusive. */
  readonly until?: string | undefined;
  /** Of a release: every name that ends in the same numbers means it too, as `app-2026.09` where it is `app-2026.9`. */
  readonly anySpelling?: boolean | undefined;
}

export interface Identity {
  /** The present name: the name that was asked for, unless that was renamed. */
  readonly name: string;
  readonly spans: readonly NameSpan[];
  /** Its entries under all of its names, in order, each once. */
  readonly entries: readonly Entry[];
  /** Entities that the name meant before its present span, in order. */
  readonly earlier: readonly Earlier[];
}

export interface Earlier {
  /** The present name. */
  readonly name: string;
  /** Until when the name meant it, exclusive. */
  readonly until: string;
}

interface Rename {
  readonly from: string;
  readonly to: string;
  readonly at: string;
}

function renameIn(fact: Fact): Rename | undefined {
  const at = fact.detail.occurredAt;
  if (fact.type === 'FeatureRenamed') return { from: fact.detail.feature, to: fact.detail.to, at };
  if (fact.type === 'ReleaseRenamed') return { from: fact.detail.release, to: fact.detail.to, at };
  return undefined;
}

/** The name that a fact registers. A tag registers nothing: its sender may go on using an old name. */
function registeredIn(fact: Fact): string | undefined {
  if (fact.type === 'FeatureRegistered') return fact.detail.feature;
  return fact.type === 'ReleaseScheduled' && fact.detail.provisional !== true
    ? fact.detail.release
    : undefined;
}

/** A name of any other kind always means the same entity. */
export const canBeRenamed = (kind: EntityKind): boolean => kind === 'feature' || kind === 'release';

/** The old and new names in the renames among some entries: the ledgers of these names are also needed. */
export const namesIn = (entries: readonly Entry[]): string[] =>
  entries.flatMap(({ fact }) => {
    const rename = renameIn(fact);
    return rename === undefined ? [] : [rename.from, rename.to];
  });

/** Part of a name's history. */
interface Span {
  readonly name: string;
  readonly from: string | undefined;
  until: string | undefined;
  /** The next span of the same entity on the way to its root, which has none. */
  joined: Span | undefined;
  /** Of a root: the present name of the entity, and since when it has that. */
  called: string;
  since: string;
}

const spanFrom = (name: string, at?: string): Span => ({
  name,
  from: at,
  until: undefined,
  joined: undefined,
  called: name,
  since: at ?? '',
});

/** @param ledgers entries by name: of the name itself, and of every name that renames among them lead to (`namesIn`) */
export function identityOf({ kind, id }: Entity, ledgers: ReadonlyMap<string, readonly Entry[]>): Identity {
  const entriesOf = (name: string) => (ledgers.get(name) ?? []).toSorted(inOrder);
  if (!canBeRenamed(kind)) return { name: id, spans: [{ name: id }], entries: entriesOf(id), earlier: [] };
  const spans = spansIn(ledgers);
  for (const name of [id, ...ledgers.keys()]) presentSpan(spans, name);
  const present = rootOf(presentSpan(spans, id));
  const members = [...spans.values()].flat().filter((span) => rootOf(span) === present);
  return {
    name: present.called,
    spans: members.map(({ name, from, until }) => ({ name, from, until })),
    entries: entriesWithin(members, entriesOf),
    earlier: (spans.get(id) ?? []).flatMap((span) =>
      span.until === undefined ? [] : [{ name: rootOf(span).called, until: span.until }],
    ),
  };
}

type Spans = Map<string, Span[]>;

/** Goes through registrations and renames in order: cuts names into spans, and joins the spans of one entity. */
function spansIn(ledgers: ReadonlyMap<string, readonly Entry[]>): Spans {
  const spans: Spans = new Map();
  for (const { fact } of namingsIn(ledgers).toSorted(inOrderOfNaming)) {
    const at = fact.detail.occurredAt;
    const rename = renameIn(fact);
    const claimed = rename?.to ?? registeredIn(fact);
    if (claimed !== undefined) beginIfLeft(spans, claimed, at);
    if (rename !== undefined) join(presentSpan(spans, rename.from), presentSpan(spans, rename.to), at);
  }
  return spans;
}

/**
 * The registrations and renames. A rename is in the ledgers of both names; if one of them does not count it, because its id
 * stands for another fact there, it is ignored, or the two names would disagree.
 */
function namingsIn(ledgers: ReadonlyMap<string, readonly Entry[]>): Entry[] {
  const held = new Set([...ledgers].flatMap(([name, own]) => own.map(({ digest }) => `${digest} ${name}`)));
  return [...ledgers.values()].flat().filter(({ fact, digest }) => {
    const rename = renameIn(fact);
    if (rename === undefined) return registeredIn(fact) !== undefined;
    return held.has(`${digest} ${rename.from}`) && held.has(`${digest} ${rename.to}`);
  });
}

/** A registration comes before the renames of its moment: it is about the entity that they rename. */
const inOrderOfNaming = (a: Entry, b: Entry): number =>
  compare(a.fact.detail.occurredAt, b.fact.detail.occurredAt) ||
  Number(renameIn(a.fact) !== undefined) - Number(renameIn(b.fact) !== undefined) ||
  inOrder(a, b);

function presentSpan(spans: Spans, name: string): Span {
  const last = spans.get(name)?.at(-1) ?? spanFrom(name);
  if (!spans.has(name)) spans.set(name, [last]);
  return last;
}

/** Begins a new span of a name if its entity got another name before. */
function beginIfLeft(spans: Spans, name: string, at: string): void {
  const last = presentSpan(spans, name);
  const { called, since } = rootOf(last);
  if (called === name || since >= at) return;
  last.until = at;
  spans.get(name)?.push(spanFrom(name, at));
}

function join(left: Span, arrived: Span, at: string): void {
  const [from, to] = [rootOf(left), rootOf(arrived)];
  if (from !== to) from.joined = to;
  to.called = arrived.name;
  to.since = at;
}

function rootOf(span: Span): Span {
  let root = span;
  while (root.joined !== undefined) root = root.joined;
  return root;
}

function entriesWithin(members: readonly Span[], entriesOf: (name: string) => readonly Entry[]): Entry[] {
  const within = members.flatMap((span) =>
    entriesOf(span.name).filter(({ fact }) => isWithin(span, fact.detail.occurredAt)),
  );
  // A rename is in the ledgers of both names.
  const once = new Map(within.map((entry) => [`${entry.fact.detail.id}\n${entry.digest}`, entry]));
  return [...once.values()].toSorted(inOrder);
}

const isWithin = ({ from, until }: NameSpan, at: string): boolean =>
  (from === undefined || from <= at) && (until === undefined || at < until);

/** Whether a name meant the entity of these spans at a moment. */
export const means = (spans: readonly NameSpan[], name: string, at: string): boolean =>
  spans.some((span) => isCalled(span, name) && isWithin(span, at));

/** Whether a name ever meant it. */
export const everMeant = (spans: readonly NameSpan[], name: string): boolean =>
  spans.some((span) => isCalled(span, name));

const isCalled = (span: NameSpan, name: string): boolean =>
  span.name === name || (span.anySpelling === true && spelledOnce(span.name) === spelledOnce(name));

export type Names = Pick<Identity, 'name' | 'spans' | 'earlier'>;

export const neverRenamed = (name: string): Names => ({ name, spans: [{ name }], earlier: [] });

/** The names in the snapshot of an entity that can be renamed. */
interface Named {
  readonly renamedTo?: string | undefined;
  readonly earlier: readonly Earlier[];
}

/** The present name of the entity that a name meant at a moment. @param snapshot of the name */
export function presentName(name: string, { renamedTo, earlier }: Named, at: string): string {
  const before = earlier.find(({ until }) => at < until);
  return before?.name ?? renamedTo ?? name;
}
