import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/kernel/derived/dump.ts';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { SECRETS, standardSignature } from '../support/deliveries.ts';
import { githubPayloads, starGranted } from '../support/payloads.ts';
import { from, fromStandard, type Outgoing, send, startWebhooks } from './webhook-host.ts';
import { type Row, titled, withstands } from './withstand.ts';

let host: Host;

beforeAll(async () => {
  host = await startWebhooks();
});
afterAll(() => host.stop());

let stars = 0;
/** A fact that was never sent before. */
function star() {
  stars += 1;
  return { ...starGranted, detail: { ...starGranted.detail, id: `star-${stars}` } };
}
const message = (headers: Record<string, string>) => () => fromStandard(star(), { headers });
/** Signed with the right secret for whatever stands in these headers. */
function signedFor(headers: { 'webhook-id'?: string; 'webhook-timestamp'?: string }): Outgoing {
  const sending = fromStandard(star());
  const all = { ...sending.headers, ...headers };
  const [id, sentAt] = [`${all['webhook-id']}`, `${all['webhook-timestamp']}`];
  const signature = standardSignature(SECRETS.standard, id, sentAt, sending.body);
  return { ...sending, headers: { ...all, 'webhook-signature': signature } };
}
const now = Math.floor(Date.now() / 1000);
/** All of these JavaScript takes for a number near this moment. */
const numbers = [
  '',
  'NaN',
  '1e9',
  `${now / 1e9}e9`,
  '0x10',
  `0x${now.toString(16)}`,
  `${now}junk`,
  `-${now}`,
  `+${now}`,
  `${now}.5`,
  `${now}000`,
  `0${now}`,
  `${now}\t0`,
  `${now},${now}`,
];
/** A signature beside others that are wrong. */
function among(others: number): Outgoing {
  const sending = fromStandard(star());
  const wrong = Array.from(
    { length: others },
    (_none, at) => `v1,${Buffer.alloc(32, at).toString('base64')}`,
  );
  const all = [...wrong, sending.headers['webhook-signature']].join(' ');
  return { ...sending, headers: { ...sending.headers, 'webhook-signature': all } };
}
const respelt = (spell: (signature: string) => string) => () => {
  const sending = fromStandard(star());
  const signature = spell(`${sending.headers['webhook-signature']}`.slice('v1,'.length));
  return { ...sending, headers: { ...sending.headers, 'webhook-signature': signature } };
};

const forged: readonly Row[] = [
  { what: 'no webhook-signature', make: message({ 'webhook-signature': '' }) },
  { what: 'v1 without a comma', make: respelt((signature) => `v1 ${signature}`) },
  { what: 'v2', make: respelt((signature) => `v2,${signature}`) },
  { what: 'only v1a', make: respelt((signature) => `v1a,${signature}`) },
  { what: 'the good one behind 16 others', make: () => among(16) },
  ...numbers.map((sentAt) => ({
    what: `sent at ${JSON.stringify(sentAt)}`,
    make: () => signedFor({ 'webhook-timestamp': sentAt }),
  })),
  { what: 'sent 302 s ago', make: () => fromStandard(star(), { after: -302 }) },
  { what: 'sent in 310 s', make: () => fromStandard(star(), { after: 310 }) },
  {
    what: 'an id with a dot, which could stand for two',
    make: () => signedFor({ 'webhook-id': 'msg.1' }),
  },
  { what: 'an id of 129 characters', make: () => signedFor({ 'webhook-id': 'm'.repeat(129) }) },
  { what: 'an id with a tab', make: () => signedFor({ 'webhook-id': 'a\tb' }) },
  { what: 'no id', make: () => signedFor({ 'webhook-id': '' }) },
].map((row) => ({ ...row, status: 401, reason: 'NOT_VERIFIED' }));

const genuine: readonly Row[] = [
  { what: 'the good one behind 7 others', make: () => among(7), status: 202, outcome: 'accepted' },
  { what: 'the good one behind 15 others', make: () => among(15), status: 202, outcome: 'accepted' },
  {
    what: 'sent 298 s ago',
    make: () => fromStandard(star(), { after: -298 }),
    status: 202,
    outcome: 'accepted',
  },
  {
    what: 'sent in 299 s',
    make: () => fromStandard(star(), { after: 299 }),
    status: 202,
    outcome: 'accepted',
  },
];

/** Everything that a sender sees of a refusal, but for the moment. */
const refusals = new Set<string>();

describe('a delivery of Standard Webhooks', () => {
  it.each(titled([...forged, ...genuine]))('%s', async (_title, row) => {
    const { status, text, headers } = await withstands(host, row);
    if (status === 401) refusals.add(JSON.stringify([text, { ...headers, date: undefined }]));
  });

  it('that is not verified is answered like all others', async () => {
    for (const sending of [
      from('github', githubPayloads.ping, {}, 'another-secret'),
      message({ 'webhook-signature': '' })(),
    ]) {
      const { text, headers } = await send(host, sending);
      refusals.add(JSON.stringify([text, { ...headers, date: undefined }]));
    }
    expect(refusals.size).toBe(1);
  });
});

describe('a delivery of Standard Webhooks that comes again', () => {
  it('under its signed id with its body: 200 duplicate, with no effect', async () => {
    const payload = star();
    const [first, second] = [
      fromStandard(payload, { id: 'msg_same' }),
      fromStandard(payload, { id: 'msg_same', after: -9 }),
    ];
    expect(await send(host, first)).toMatchObject({ status: 202, outcome: 'accepted' });
    await host.idle();
    const before = await dump(host.store);
    expect(await send(host, second)).toMatchObject({ status: 200, outcome: 'duplicate', facts: [] });
    await host.idle();
    expect(await dump(host.store)).toEqual(before);
  });

  it('under its signed id with another body: 200, and in quarantine as ID_REUSED', async () => {
    const first = star();
    await send(host, fromStandard(first, { id: 'msg_reused' }));
    const answer = await send(host, fromStandard(star(), { id: 'msg_reused' }));
    expect(answer).toMatchObject({
      status: 200,
      outcome: 'quarantined',
      facts: [],
      quarantined: [{ reason: 'ID_REUSED' }],
    });
    expect((await askHost(host, 'GET', '/quarantine')).body).toContain('ID_REUSED');
    // The first one stays the one that counts.
    const again = await send(host, fromStandard(first, { id: 'msg_reused' }));
    expect(again).toMatchObject({ status: 200, outcome: 'duplicate' });
  });
});
