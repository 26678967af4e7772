import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readQuarantine } from '../../functions/kernel/ledger/quarantine.ts';
import type { Host } from '../../lib/local/host.ts';
import { fact } from '../support/facts.ts';
import { unleashPayload } from '../support/flag-payloads.ts';
import { githubPayloads, starGranted } from '../support/payloads.ts';
import { from, fromGithub, fromStandard, send, startWebhooks } from './webhook-host.ts';
import { changed, type Row, titled, withstands } from './withstand.ts';

let host: Host;

beforeAll(async () => {
  host = await startWebhooks();
  const source = 'github:acme/app';
  await host.publish([
    fact('SourceRegistered', '2024-01-01', { source, train: 'server', project: 'rank' }),
    fact('ProjectStarted', '2024-01-01', { project: 'rank', title: 'Rank', team: 'search', train: 'server' }),
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
  { what: 'an id of a half', make: released({ 'release.id': 0.5 }), reason: 'BAD_ID' },
  {
    what: 'a day that is none',
    make: released({ 'release.published_at': '2026-02-30T00:00:00Z' }),
    reason: 'BAD_TIME',
  },
  {
    what: 'the year 10000',
    make: released({ 'release.published_at': '+010000-01-01T00:00:00Z' }),
    reason: 'BAD_TIME',
  },
  {
    what: 'the moment that clocks begin at',
    make: released({ 'release.published_at': '1970-01-01T00:00:00Z' }),
    reason: 'BAD_TIME',
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
  { what: 'no moment', make: released({ 'release.published_at': null }), reason: 'BAD_TIME' },
  {
    what: 'no id of the repository',
    make: released({ 'repository.id': undefined }),
    reason: 'BAD_ID',
  },
  { what: 'no repository', make: released({ repository: undefined }), reason: 'BAD_FIELD' },
  { what: 'no id of the release', make: released({ 'release.id': undefined }), reason: 'BAD_ID' },
  { what: 'a text for the release', make: released({ release: 'v1.4.0' }), reason: 'BAD_FIELD' },
  { what: 'a list for the repository', make: released({ repository: [] }), reason: 'BAD_FIELD' },
  {
    what: 'a text for whether it is a draft',
    make: released({ 'release.draft': 'false' }),
    reason: 'BAD_FIELD',
  },
  { what: 'an empty tag', make: released({ 'release.tag_name': '' }), reason: 'BAD_ID' },
  {
    what: 'an empty name of the repository',
    make: released({ 'repository.full_name': '' }),
    reason: 'BAD_ID',
  },
  {
    what: 'an empty key of a flag',
    make: () => from('unleash', changed(unleashPayload, { featureName: '' })),
    reason: 'BAD_ID',
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

/** What the list counts or records apart is not: the answer and the delivery's line say what came of it. */
const NOT_APART = 'it is understood as JSON is, and not noted apart';
const ISSUE = 'what changes nothing is 200, so that a sender sees the difference';

const understood: readonly Row[] = [
  {
    what: '60 levels beside what we read',
    make: released({ more: JSON.parse(nested(60)) }),
    status: 202,
    outcome: 'accepted',
  },
  {
    what: 'a key twice, of which the last counts',
    make: respelt('"tag_name":', '"tag_name":7,"tag_name":'),
    status: 202,
    outcome: 'accepted',
    otherwise: NOT_APART,
  },
  {
    what: 'keys that reach into prototypes',
    make: respelt(
      '{',
      '{"__proto__":{"draft":true,"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    ),
    status: 202,
    outcome: 'accepted',
    otherwise: NOT_APART,
  },
  {
    what: '__proto__ for what is missing',
    make: respelt('"draft":false', '"__proto__":{"draft":false}'),
    status: 202,
    outcome: 'quarantined',
    reason: 'BAD_FIELD',
  },
  {
    what: 'an id of 2^53+1 as text',
    make: released({ 'release.id': '9007199254740993' }),
    status: 202,
    outcome: 'accepted',
  },
  {
    what: 'an event that nobody knows',
    make: () => fromGithub('quantum', githubPayloads.ping),
    status: 200,
    outcome: 'ignored',
    otherwise: ISSUE,
  },
  {
    what: 'an action that nobody knows',
    make: released({ action: 'teleported' }),
    status: 200,
    outcome: 'ignored',
    otherwise: ISSUE,
  },
  {
    what: 'fields that nobody knows',
    make: released({ unheard_of: { deep: [{ er: null }] } }),
    status: 202,
    outcome: 'accepted',
  },
  {
    what: 'a deleted release without notes',
    make: released({ action: 'deleted', 'release.body': null }),
    status: 202,
    outcome: 'accepted',
  },
  {
    what: 'release notes of a megabyte',
    make: released({ 'release.body': 'n'.repeat(1_000_000) }),
    status: 202,
    outcome: 'accepted',
    otherwise: 'notes are not kept at all',
  },
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
