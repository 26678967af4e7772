/**
 * CloudEvents 1.0 that carry our facts: `type` is the detail-type (with or without `com.shipshape.`), `data` the detail,
 * and `id` and `time` are the fact's where its detail has none. Our own code and not `cloudevents` (10.0.0): it
 * gives an event without id or time a random id and the current time, so that no repeat is known as one; and it throws for
 * much that a sender can get wrong. https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
import * as z from 'zod';
import { FACT_SOURCE } from '../../../events/contract.ts';
import { id, moment } from '../../../events/fields.ts';
import { lazy } from '../../../events/lazy.ts';
import { explain } from '../../../events/refusal.ts';
import { inWords } from '../../../events/words.ts';
import { type Delivery, isObject, type RefusedDelivery, refused } from './source.ts';

/** An entry for the bus, or why there is none. Whether it is one of our facts is decided where facts are read. */
export type Read = { readonly entry: unknown } | RefusedDelivery;

const EVENT = 'cloudevent';
const PREFIX = 'com.shipshape.';

const attributes = lazy(() =>
  z.object({
    id: id(),
    source: z.string().min(1),
    type: z.string().min(1),
    time: moment().nullish(),
  }),
);

/** One event whose attributes stand beside its data (structured mode, and each of a batch). */
export function readStructured(payload: unknown): Read {
  if (!isObject(payload)) return refused(EVENT, 'NOT_AN_EVENT', 'a CloudEvent is a JSON object');
  if (payload.specversion !== '1.0')
    return refused(EVENT, 'UNKNOWN_VERSION', 'specversion is unknown, it must be 1.0');
  const read = attributes().safeParse(payload, { error: inWords });
  if (!read.success) return refused(EVENT, ...explain(EVENT, payload, read.error.issues));
  const { data } = payload;
  if (!isObject(data))
    return refused(EVENT, 'BAD_FIELD', 'data is not a JSON object (data_base64 is not read)');
  const { type, time } = read.data;
  const detail = {
    ...data,
    id: data.id ?? read.data.id,
    // What has no moment at all is refused where facts are read.
    ...(time == null ? {} : { occurredAt: data.occurredAt ?? time }),
  };
  const detailType = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : type;
  return { entry: { source: FACT_SOURCE, 'detail-type': detailType, detail } };
}

/** Whether a delivery is a CloudEvent in binary mode: its attributes are headers, its body is the data. */
export const isBinary = ({ headers }: Delivery): boolean =>
  ['ce-specversion', 'ce-id', 'ce-type', 'ce-source'].some((name) => headers[name] !== undefined);

/**
 * The signature covers `webhook-id`, `webhook-timestamp` and the body, and none of these headers. An id that anyone on the
 * way could change would make a second fact of one delivery, so it must be one that is signed: in the data, or the same
 * as `webhook-id`. With it, another type or time is at most a second content of an id that is used already.
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
    if (value === undefined) continue;
    const decoded = fromHeader(value);
    if (decoded === undefined) return refused(EVENT, 'BAD_FIELD', `ce-${name} is not percent-encoded UTF-8`);
    read[name] = decoded;
  }
  return readStructured(read);
}

/** Header values are percent-encoded where they are not printable ASCII. */
function fromHeader(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
