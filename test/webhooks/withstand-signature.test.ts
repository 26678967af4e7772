/** Over a real host, for what does not depend on the source: each way of signing is tested in sources/signatures.test.ts. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/kernel/derived/dump.ts';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { SECRETS } from '../support/deliveries.ts';
import { unleashPayload } from '../support/flag-payloads.ts';
import { githubPayloads, gitlabPayloads, starGranted } from '../support/payloads.ts';
import {
  from,
  fromGithub,
  fromStandard,
  type Outgoing,
  PREVIOUS,
  send,
  startWebhooks,
} from './webhook-host.ts';
import { type Row, refusalIn, titled, withstands } from './withstand.ts';

let host: Host;

beforeAll(async () => {
  host = await startWebhooks();
});
afterAll(() => host.stop());

const ping = () => fromGithub('ping', githubPayloads.ping);
const good = ping();
const SIGNATURE = 'x-hub-signature-256';
const signedWith = (signature: string | undefined): Outgoing => ({
  ...good,
  headers: { ...good.headers, [SIGNATURE]: signature },
});
const withBody = (body: Buffer): Outgoing => ({ ...good, body });
/** Bytes that are no UTF-8: as text, both of these would be one and the same. */
const [invalid, alsoInvalid] = [0xff, 0xfe].map((byte) =>
  Buffer.concat([Buffer.from('{"zen":"'), Buffer.of(byte), Buffer.from('"}')]),
);

const forged: readonly Row[] = [
  { what: 'an empty body, not signed', make: () => ({ ...signedWith(undefined), body: Buffer.alloc(0) }) },
  { what: 'no signature', make: () => signedWith(undefined) },
  { what: 'another key', make: () => from('github', githubPayloads.ping, {}, 'another-secret') },
  {
    what: 'the signature of the same JSON in another layout',
    make: () => withBody(Buffer.from(JSON.stringify(githubPayloads.ping, null, 1))),
  },
  {
    what: 'other bytes that are no UTF-8',
    make: () => ({ ...fromGithub('ping', invalid), body: alsoInvalid ?? Buffer.alloc(0) }),
  },
  {
    what: 'a secret that was retired',
    make: () => from('github', githubPayloads.ping, {}, 'the-secret-before-the-last'),
  },
  {
    what: 'another X-Gitlab-Token',
    make: () => from('gitlab-token', gitlabPayloads.release, {}, 'glwt-0123456789abcdee'),
  },
  {
    what: 'the Authorization of Unleash without its scheme',
    make: () => from('unleash', unleashPayload, {}, 'unleash-secret'),
  },
].map((row) => ({ ...row, status: 401, reason: 'NOT_VERIFIED' }));

const genuine: readonly Row[] = [
  {
    what: 'the secret before this one, while it is being replaced',
    make: () => from('github', githubPayloads.ping, { 'x-github-event': 'ping' }, PREVIOUS),
    status: 200,
    outcome: 'ping',
  },
  { what: 'a ping', make: ping, status: 200, outcome: 'ping' },
];

const refusals = new Set<string>();

describe('a delivery that is not verified', () => {
  it.each(titled(forged))('%s', async (_title, row) => {
    refusals.add(refusalIn(await withstands(host, row)));
  });

  it('is answered alike, whatever is wrong with it, and by no secret', async () => {
    for (const sending of [
      signedWith(undefined),
      fromStandard(starGranted, { headers: { 'webhook-signature': '' } }),
    ])
      refusals.add(refusalIn(await send(host, sending)));
    expect(refusals.size).toBe(1);
    for (const secret of Object.values(SECRETS)) expect([...refusals].join()).not.toContain(secret);
  });
});

describe('a delivery that is verified', () => {
  it.each(titled(genuine))('%s', async (_title, row) => {
    await withstands(host, row);
  });

  it('a ping leaves its line, and nothing else', async () => {
    const other = await startWebhooks();
    await send(other, ping());
    await other.idle();
    const kept = await dump(other.store);
    const page = await askHost(other, 'GET', '/internal/deliveries');
    await other.stop();
    expect(kept).toEqual([]);
    expect(page.body).toMatch(/github<\/h2><p>Last seen/);
  });
});

describe('a delivery of GitHub that comes again', () => {
  it('under the name of another event: 202, and in quarantine as SHAPE_MISMATCH', async () => {
    const replayed = fromGithub('release', githubPayloads.push);
    expect(await send(host, replayed)).toMatchObject({
      status: 202,
      outcome: 'quarantined',
      quarantined: [{ reason: 'SHAPE_MISMATCH', message: expect.stringContaining('has no release') }],
    });
  });
});
