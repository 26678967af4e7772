/**
 * Entries that are tested elsewhere: 33 and 34 to the second in test/webhooks/sources/standard-webhooks.test.ts; 40 under load in
 * rotation.test.ts, 41 (a store of secrets that is down) in secret-store.test.ts, both beside this file; 42 (an empty
 * secret) in local/webhook-secrets.test.ts. What Standard Webhooks signs is in withstand-standard.test.ts.
 */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dump } from '../../functions/kernel/derived/dump.ts';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { SECRETS } from '../support/deliveries.ts';
import { fact } from '../support/facts.ts';
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
import { type Row, titled, withstands } from './withstand.ts';

let host: Host;

beforeAll(async () => {
  host = await startWebhooks();
});
afterAll(() => host.stop());

const ping = () => fromGithub('ping', githubPayloads.ping);
const good = ping();
const SIGNATURE = 'x-hub-signature-256';
const digits = `${good.headers[SIGNATURE]}`.slice('sha256='.length);
const signedWith = (signature: string | undefined): Outgoing => ({
  ...good,
  headers: { ...good.headers, [SIGNATURE]: signature },
});
const withBody = (body: Buffer): Outgoing => ({ ...good, body });
const sha1 = createHmac('sha1', SECRETS.github).update(good.body).digest('hex');
const flipped = Buffer.from(good.body);
flipped.writeUInt8(flipped.readUInt8(30) ^ 1, 30);
/** Bytes that are no UTF-8: as text, both of these would be one and the same. */
const [invalid, alsoInvalid] = [0xff, 0xfe].map((byte) =>
  Buffer.concat([Buffer.from('{"zen":"'), Buffer.of(byte), Buffer.from('"}')]),
);

const forged: readonly Row[] = [
  {
    what: 'an empty body, not signed',
    make: () => ({ ...signedWith(undefined), body: Buffer.alloc(0) }),
  },
  { what: 'no signature', make: () => signedWith(undefined) },
  { what: 'sha256= and no more', make: () => signedWith('sha256=') },
  { what: '63 digits', make: () => signedWith(`sha256=${digits.slice(1)}`) },
  { what: '65 digits', make: () => signedWith(`sha256=${digits}0`) },
  { what: '128 digits', make: () => signedWith(`sha256=${digits}${digits}`) },
  { what: '64 characters that are no digits', make: () => signedWith(`sha256=${'z'.repeat(64)}`) },
  {
    what: 'sha1= in its own header',
    make: () => ({
      ...good,
      headers: { ...signedWith(undefined).headers, 'x-hub-signature': `sha1=${sha1}` },
    }),
  },
  { what: 'sha1= in place of sha256=', make: () => signedWith(`sha1=${sha1}`) },
  { what: 'another key', make: () => from('github', githubPayloads.ping, {}, 'another-secret') },
  {
    what: 'the name of the algorithm, which is not compared',
    make: () => signedWith(`sha512=${digits}`),
  },
  {
    what: 'the signature of the same JSON written otherwise',
    make: () => withBody(Buffer.from(JSON.stringify(githubPayloads.ping, null, 1))),
  },
  { what: 'a bit of the body flipped', make: () => withBody(flipped) },
  {
    what: 'a newline behind the body',
    make: () => withBody(Buffer.concat([good.body, Buffer.from('\n')])),
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
    what: 'no X-Gitlab-Token',
    make: () => from('gitlab-token', gitlabPayloads.release, { 'x-gitlab-token': '' }),
  },
  {
    what: 'another X-Gitlab-Token',
    make: () => from('gitlab-token', gitlabPayloads.release, {}, 'glwt-0123456789abcdee'),
  },
  {
    what: 'the beginning of the X-Gitlab-Token',
    make: () => from('gitlab-token', gitlabPayloads.release, {}, SECRETS['gitlab-token'].slice(0, -1)),
  },
  {
    what: 'the Authorization of Unleash without its scheme',
    make: () => from('unleash', unleashPayload, {}, 'unleash-secret'),
  },
].map((row) => ({ ...row, status: 401, reason: 'NOT_VERIFIED' }));

const mapped = fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', train: 'server' });

const genuine: readonly Row[] = [
  {
    what: 'upper-case digits',
    make: () => signedWith(`sha256=${digits.toUpperCase()}`),
    status: 200,
    outcome: 'ping',
  },
  {
    what: 'the secret before this one, while it is being replaced',
    make: () => from('github', githubPayloads.ping, { 'x-github-event': 'ping' }, PREVIOUS),
    status: 200,
    outcome: 'ping',
  },
  { what: 'a ping', make: ping, status: 200, outcome: 'ping' },
];

/** Everything that a sender sees of a refusal, but for the moment. */
const refusals = new Set<string>();

describe('a delivery that is not verified', () => {
  it.each(titled(forged))('%s', async (_title, row) => {
    const { text, headers } = await withstands(host, row);
    refusals.add(JSON.stringify([text, { ...headers, date: undefined }]));
  });

  it('is answered alike, whatever is wrong with it, and by no secret', async () => {
    for (const sending of [
      signedWith(undefined),
      fromStandard(starGranted, { headers: { 'webhook-signature': '' } }),
    ]) {
      const { text, headers } = await send(host, sending);
      refusals.add(JSON.stringify([text, { ...headers, date: undefined }]));
    }
    expect(refusals.size).toBe(1);
    for (const secret of Object.values(SECRETS)) expect([...refusals].join()).not.toContain(secret);
  });
});

describe('a delivery that is verified', () => {
  it.each(titled(genuine))('%s', async (_title, row) => {
    await withstands(host, row);
  });

  it('a url_verification of Slack, signed or not: 404, because Slack sends us nothing', async () => {
    const body = { type: 'url_verification', challenge: 'x' };
    const { status } = await send(host, { ...fromGithub('ping', body), path: '/webhooks/slack' });
    expect(status).toBe(404);
  });

  it('a ping leaves its line, and nothing else', async () => {
    const other = await startWebhooks();
    await send(other, ping());
    await other.idle();
    const kept = await dump(other.store);
    const page = await askHost(other, 'GET', '/deliveries');
    await other.stop();
    expect(kept).toEqual([]);
    expect(page.body).toMatch(/github<\/h3><p>Last seen/);
  });
});

const releaseOf = (id: number) => ({
  ...githubPayloads.release,
  release: { ...githubPayloads.release.release, id },
});

describe('a delivery of GitHub that comes again', () => {
  it('of GitHub under another delivery id: 200 duplicate, in the words of its signed body', async () => {
    await host.publish([mapped]);
    await host.idle();
    const deliver = (id: string) =>
      send(host, fromGithub('release', releaseOf(37), { 'x-github-delivery': id }));
    expect(await deliver('one')).toMatchObject({
      status: 202,
      outcome: 'accepted',
      to: ['release:server-1.4'],
    });
    await host.idle();
    expect(await deliver('other')).toMatchObject({
      status: 200,
      outcome: 'duplicate',
      to: ['release:server-1.4'],
    });
  });

  it('of GitHub under the name of another event: 202, and in quarantine as SHAPE_MISMATCH', async () => {
    const replayed = fromGithub('release', githubPayloads.push);
    expect(await send(host, replayed)).toMatchObject({
      status: 202,
      outcome: 'quarantined',
      quarantined: [{ reason: 'SHAPE_MISMATCH', message: expect.stringContaining('has no release') }],
    });
  });
});
