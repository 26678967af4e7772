/**
 * One verified delivery, in one direction: parse, normalise, attribute, publish. Before its facts are on the bus, what is
 * wrong with it is answered with a code, and it comes again; after that it is accepted, whatever else fails.
 */
import { id } from '../../../events/fields.ts';
import { withoutValues } from '../../../events/redaction.ts';
import { type Refused, refuse } from '../../../events/refusal.ts';
import type { SourceState } from '../../catalog/model/registered.ts';
import type { OutgoingFact } from '../../kernel/bus/publish.ts';
import { unheard, unrecorded } from '../../kernel/ledger/append.ts';
import { quarantine } from '../../kernel/ledger/quarantine.ts';
import type { Happening } from '../../kernel/model/happening.ts';
import type { Store } from '../../kernel/store/store.ts';
import { perHost } from '../../kernel/surroundings.ts';
import type { Origin } from '../model/attribution.ts';
import { happeningOf } from '../model/happening.ts';
import { type NormalizedEvent, UNDATED } from '../model/normalized-event.ts';
import type { DeliveryRecord } from '../model/report.ts';
import { type Delivery, type ParseResult, refused, type Source } from '../sources/source.ts';
import { markReceived, wasReceived } from '../store/deliveries.ts';
import { dropEarlierWords, readOrigin, readWaiting, rememberOrigin, storeWaiting } from '../store/origins.ts';
import { type Attributed, attributeEvents, NOTHING, outgoing } from './attribute-events.ts';
import { afterwards } from './note-delivery.ts';
import { parse } from './parse.ts';

export interface Receiving {
  readonly table: Store;
  /** Puts facts on the bus; throws when it could not. */
  readonly publish: (facts: readonly OutgoingFact[]) => Promise<void>;
  /** UTC instant. */
  readonly now: string;
  /** The secrets that are in force, which must not be in anything that is stored. */
  readonly secrets?: readonly string[];
  /** Throws where whoever signed the delivery must not speak for an origin. */
  readonly mustSpeakFor?: (origin: string, originId: string | undefined) => Promise<void>;
}

/** What is stored of a delivery for people, and what its sender is answered. */
export interface Received {
  readonly record: DeliveryRecord;
  readonly attributed: Attributed;
}

type Recorded = Omit<DeliveryRecord, 'to'>;

const received = (record: Recorded, attributed: Attributed = NOTHING): Received => ({
  record: { ...record, to: [...attributed.to] },
  attributed,
});

/** @throws {RequestRefusedError} when it is not JSON; and what `publish` throws, with nothing accepted */
export async function receive(receiving: Receiving, source: Source, delivery: Delivery): Promise<Received> {
  const { table, now } = receiving;
  const { body } = delivery;
  const signedId = source.idOf?.(delivery);
  if (signedId === undefined) return receiveNew(receiving, source, delivery);
  const before = await wasReceived(table, source.name, signedId, body);
  const repeat = { source: source.name, at: now, event: 'repeat' };
  if (before === 'same')
    return received({ ...repeat, outcome: 'duplicate', because: 'this delivery was taken before' });
  if (before === 'other') {
    const message = 'the id of this delivery was used for another one before';
    const reused = refuse(textOf(receiving, delivery), 'ID_REUSED', message);
    const about = aboutIn(receiving, source, delivery);
    return quarantined(receiving, { ...repeat, outcome: 'quarantined', about }, reused);
  }
  const taken = await receiveNew(receiving, source, delivery);
  await afterwards('its id', markReceived(table, source.name, signedId, body));
  return taken;
}

async function receiveNew(receiving: Receiving, source: Source, delivery: Delivery): Promise<Received> {
  const read = withOriginId(await parsed(receiving, source, delivery));
  const record = { source: source.name, at: receiving.now, event: read.event };
  switch (read.kind) {
    case 'ping':
      return received({ ...record, outcome: 'ping' });
    case 'ignored':
      return received({ ...record, outcome: 'ignored', because: read.because });
    case 'refused': {
      const unread = refuse(textOf(receiving, delivery), read.refusal, read.message);
      const because = read.message;
      const about = aboutIn(receiving, source, delivery);
      return quarantined(receiving, { ...record, outcome: 'quarantined', because, about }, unread);
    }
    case 'events':
      return publishEvents(receiving, record, read, () => aboutIn(receiving, source, delivery));
  }
}

const textOf = ({ secrets = [] }: Receiving, { body }: Delivery) =>
  withoutValues(body.toString('utf8'), secrets);

/** What is not JSON is not accepted; people are shown that a known sender sends it. */
async function parsed(receiving: Receiving, source: Source, delivery: Delivery): Promise<ParseResult> {
  const { table, now, secrets = [] } = receiving;
  try {
    return parse(source, delivery, secrets);
  } catch (error) {
    if (delivery.body.length > 0)
      await quarantine(table, refuse(textOf(receiving, delivery), 'NOT_JSON', 'a delivery is not JSON'), now);
    throw error;
  }
}

