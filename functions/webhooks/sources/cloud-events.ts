/**
 * CloudEvents 1.0 that carry our facts: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 * Not with `cloudevents` (10.0.0): it gives an event without id or time a random id and the current time, so that repeats are
 * not recognised, and it throws for much that a sender can get wrong.
 */
import * as z from 'zod';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { id } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import { explain } from '../../../events/refusal.ts';
import { inWords } from '../../../events/words.ts';
import { maybe, sentMoment } from './fields.ts';
import { type Delivery, isObject, type RefusedDelivery, refused } from './source.ts';

/** An entry for the bus, or why there is none. Whether it is one of our facts is decided where facts are read. */
export type Read = { readonly entry: unknown } | RefusedDelivery;

const EVENT = 'cloudevent';

const attributes = lazy(() =>
  z.object({
    id: id(),
    source: z.string().min(1),
    type: z.string().min(1),
    time: maybe(sentMoment()),
  }),
);

/**
 * One event whose attributes stand beside its data (structured mode, and each of a batch). `type` is the detail-type, with or
 * without `com.shipshape.`; `data` is the detail, with `id` and `time` where it has none.
 */
export function readStructured(payload: unknown): Read {
  if (!isObject(payload)) return refused(EVENT, 'NOT_AN_EVENT', 'a CloudEvent is a JSON object');
  if (payload.specversion !== '1.0')
    return refused(EVENT, 'UNKNOWN_VERSION', 'specversion is unknown, it must be 1.0');
  const read = attributes().safeParse(payload, { error: inWords });
  if (!read.success) return refused(EVENT, ...explain(EVENT, payload, read.error.issues));
  const { data } = payload;
  if (!isObject(data))
    return refused(EVENT, 'BAD_FIELD', 'data is not a JSON object (data_base64 is not read)');
  const { type, time, id } = read.data;
  // What has no moment at all is refused where facts are read.
  const occurredAt = time == null ? {} : { occurredAt: data.occurredAt ?? time };
  const detail = { ...data, id: data.id ?? id, ...occurredAt };
  return { entry: { source: FACT_SOURCE, 'detail-type': type.replace(/^com\.shipshape\./, ''), detail } };
}

/** Whether a delivery is a CloudEvent in binary mode: its attributes are headers, its body is the data. */
export const isBinary = ({ headers }: Delivery): boolean =>
  ['ce-specversion', 'ce-id', 'ce-type', 'ce-source'].some((name) => headers[name] !== undefined);

/**
 * The `ce-` headers are not signed. An id that could be changed on the way would make a second fact of one delivery, so it
 * must be in the data or the same as `webhook-id`; another type or time is then at most a second content of a known id.
 */
export function readBinary({ headers }: Delivery, data: unknown): Read {
  const isSignedId = isObject(data) && data.id != null;
  if (!isSignedId && headers['ce-id'] !== headers['webhook-id'])
    return refused(
      EVENT,
      'BAD_ID',
      'ce-id is not signed: send id in the data, or the same ce-id and webhook-id',
    );
  const read: Record<string, unknown> = { data };
  for (const name of ['specversion', 'id', 'source', 'type', 'time']) {
    const value = headers[`ce-${name}`];
    try {
      if (value !== undefined) read[name] = decodeURIComponent(value);
    } catch {
      return refused(EVENT, 'BAD_FIELD', `ce-${name} is not percent-encoded UTF-8`);
    }
  }
  return readStructured(read);
}
