import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { createIngest as Create } from '../../functions/webhooks/ingest/app.ts';
import type { fuzzDeliveries as Fuzz } from '../fuzz/deliveries.ts';
import type { capturing as Capture } from '../fuzz/log-lines.ts';
import { ask } from '../site/api/request.ts';
import { callsDuring } from '../support/calls.ts';
import { tableOn } from '../support/databases.ts';
import { NOW, SECRETS, type Sender, signed, sourceOf } from '../support/deliveries.ts';
import { launchdarklyPayload, unleashPayload } from '../support/flag-payloads.ts';
import { changed, githubPayloads, gitlabPayloads, starGranted } from '../support/payloads.ts';
import { onHost } from '../support/surroundings.ts';

const before = { ...process.env };
let createIngest: typeof Create;
let capturing: typeof Capture;
let fuzzDeliveries: typeof Fuzz;

beforeAll(async () => {
  // The tools look at these when they are loaded.
  Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'DEBUG', POWERTOOLS_METRICS_DISABLED: 'false' });
  ({ createIngest } = await import('../../functions/webhooks/ingest/app.ts'));
  ({ capturing } = await import('../fuzz/log-lines.ts'));
  ({ fuzzDeliveries } = await import('../fuzz/deliveries.ts'));
});
afterAll(() => {
  process.env = before;
});

const table = tableOn();

/** Stands in every body, behind what could end a line or a string. */
const CANARY = 'canary-of-a-body';
const words = `\r\n{"level":"error","message":"${CANARY}"}\u2028\u001b[2J"${CANARY}`;

const genuine: readonly (readonly [sender: Sender, event: string, payload: unknown])[] = [
  [
    'github',
    'pull_request',
    changed(githubPayloads.pull_request, { 'pull_request.title': `feat: ${words}` }),
  ],
  ['github', 'issue_comment', changed(githubPayloads.issue_comment, { 'comment.body': `/star ${words}` })],
  ['github', 'release', changed(githubPayloads.release, { 'release.tag_name': words })],
  ['github', words.replaceAll(/[^ -~]/g, ''), changed(githubPayloads.ping, { zen: words })],
  ['gitlab-token', '', changed(gitlabPayloads.merge_request, { 'object_attributes.title': words })],
  ['launchdarkly', '', changed(launchdarklyPayload, { title: words, titleVerb: words })],
  ['unleash', '', changed(unleashPayload, { featureName: words })],
  ['standard', '', changed(starGranted, { 'detail.comment': words })],
  ['standard', '', changed(starGranted, { 'detail-type': words })],
];

type Failing = 'nothing' | 'bus' | 'table' | 'secrets';

async function deliver([sender, event, payload]: (typeof genuine)[number], failing: Failing, forge: boolean) {
  const delivery = signed(sender, payload, { 'x-github-event': event });
  const app = createIngest({
    secrets: async () => {
      if (failing === 'secrets') throw new Error('the store is down');
      return {
        accepted: [forge ? `another-${SECRETS[sender]}` : SECRETS[sender]],
        refetch: async () => undefined,
      };
    },
    now: () => NOW,
    receiving: () => ({
      table: table(),
      publish: async () => {
        if (failing === 'bus') throw new Error('the bus is down');
      },
    }),
  });
  const ingest = onHost(app, table);
  const fail = () => {
    if (failing === 'table') throw new Error('the table is down');
  };
  const asked = () => ask(ingest, 'POST', `/webhooks/${sourceOf(sender)}`, delivery);
  await callsDuring(table(), asked, fail);
  return delivery.headers;
}

/** What was written, line by line, and the headers of what was sent. */
async function written(failing: Failing, forge = false) {
  let text = '';
  const headers: Record<string, string>[] = [];
  await capturing(
    async () => {
      for (const each of genuine) headers.push(await deliver(each, failing, forge));
    },
    (chunk) => {
      text += chunk;
    },
  );
  return { lines: text.split('\n').filter((line) => line !== ''), text, headers };
}

const signatures = ({ headers }: { headers: readonly Record<string, string>[] }) =>
  headers.flatMap((each) =>
    ['x-hub-signature-256', 'x-ld-signature', 'webhook-signature', 'x-gitlab-token', 'authorization'].flatMap(
      (name) => (each[name] === undefined ? [] : [each[name].replace(/^(sha256=|v1,)/, '')]),
    ),
  );

describe('the log of deliveries', () => {
  it.each(['nothing', 'bus', 'table', 'secrets'] as const)(
    'is one line of JSON a record, and holds no secret, no signature and nothing of a body, while %s fails',
    async (failing) => {
      const all = await written(failing);
      expect(all.lines.length).toBeGreaterThanOrEqual(failing === 'bus' ? 3 : genuine.length);
      for (const line of all.lines) expect(() => JSON.parse(line)).not.toThrow();
      for (const word of [CANARY, ...Object.values(SECRETS), ...signatures(all)])
        expect(all.text).not.toContain(word);
    },
  );

  it('of forged deliveries counts them and says no more', async () => {
    const all = await written('nothing', true);
    expect(all.lines).toHaveLength(genuine.length);
    // Good deliveries that were waiting to be counted may be in the same line.
    const rejected = all.lines.map((line) => [JSON.parse(line).DeliveriesRejected].flat().at(-1));
    expect(rejected).toEqual(genuine.map(() => 1));
    for (const word of [CANARY, ...Object.values(SECRETS), ...signatures(all)])
      expect(all.text).not.toContain(word);
  });
});

describe('deliveries of strange content', () => {
  it('are all answered, none with 5xx, and each log record is one line of JSON', async () => {
    const { tally, lines } = await fuzzDeliveries(table(), 500, 20_240_326);
    expect(Object.values(tally).reduce((sum, count) => sum + count)).toBe(500);
    expect(tally['202 accepted']).toBeGreaterThan(25);
    expect(tally['202 quarantined']).toBeGreaterThan(100);
    expect(lines).toBeGreaterThan(250);
  });
});
