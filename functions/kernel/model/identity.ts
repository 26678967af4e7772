/**
 * Who a name means, at any moment, for every kind of entity that can be renamed. This is the one place that decides it;
 * ledgers, calendars, exemptions, shipments and withdrawals all ask here.
 *
 * A name's history is cut into spans; all that is said under the name within one span is about one entity. A rename joins
 * the span it leaves and the span it arrives in: they are one entity from then on, which goes by the name of its last
 * rename. What is still said under the old name after a rename is about the renamed entity, because senders go on using
 * a name (a tag, a label, a second rename by the old name). Only two things make an old name somebody else's: a
 * registration of that name, and another entity that is renamed to it. Both begin a new span of the name.
 *
 * Moments decide, not order of arrival. A registration at the very moment of a rename belongs to what was renamed;
 * renames of one moment are ordered by their ids.
 */
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity, EntityKind } from '../../../events/contract.ts';
import { compare, type Entry, inOrder } from './facts.ts';

/** A name that an entity has had, and the moments at which the name meant it. UTC instants; absent means without end. */
export interface NameSpan {
  readonly name: string;
  /** Inclusive. */
  readonly from?: string | undefined;
  /** Exclusive. */
  readonly until?: string | undefined;
}

export interface Identity {
  /** What the entity is called now; the name that was asked for, unless that was renamed away. */
  readonly name: string;
  /** Every name that ever meant it, with the moments. */
  readonly spans: readonly NameSpan[];
  /** Its entries under all of its names, in order, each once. */
  readonly entries: readonly Entry[];
  /** What the name that was asked for meant before its present span, in order: what each of those is called now. */
  readonly earlier: readonly Earlier[];
}

export interface Earlier {
  /** What it is called now. */
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

/** The name that a fact registers: from then on it is somebody's own. */
function registeredIn(fact: Fact): string | undefined {
  if (fact.type === 'FeatureRegistered') return fact.detail.feature;
  return fact.type === 'ReleaseScheduled' ? fact.detail.release : undefined;
}

/** The kinds of entity that can be renamed: of all others, a name is always the one entity. */
export const canBeRenamed = (kind: EntityKind): boolean => kind === 'feature' || kind === 'release';

/** The names that the renames among some entries speak of: whose ledgers are needed to tell who is who. */
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
  /** Another span of the same entity; the one that has none stands for the entity. */
  joined: Span | undefined;
  /** Of the one that stands for the entity: what that is called by now, and since when. */
  called: string;
  since: string;
}

const FOR_ALL_TIME = '';

const spanFrom = (name: string, at?: string): Span => ({
  name,
  from: at,
  until: undefined,
  joined: undefined,
  called: name,
  since: at ?? FOR_ALL_TIME,
});

/**
 * Reads who a name means now.
 * @param ledgers entries by name: of the name itself, and of every name that renames among them lead to (`namesIn`)
 */
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

/** Goes through all that ledgers say of names, as it happened: cuts names into spans, and joins those that are one entity. */
function spansIn(ledgers: ReadonlyMap<string, readonly Entry[]>): Spans {
  const spans: Spans = new Map();
  for (const { fact } of sayingsOfNames(ledgers).toSorted(asItHappened)) {
    const at = fact.detail.occurredAt;
    const rename = renameIn(fact);
    const claimed = rename?.to ?? registeredIn(fact);
    if (claimed !== undefined) beginIfLeft(spans, claimed, at);
    if (rename !== undefined) join(presentSpan(spans, rename.from), presentSpan(spans, rename.to), at);
  }
  return spans;
}

/**
 * The registrations and renames. A rename stands in the ledgers of both names: where one of them does not count it, because
 * its id stands for something else there, it is none, or the two names would tell differently of each other.
 */
function sayingsOfNames(ledgers: ReadonlyMap<string, readonly Entry[]>): Entry[] {
  const held = new Set([...ledgers].flatMap(([name, own]) => own.map(({ digest }) => `${digest} ${name}`)));
  return [...ledgers.values()].flat().filter(({ fact, digest }) => {
    const rename = renameIn(fact);
    if (rename === undefined) return registeredIn(fact) !== undefined;
    return held.has(`${digest} ${rename.from}`) && held.has(`${digest} ${rename.to}`);
  });
}

/** A registration comes before the renames of its moment: it is about whom they rename. */
const asItHappened = (a: Entry, b: Entry): number =>
  compare(a.fact.detail.occurredAt, b.fact.detail.occurredAt) ||
  Number(renameIn(a.fact) !== undefined) - Number(renameIn(b.fact) !== undefined) ||
  inOrder(a, b);

function presentSpan(spans: Spans, name: string): Span {
  const last = spans.get(name)?.at(-1) ?? spanFrom(name);
  if (!spans.has(name)) spans.set(name, [last]);
  return last;
}

/** Whoever has a name goes by another one since before that: the name is free, and begins again. */
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

/** The span that stands for the entity of a span. */
function rootOf(span: Span): Span {
  let root = span;
  while (root.joined !== undefined) root = root.joined;
  return root;
}

function entriesWithin(members: readonly Span[], entriesOf: (name: string) => readonly Entry[]): Entry[] {
  const within = members.flatMap((span) =>
    entriesOf(span.name).filter(({ fact }) => isWithin(span, fact.detail.occurredAt)),
  );
  // A rename stands in the ledgers of both names.
  const once = new Map(within.map((entry) => [`${entry.fact.detail.id}\n${entry.digest}`, entry]));
  return [...once.values()].toSorted(inOrder);
}

const isWithin = ({ from, until }: NameSpan, at: string): boolean =>
  (from === undefined || from <= at) && (until === undefined || at < until);

/** Whether a name meant the entity of these spans at a moment. @param at UTC instant */
export const means = (spans: readonly NameSpan[], name: string, at: string): boolean =>
  spans.some((span) => span.name === name && isWithin(span, at));

/** What an entity is called, and was. */
export type Names = Pick<Identity, 'name' | 'spans' | 'earlier'>;

/** Of an entity that was never renamed, as far as is known. */
export const neverRenamed = (name: string): Names => ({ name, spans: [{ name }], earlier: [] });

/** What an entity that can be renamed says of its names, as its snapshot stores it. */
export interface Named {
  readonly renamedTo?: string | undefined;
  readonly earlier: readonly Earlier[];
}

/**
 * The name to look under for what a name meant at a moment.
 * @param snapshot of the name
 * @returns the present name of who was meant
 */
export function presentName(name: string, { renamedTo, earlier }: Named, at: string): string {
  const before = earlier.find(({ until }) => at < until);
  return before?.name ?? renamedTo ?? name;
}
