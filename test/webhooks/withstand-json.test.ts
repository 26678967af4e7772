import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readQuarantine } from '../../functions/kernel/ledger/quarantine.ts';
import type { Host } from '../../lib/local/host.ts';
import { fact, started } from '../support/facts.ts';
import { changed, githubPayloads, starGranted } from '../support/payloads.ts';
import { fromGithub, fromStandard, send, startWebhooks } from './webhook-host.ts';
import { type Row, titled, withstands } from './withstand.ts';

let host: Host;

beforeAll(async () => {
  host = await startWebhooks();
  const source = 'github:acme/app';
  await host.publish([
    fact('SourceRegistered', '2024-01-01', { source, train: 'server', project: 'rank' }),
    started('rank'),
  ]);
  await host.idle();
});
afterAll(() => host.stop());

let made = 0;
/** Of another release each time, so that none is a repeat. */
function release(changes: Readonly<Record<string, unknown>> = {}): unknown {
  made += 1;
  return changed(githubPayloads.release, { 'release.id': made, ...changes });
}
const released = (changes: Readonly<Record<string, unknown>>) => () =>
  fromGithub('release', release(changes));
const json = (text: string) => () => fromGithub('release', Buffer.from(text));
const whole = JSON.stringify(githubPayloads.release);
/** The release with a part of its JSON written otherwise. */
const respelt = (part: string, by: string) => () => {
  const text = JSON.stringify(release());
  if (!text.includes(part)) throw new TypeError(`The release has no ${part}.`);
  return fromGithub('release', Buffer.from(text.replace(part, () => by)));
};
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

const noJson: readonly Row[] = [
  { what: 'JSON that breaks off', make: json(whole.slice(0, -1)) },
  { what: 'a byte order mark', make: json(`\ufeff${whole}`) },
  { what: 'NaN', make: respelt('"action":"published"', '"action":NaN') },
  { what: 'a trailing comma', make: json(whole.replace(/}$/, ',}')) },
  { what: 'single quotes', make: json("{'action':'published'}") },
  {
    what: 'bytes that are no UTF-8',
    make: () => fromGithub('release', Buffer.from([0x22, 0xff, 0x22])),
  },
  { what: 'two documents', make: json(`${whole}${whole}`) },
].map((row) => ({ ...row, status: 400, reason: 'BODY_UNREADABLE' }));

const refused: readonly Row[] = [
  ...['[]', '"text"', 'null', '7', 'true'].map((text) => ({
    what: `${text} and no object`,
    make: json(text),
    reason: 'NOT_AN_EVENT',
  })),
  { what: 'null, by Standard Webhooks', make: () => fromStandard(null), reason: 'NOT_AN_EVENT' },
  { what: '65 levels', make: json(nested(65)), reason: 'TOO_DEEP' },
  { what: '5,000 levels', make: json(nested(5000)), reason: 'TOO_DEEP' },
  { what: '150,000 levels that never end', make: json('['.repeat(150_000)), reason: 'TOO_DEEP' },
  {
    what: '100,000 keys',
    make: json(`{${Array.from({ length: 100_001 }, (_none, at) => `"${at}":0`).join()}}`),
    reason: 'TOO_LARGE',
  },
  {
    what: 'an id of 2^53+1, which a number cannot hold',
    make: respelt(`"id":${1296269}`, '"id":9007199254740993'),
    reason: 'BAD_ID',
  },
  {
    what: 'two days from now',
    make: () =>
      fromGithub(
        'release',
        release({ 'release.published_at': new Date(Date.now() + 2 * 86_400_000).toISOString() }),
      ),
    reason: 'BAD_TIME',
  },
  {
    what: 'a fact with an empty id',
    make: () => fromStandard(changed(starGranted, { 'detail.id': '' })),
    reason: 'BAD_ID',
  },
  {
    what: 'a fact about a feature without a name',
    make: () => fromStandard(changed(starGranted, { 'detail.feature': '' })),
    reason: 'BAD_ID',
  },
].map((row) => ({ ...row, status: 202, outcome: 'quarantined' }));

/** What payloads of each sender mean is tested in sources/bad-payloads.test.ts. */
const accepted = (what: string, make: Row['make']): Row => ({ what, make, status: 202, outcome: 'accepted' });

const understood: readonly Row[] = [
  accepted('60 levels beside what we read', released({ more: JSON.parse(nested(60)) })),
  accepted('a key twice, of which the last counts', respelt('"tag_name":', '"tag_name":7,"tag_name":')),
  accepted(
    'keys that reach into prototypes',
    respelt('{', '{"__proto__":{"draft":true,"polluted":1},"constructor":{"prototype":{"polluted":1}},'),
  ),
  {
    what: '__proto__ for what is missing',
    make: respelt('"draft":false', '"__proto__":{"draft":false}'),
    status: 202,
    outcome: 'quarantined',
    reason: 'BAD_FIELD',
  },
  ...[
    { what: 'an unknown event', make: () => fromGithub('quantum', githubPayloads.ping) },
    { what: 'an unknown action', make: released({ action: 'teleported' }) },
  ].map((row) => ({ ...row, status: 200, outcome: 'ignored' })),
  accepted('a deleted release without notes', released({ action: 'deleted', 'release.body': null })),
  accepted('release notes of a megabyte', released({ 'release.body': 'n'.repeat(1_000_000) })),
];

describe('a verified delivery with', () => {
  it.each(titled([...noJson, ...refused, ...understood]))('%s', async (_title, row) => {
    await withstands(host, row);
  });
});

describe('after a verified delivery that is no JSON', () => {
  it('people see in quarantine that its sender sends such', async () => {
    const { status } = await send(host, json(`${whole},`)());
    expect(status).toBe(400);
    const kept = await readQuarantine(host.store);
    expect(kept).toContainEqual(expect.objectContaining({ reason: 'NOT_JSON' }));
  });
});
