/** A delivery that names what nobody has registered is accepted, and says so with the name that was probably meant. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readUnknownNames } from '../../functions/catalog/store/unknown-names.ts';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { fact, started } from '../support/facts.ts';
import { changed, githubPayloads } from '../support/payloads.ts';
import { fromGithub, settled, startWebhooks } from './webhook-host.ts';

let host: Host;
const { publish, deliver } = settled(() => host);
const { pull_request: pull } = githubPayloads;

const merged = (id: number, labels: string | readonly string[], action = 'closed') =>
  deliver(
    fromGithub(
      'pull_request',
      changed(pull, {
        action,
        'pull_request.id': id,
        'pull_request.title': 'feat: sort',
        'pull_request.labels': [labels].flat().map((name) => ({ name })),
      }),
    ),
  );

beforeEach(async () => {
  host = await startWebhooks();
  await publish(fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', title: 'App' }));
});
afterEach(() => host.stop());

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
  const { body: page } = await askHost(host, 'GET', '/internal/deliveries');
  expect(page).toContain('roject rnk is registered by nobody, did you mean rank?');
  expect(JSON.parse((await merged(3, 'project/rank')).text)).not.toHaveProperty('unknown');
  const corrected = JSON.parse((await merged(2, 'project/rank', 'labeled')).text);
  expect(corrected.facts.map(({ type }: { type: string }) => type)).toContain('ChangeWithdrawn');
  expect(corrected).not.toHaveProperty('unknown');
});

const listed = async () => {
  const { body: page } = await askHost(host, 'GET', '/internal/unknown-names');
  return { page, names: await readUnknownNames(host.store) };
};

it('says it of a label that a rule overrides, and lists it, until somebody registers it', async () => {
  const rules = [{ when: { label: 'area/sort' }, project: 'rank' }];
  await publish(
    started('rank'),
    fact('SourceRegistered', '2024-01-02', { source: 'github:acme/app', title: 'App', rules }),
  );
  const { status, text } = await merged(4, ['area/sort', 'project/crawll']);
  expect({ status, body: JSON.parse(text) }).toMatchObject({
    body: {
      to: ['project:rank'],
      unknown: [expect.stringMatching(/^project crawll is registered by nobody/)],
    },
  });
  const found = (await listed()).names.find(({ name }) => name === 'crawll');
  expect(found).toMatchObject({ kind: 'project', saidBy: [{ what: 'a delivery of github:acme/app' }] });
  await publish(started('crawll'));
  expect((await listed()).names.map(({ name }) => name)).not.toContain('crawll');
});

it('lists the login of somebody whom nobody knows, and not for everybody', async () => {
  await publish(
    fact('PersonRegistered', '2024-01-02', { person: 'ada', name: 'Ada', accounts: ['github:ada-ngo'] }),
  );
  const comment = (id: number, body: string, login: string) =>
    deliver(
      fromGithub(
        'issue_comment',
        changed(githubPayloads.issue_comment, {
          'comment.id': id,
          'comment.body': body,
          'sender.login': login,
        }),
      ),
    );
  await comment(1, '/ship sort', 'ada-ng');
  const { page, names } = await listed();
  expect(names.find(({ kind }) => kind === 'person')).toMatchObject({
    name: 'github:ada-ng',
    meant: 'github:ada-ngo',
  });
  expect(page).toContain('ada-ng');
  const { status } = await fetch(`${host.address}/unknown-names`);
  expect(status).toBe(401);
});
