/**
 * One delivery: who sent it, what it says, and the facts that come of it. Before it is accepted, what is wrong with it
 * is answered with a code; once its facts are on the bus, never with anything but 2xx.
 */
import { id } from '../../../events/fields.ts';
import { refuse } from '../../../events/refusal.ts';
import type { OutgoingFact } from '../../kernel/bus/publish.ts';
import { unheard, unrecorded } from '../../kernel/ledger/append.ts';
import { quarantine } from '../../kernel/ledger/quarantine.ts';
import type { Store } from '../../kernel/store/store.ts';
import { perHost } from '../../kernel/surroundings.ts';
import type { Delivery, ParseResult, Source } from '../sources/source.ts';
import { type DeliveryRecord, markReceived, wasReceived } from '../store/deliveries.ts';
import { readOrigin, rememberOrigin } from '../store/origins.ts';
import { keepUnattributed } from '../store/unattributed.ts';
import { afterwards } from './afterwards.ts';
import { nothing, type Translated, wordOf } from './outcome.ts';
import { type Payload, payloadIn } from './payload.ts';
import { translate } from './translate.ts';

export interface Receiving {
  readonly table: Store;
  /** Puts facts on the bus; throws when it could not. */
  readonly publish: (facts: readonly OutgoingFact[]) => Promise<void>;
  /** UTC instant. */
  readonly now: string;
}

/** What became of a delivery. */
export interface Received extends Translated {
  readonly source: string;
  readonly event: string;
  readonly outcome: DeliveryRecord['outcome'];
  readonly place?: string | undefined;
  readonly because?: string | undefined;
  /** What a sender that tries us out wants to read. */
  readonly echo?: string | undefined;
}

/**
 * Takes a verified delivery.
 * @throws {AnswerableError} when it is no JSON; and what `publish` throws, with nothing taken
 */
export async function receive(receiving: Receiving, source: Source, delivery: Delivery): Promise<Received> {
  const { table } = receiving;
  const signedId = source.idOf?.(delivery);
  const before =
    signedId === undefined ? 'new' : await wasReceived(table, source.name, signedId, delivery.body);
  if (before !== 'new') return repeated(receiving, source, delivery, before);
  const received = await understood(receiving, source, delivery);
  if (signedId !== undefined)
    await afterwards('its id', markReceived(table, source.name, signedId, delivery.body));
  return received;
}

async function repeated(
  { table, now }: Receiving,
  source: Source,
  { body }: Delivery,
  before: 'same' | 'other',
): Promise<Received> {
  const plain = { ...nothing, source: source.name, event: 'repeat', outcome: 'duplicate' as const };
  if (before === 'same') return { ...plain, because: 'this delivery was taken before' };
  const message = 'the id of this delivery was used for another one before';
  const refused = refuse(body.toString('latin1'), 'ID_REUSED', message);
  await quarantine(table, refused, now);
  return { ...plain, outcome: 'quarantined', refused: [refused] };
}

async function understood(receiving: Receiving, source: Source, delivery: Delivery): Promise<Received> {
  const payload = await payloadOf(receiving, delivery);
  const read: ParseResult = payload.ok
    ? source.read(delivery, payload.value)
    : { kind: 'refused', event: 'unread', refusal: payload.refusal, message: payload.message };
  const base = { ...nothing, source: source.name, event: read.event };
  switch (read.kind) {
    case 'ping':
      return { ...base, outcome: 'ping', echo: read.answer };
    case 'ignored':
      return { ...base, outcome: 'ignored', ignored: [read.because], because: read.because };
    case 'refused':
      return refusedWhole(receiving, base, delivery, read);
    default:
      return occurred(receiving, base, delivery, read);
  }
}

/** What is no JSON is not taken; people are shown that a sender who is known sends such. */
async function payloadOf({ table, now }: Receiving, { body }: Delivery): Promise<Payload> {
  try {
    return payloadIn(body);
  } catch (error) {
    if (body.length > 0)
      await quarantine(table, refuse(body.toString('utf8'), 'NOT_JSON', 'a delivery is not JSON'), now);
    throw error;
  }
}

type Base = Omit<Received, 'outcome'>;

async function refusedWhole(
  { table, now }: Receiving,
  base: Base,
  { body }: Delivery,
  { refusal, message }: Extract<ParseResult, { kind: 'refused' }>,
): Promise<Received> {
  const refused = refuse(body.toString('utf8'), refusal, message);
  await quarantine(table, refused, now);
  return { ...base, outcome: 'quarantined', refused: [refused], because: message };
}

async function occurred(
  receiving: Receiving,
  base: Base,
  delivery: Delivery,
  { place = '', placeId, occurrences }: Extract<ParseResult, { kind: 'occurrences' }>,
): Promise<Received> {
  const { table, publish, now } = receiving;
  if (place !== '' && !id.safeParse(place).success) {
    const refused = { kind: 'refused', event: base.event, refusal: 'BAD_ID' } as const;
    return refusedWhole(receiving, base, delivery, { ...refused, message: 'its place is no id' });
  }
  const mapping = place === '' ? undefined : await readOrigin(table, place, placeId);
  const translated = await translate(receiving, occurrences, { place, record: mapping?.record });
  // Whoever states our own facts answers for their words; of what happened elsewhere another witness may have told before.
  const isStated = occurrences.some(({ kind }) => kind === 'stated');
  const fresh = await (isStated ? unrecorded : unheard)(table, translated.facts);
  // Until its facts are on the bus the delivery is not accepted, and comes again: what could be lost is kept before.
  for (const refused of translated.refused) await quarantine(table, refused, now);
  for (const { occurrence, reason } of translated.left)
    await keepUnattributed(table, { ...base, place, placeId, ...reason, occurrence }, now);
  await publish(fresh.map(({ fact, body }) => ({ type: fact.type, body })));
  if (mapping !== undefined && placeId !== undefined)
    await afterwards('the name of its place', rememberOnce(table, placeId, mapping.source));
  return {
    ...base,
    ...translated,
    place,
    outcome: wordOf(translated, fresh.length),
    because: becauseOf(translated),
  };
}

/** The mapping of each place that is remembered already: a repository sends many deliveries, and has one name. */
const remembered = perHost(() => new Map<string, string>());

async function rememberOnce(table: Store, placeId: string, place: string): Promise<void> {
  const places = remembered();
  if (places.get(placeId) === place) return;
  await rememberOrigin(table, placeId, place);
  places.set(placeId, place);
}

const becauseOf = ({ left, refused, ignored }: Translated): string | undefined =>
  left[0]?.reason.because ?? refused[0]?.message ?? ignored[0];
