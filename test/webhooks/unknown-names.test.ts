/** A delivery that names what nobody has registered is accepted, and says so with the name that was probably meant. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Host } from '../../lib/local/host.ts';
import { fact, started } from '../support/facts.ts';
import { changed, githubPayloads } from '../support/payloads.ts';
import { fromGithub, settled, startWebhooks } from './webhook-host.ts';

let host: Host;
const { publish, deliver } = settled(() => host);
const { pull_request: pull } = githubPayloads;

const merged = (id: number, label: string, action = 'closed') =>
  deliver(
    fromGithub(
      'pull_request',
      changed(pull, {
        action,
        'pull_request.id': id,
        'pull_request.title': 'feat: sort',
        'pull_request.labels': [{ name: label }],
      }),
    ),
  );

beforeAll(async () => {
  host = await startWebhooks();
  await publish(fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', title: 'App' }));
});
afterAll(() => host.stop());

it('is answered with the nearest name, and shown with it, once any name of its kind is known', async () => {
  const before = await merged(1, 'project/rnk');
  expect(before.status).toBe(202);
  expect(JSON.parse(before.text)).not.toHaveProperty('unknown');
  await publish(started('rank'));
  const { status, text } = await merged(2, 'project/rnk');
  expect({ status, body: JSON.parse(text) }).toMatchObject({
    status: 202,
    body: {
      outcome: 'accepted',
      to: ['project:rnk'],
      unknown: ['project rnk is registered by nobody, did you mean rank?'],
    },
  });
  const page = await (await fetch(`${host.address}/deliveries`)).text();
  expect(page).toContain('roject rnk is registered by nobody, did you mean rank?');
  expect(JSON.parse((await merged(3, 'project/rank')).text)).not.toHaveProperty('unknown');
  const corrected = JSON.parse((await merged(2, 'project/rank', 'labeled')).text);
  expect(corrected.facts.map(({ type }: { type: string }) => type)).toContain('ChangeWithdrawn');
  expect(corrected).not.toHaveProperty('unknown');
});
