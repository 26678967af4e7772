import { describe, expect, test } from '@jest/globals';
import { CloudEvent, HTTP } from 'cloudevents';
import { readFact } from '../../../events/read.ts';
import type { ParseResult } from '../../../functions/webhooks/sources/source.ts';
import { standard } from '../../../functions/webhooks/sources/standard.ts';
import { cloudEvent, starGranted } from '../../support/payloads.ts';

const body = Buffer.alloc(0);
const JSON_TYPE = { 'content-type': 'application/json' };
const STRUCTURED = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };

const read = (payload: unknown, headers: Record<string, string> = JSON_TYPE): ParseResult =>
  standard.read({ headers, body }, payload);
const entries = (understood: ParseResult) =>
  understood.kind === 'events'
    ? understood.events.map((each) => each.kind === 'stated' && each.entry)
    : understood;

const carried = {
  source: 'shipshape',
  'detail-type': 'StarGranted',
  detail: { ...cloudEvent.data, id: 'event-1', occurredAt: '2024-03-26T09:00:00.000Z' },
};

describe('our own facts', () => {
  test('come as one, or as a list of up to a hundred', () => {
    expect(read(starGranted)).toEqual({
      kind: 'events',
      event: 'StarGranted',
      events: [{ kind: 'stated', entry: starGranted }],
    });
    expect(entries(read(Array(100).fill(starGranted)))).toHaveLength(100);
    expect(read(Array(101).fill(starGranted))).toMatchObject({ refusal: 'TOO_LARGE' });
    expect(read([])).toMatchObject({ refusal: 'NOT_AN_EVENT' });
  });
  test.each([null, 'text', 7, true])('are not %p', (payload) => {
    expect(read(payload)).toMatchObject({ kind: 'refused', refusal: 'NOT_AN_EVENT' });
  });
  test('that are none are handed on from a list, so that the others count', () => {
    expect(entries(read([starGranted, null, { source: 'aws.ec2' }]))).toEqual([
      starGranted,
      null,
      { source: 'aws.ec2' },
    ]);
  });
});

describe('a CloudEvent', () => {
  test('carries a fact, which has its id and time', () => {
    expect(entries(read(cloudEvent, STRUCTURED))).toEqual([carried]);
    expect(readFact(carried)).toMatchObject({ ok: true });
  });
  test('leaves the id and the moment that its data has', () => {
    const data = { ...cloudEvent.data, id: 'own', occurredAt: '2024-01-01T00:00:00Z' };
    expect(entries(read({ ...cloudEvent, data }, STRUCTURED))).toMatchObject([
      { detail: { id: 'own', occurredAt: '2024-01-01T00:00:00Z' } },
    ]);
  });
  test('may name the type as we do, and have no time', () => {
    const { time: _, ...timeless } = { ...cloudEvent, type: 'StarGranted' };
    expect(entries(read(timeless, STRUCTURED))).toEqual([
      { ...carried, detail: { ...cloudEvent.data, id: 'event-1' } },
    ]);
  });
  test.each([
    ['of version 0.3', { specversion: '0.3' }, 'UNKNOWN_VERSION'],
    ['without version', { specversion: undefined }, 'UNKNOWN_VERSION'],
    ['without id', { id: undefined }, 'BAD_FIELD'],
    ['with an empty id', { id: '' }, 'BAD_ID'],
    ['without source', { source: undefined }, 'BAD_FIELD'],
    ['without type', { type: undefined }, 'BAD_FIELD'],
    ['of a day that is none', { time: '2026-02-30T00:00:00Z' }, 'BAD_TIME'],
    ['without data', { data: undefined }, 'BAD_FIELD'],
    ['with text for data', { data: '{}' }, 'BAD_FIELD'],
    ['with data in base64', { data: undefined, data_base64: 'e30=' }, 'BAD_FIELD'],
  ])('%s is refused', (_name, fields, refusal) => {
    expect(read({ ...cloudEvent, ...fields }, STRUCTURED)).toMatchObject({ kind: 'refused', refusal });
  });
  test.each([[[]], [null], ['text']])('is not %p', (payload) => {
    expect(read(payload, STRUCTURED)).toMatchObject({ refusal: 'NOT_AN_EVENT' });
  });
  test('of a batch counts although another cannot be read', () => {
    const bad = { ...cloudEvent, specversion: '0.3' };
    expect(entries(read([cloudEvent, bad], BATCH))).toEqual([carried, bad]);
    expect(read(cloudEvent, BATCH)).toMatchObject({ refusal: 'NOT_AN_EVENT' });
    expect(read(Array(101).fill(cloudEvent), BATCH)).toMatchObject({ refusal: 'TOO_LARGE' });
  });
});

describe('a CloudEvent in headers', () => {
  const headers = {
    ...JSON_TYPE,
    'webhook-id': 'event-1',
    'ce-specversion': '1.0',
    'ce-id': 'event-1',
    'ce-source': '/docs-checker',
    'ce-type': 'com.shipshape.StarGranted',
    'ce-time': '2024-03-26T09:00:00Z',
  };
  test('carries a fact in its body', () => {
    expect(entries(read(cloudEvent.data, headers))).toEqual([carried]);
  });
  test('has an id that is signed: that of the webhook, or one in its data', () => {
    const other = { ...headers, 'webhook-id': 'msg_2' };
    expect(read(cloudEvent.data, other)).toMatchObject({ refusal: 'BAD_ID' });
    expect(entries(read({ ...cloudEvent.data, id: 'own' }, other))).toMatchObject([
      { detail: { id: 'own' } },
    ]);
  });
  test('has its words percent-encoded', () => {
    const encoded = { ...headers, 'ce-id': 'st%C3%A9', 'webhook-id': 'st%C3%A9' };
    expect(entries(read(cloudEvent.data, encoded))).toMatchObject([{ detail: { id: 'sté' } }]);
    expect(read(cloudEvent.data, { ...headers, 'ce-type': '%C3' })).toMatchObject({ refusal: 'BAD_FIELD' });
  });
  test.each(['ce-specversion', 'ce-source', 'ce-type'])('without %s is refused', (name) => {
    const rest: Record<string, string> = { ...headers };
    delete rest[name];
    expect(read(cloudEvent.data, rest)).toMatchObject({ kind: 'refused' });
  });
  test('is no list', () => {
    expect(read([cloudEvent.data], headers)).toMatchObject({ refusal: 'BAD_FIELD' });
  });
});

describe('what the CloudEvents SDK sends is read', () => {
  const event = new CloudEvent({ ...cloudEvent, time: '2024-03-26T09:00:00.000Z' });
  const sent = (message: { body: unknown; headers: object }) => ({
    payload: JSON.parse(String(message.body)),
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name.toLowerCase(), `${value}`]),
    ),
  });
  test('in structured mode', () => {
    const { payload, headers } = sent(HTTP.structured(event));
    expect(entries(read(payload, headers))).toEqual([carried]);
  });
  test('in binary mode', () => {
    const { payload, headers } = sent(HTTP.binary(event));
    expect(entries(read(payload, { ...headers, 'webhook-id': 'event-1' }))).toEqual([carried]);
  });
});
