import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/kernel/derived/dump.ts';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { starGranted } from '../support/payloads.ts';
import { fromStandard, send, startWebhooks } from './webhook-host.ts';
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
const forged: readonly Row[] = [
  { what: 'no webhook-signature', make: message({ 'webhook-signature': '' }) },
  { what: 'sent 302 s ago', make: () => fromStandard(star(), { after: -302 }) },
  { what: 'sent in 310 s', make: () => fromStandard(star(), { after: 310 }) },
].map((row) => ({ ...row, status: 401, reason: 'NOT_VERIFIED' }));

/** Signatures, ids and moments are tested one by one in sources/standard-webhooks.test.ts. */
const genuine: readonly Row[] = [
  { what: 'sent 298 s ago', make: () => fromStandard(star(), { after: -298 }) },
  { what: 'sent in 299 s', make: () => fromStandard(star(), { after: 299 }) },
].map((row) => ({ ...row, status: 202, outcome: 'accepted' }));

describe('a delivery of Standard Webhooks', () => {
  it.each(titled([...forged, ...genuine]))('%s', async (_title, row) => {
    await withstands(host, row);
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
    expect((await askHost(host, 'GET', '/internal/quarantine')).body).toContain('ID_REUSED');
    // The first one stays the one that counts.
    const again = await send(host, fromStandard(first, { id: 'msg_reused' }));
    expect(again).toMatchObject({ status: 200, outcome: 'duplicate' });
  });
});
