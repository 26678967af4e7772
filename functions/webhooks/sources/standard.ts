/**
 * Any sender that can sign: Standard Webhooks that carry our own facts, as they are or as CloudEvents. Media types tell which;
 * CloudEvents in binary mode are JSON with `ce-` headers.
 */
import { cdeventIn, readCdevent } from './cdevents.ts';
import { isBinary, type Read, readBinary, readStructured } from './cloud-events.ts';
import { isSigned, signedId } from './signatures.ts';
import { type Delivery, eventName, isObject, type ParseResult, refused, type Source } from './source.ts';

const STRUCTURED = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';

/** Facts of one delivery: each is one write, and a sender waits ten seconds for its answer. */
const MAX_FACTS = 100;

function read(delivery: Delivery, payload: unknown): ParseResult {
  const cdevent = cdeventIn(payload);
  if (cdevent !== undefined) return readCdevent(cdevent.name, cdevent.event);
  const mediaType = delivery.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType === BATCH)
    return Array.isArray(payload)
      ? stated(payload, readStructured)
      : refused('batch', 'NOT_AN_EVENT', 'a batch of CloudEvents is a JSON list');
  if (mediaType === STRUCTURED) return stated([payload], readStructured);
  if (isBinary(delivery)) return stated([payload], (data) => readBinary(delivery, data));
  return stated(Array.isArray(payload) ? payload : [payload], readOwn);
}

/**
 * A fact that cannot be read refuses the delivery when it is alone. In a list it is handed on as it came, so that it is
 * refused by itself and the others count.
 */
function stated(payloads: readonly unknown[], readOne: (payload: unknown) => Read): ParseResult {
  if (payloads.length === 0) return refused('list', 'NOT_AN_EVENT', 'the list is empty');
  if (payloads.length > MAX_FACTS)
    return refused('list', 'TOO_LARGE', `the list has ${payloads.length} events, the most is ${MAX_FACTS}`);
  const all = payloads.map(readOne);
  const [first, ...others] = all;
  if (first !== undefined && others.length === 0 && !('entry' in first)) return first;
  const entries = all.map((one, at) => ('entry' in one ? one.entry : payloads[at]));
  const [entry] = entries;
  const event = others.length > 0 ? 'list' : eventName(isObject(entry) && entry['detail-type']);
  return { kind: 'events', event, events: entries.map((entry) => ({ kind: 'stated', entry })) };
}

const readOwn = (payload: unknown): Read =>
  isObject(payload)
    ? { entry: payload }
    : refused('unknown', 'NOT_AN_EVENT', 'an event is an object with source, detail-type and detail');

export const standard: Source = {
  name: 'standard',
  mediaTypes: ['application/json', STRUCTURED, BATCH],
  verify: isSigned,
  idOf: signedId,
  read,
};