/** An origin whose name no source can have could never be mapped. */
const withOriginId = (read: ParseResult): ParseResult =>
  read.kind !== 'events' || read.origin === undefined || id.safeParse(read.origin).success
    ? read
    : refused(read.event, 'BAD_ID', 'its origin is no id');

/** Only for what needs action, and never for a body that is too large or too deep to look into. */
function aboutIn({ secrets = [] }: Receiving, { name }: Source, { body }: Delivery): Happening {
  try {
    return happeningOf(name, withoutValues(JSON.parse(body.toString('utf8')), secrets));
  } catch {
    return {};
  }
}

async function quarantined({ table, now }: Receiving, record: Recorded, why: Refused): Promise<Received> {
  await quarantine(table, why, now, record.about);
  return received(record, { ...NOTHING, refused: [why] });
}

async function publishEvents(
  receiving: Receiving,
  record: Omit<Recorded, 'outcome'>,
  { origin = '', originId, events }: Extract<ParseResult, { kind: 'events' }>,
  about: () => Happening,
): Promise<Received> {
  const { table, publish, now } = receiving;
  if (origin !== '') await receiving.mustSpeakFor?.(origin, originId);
  const mapping = origin === '' ? undefined : await readOrigin(table, origin, originId);
  const place = mapping?.source ?? origin;
  const known = originOf(origin, mapping);
  const attributed = await attributeEvents(receiving, await dated(receiving, events, known), known);
  // A sender of our own facts is responsible for their wording; what happened elsewhere may have come in another delivery.
  const isStated = events.some(({ kind }) => kind === 'stated');
  const fresh = await (isStated ? unrecorded : unheard)(table, attributed.facts);
  // What could be lost is stored first: until its facts are on the bus the delivery is not accepted, and is sent again.
  for (const each of attributed.refused)
    await quarantine(table, each, now, { ...about(), place: origin || undefined });
  for (const each of attributed.unattributed)
    await storeWaiting(table, { ...record, origin: place, originId, ...each }, now);
  await publish(outgoing(fresh));
  await dropSaidBefore(table, place, events, now);
  if (mapping !== undefined && originId !== undefined)
    await afterwards('the name of its origin', rememberOnce(table, originId, mapping.source));
  const outcome = outcomeOf(attributed, fresh.length);
  return received(
    {
      ...record,
      outcome,
      place: origin || undefined,
      known: mapping === undefined || mapping.source === origin ? undefined : mapping.source,
      because: becauseOf(attributed),
      refused: refusalsIn(attributed),
      solution: outcome === 'ignored' ? attributed.solution : undefined,
      about: outcome === 'unattributed' || outcome === 'quarantined' ? about() : undefined,
    },
    attributed,
  );
}

/** What its sender does not date happened when it was first received. */
async function dated(
  { table, now }: Receiving,
  events: readonly NormalizedEvent[],
  { origin, source = origin }: Origin,
): Promise<readonly NormalizedEvent[]> {
  const isUndated = (event: NormalizedEvent) => event.kind === 'undecided' && event.at === UNDATED;
  if (!events.some(isUndated)) return events;
  const waiting = await readWaiting(table, source);
  return events.map((event) => {
    if (event.kind !== 'undecided' || event.at !== UNDATED) return event;
    const before = waiting.find(({ normalized }) => normalized.id === event.id)?.normalized;
    return { ...event, at: before === undefined || before.at === UNDATED ? now : before.at };
  });
}

/** What is said of a merged change later takes the place of what still waits of it. */
async function dropSaidBefore(
  table: Store,
  origin: string,
  events: readonly NormalizedEvent[],
  now: string,
): Promise<void> {
  for (const each of events)
    if (each.kind === 'merged' && each.later !== undefined) await dropEarlierWords(table, origin, each, now);
}

/** By its name, and by that of the source that it is, which it can have had before. */
const originOf = (origin: string, mapping: SourceState | undefined): Origin => ({
  origin,
  source: mapping?.source,
  mappedAt: mapping?.registration?.at,
  record: mapping?.record,
});

const remembered = perHost(() => new Map<string, string>());

/** Once for each name: a repository sends many deliveries. */
async function rememberOnce(table: Store, originId: string, source: string): Promise<void> {
  if (remembered().get(originId) === source) return;
  await rememberOrigin(table, originId, source);
  remembered().set(originId, source);
}

/** One word for the whole delivery: the most that came of it. */
function outcomeOf({ facts, unattributed, refused }: Attributed, fresh: number): DeliveryRecord['outcome'] {
  const isOpen = facts.every(({ fact }) => fact.type === 'ChangeUndecided');
  if (fresh > 0 && !isOpen) return 'accepted';
  if (unattributed.length > 0) return 'unattributed';
  if (refused.length > 0) return 'quarantined';
  return facts.length > 0 ? 'duplicate' : 'ignored';
}

const refusalsIn = ({ refusals = [] }: Attributed): string[] | undefined =>
  refusals.length === 0 ? undefined : [...new Set(refusals)];

const becauseOf = ({ unattributed, refused, ignored }: Attributed): string | undefined =>
  unattributed[0]?.because ?? refused[0]?.message ?? ignored[0];
