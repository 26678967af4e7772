import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { all } from '../../functions/kernel/store/store.ts';
import type { Host } from '../../lib/local/host.ts';
import { fact, started } from '../support/facts.ts';
import { changed, githubPayloads, starGranted } from '../support/payloads.ts';
import { fromGithub, fromStandard, send, startWebhooks } from './webhook-host.ts';

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
/** Another change each time, so that none is a repeat. */
function merged(changes: Readonly<Record<string, unknown>>) {
  made += 1;
  return changed(githubPayloads.pull_request, { 'pull_request.id': made, ...changes });
}

/** Everything in the table that holds a text. */
async function storedWith(text: string): Promise<string[]> {
  await host.idle();
  const found: string[] = [];
  for (const pk of ['PROJECT#rank', 'QUARANTINE#BAD_FIELD', 'QUARANTINE#TOO_LARGE']) {
    const items = await all(host.store.query(pk));
    found.push(...items.map((item) => JSON.stringify(item)).filter((item) => item.includes(text)));
  }
  return found;
}

describe('a megabyte of words', () => {
  const LONG = 'w'.repeat(900_000);
  const UNMAPPED = { 'repository.full_name': 'acme/unmapped', 'repository.id': 60 };
  it.each([
    [
      'in the title of a change',
      merged({ 'pull_request.title': `feat: one ${LONG}` }),
      'accepted',
      'one www',
    ],
    [
      'in a label',
      merged({ 'pull_request.title': 'feat: two', 'pull_request.labels': [{ name: LONG }] }),
      'accepted',
      'two',
    ],
    ['in what is refused', merged({ 'pull_request.html_url': `three ${LONG}` }), 'quarantined', 'three www'],
    [
      'in what nobody can attribute',
      merged({
        ...UNMAPPED,
        'pull_request.title': `feat: four ${LONG}`,
        'pull_request.labels': [{ name: 'ship' }],
      }),
      'quarantined',
      'four www',
    ],
    [
      'in labels of what nobody can attribute',
      merged({
        ...UNMAPPED,
        'pull_request.title': 'feat: five',
        'pull_request.labels': Array.from({ length: 900 }, (_none, at) => ({
          name: `${at}${'l'.repeat(1000)}`,
        })),
      }),
      'quarantined',
      '0lll',
    ],
  ])('%s is stored short', async (_where, payload, outcome, word) => {
    const answer = await send(host, fromGithub('pull_request', payload));
    expect([answer.status, answer.outcome]).toEqual([202, outcome]);
    const kept = await storedWith(word);
    expect(kept.length).toBeGreaterThan(0);
    // An item of the table has 400 KB at most.
    for (const item of kept) expect(item.length).toBeLessThan(100_000);
  });

  it('in a milestone that nobody can attribute is answered, too', async () => {
    const milestone = changed(githubPayloads.milestone, { ...UNMAPPED, 'milestone.title': LONG });
    const answer = await send(host, fromGithub('milestone', milestone));
    expect([answer.status, answer.outcome]).toEqual([202, 'quarantined']);
  });
});

describe('characters that hide or break', () => {
  it.each([
    ['half a character', '\ud800', '\ufffd'],
    ['a NUL', '\0', ' '],
    ['text that runs backwards', '\u202e', ' '],
    ['an emoji of several', '👩‍💻', '👩‍💻'],
    ['a letter in two parts', 'e\u0301', 'é'],
  ])('%s is stored as what is harmless', async (what, given, kept) => {
    const payload = merged({ 'pull_request.title': `feat: ${what} [${given}]` });
    const answer = await send(host, fromGithub('pull_request', payload));
    expect(answer).toMatchObject({ status: 202, outcome: 'accepted' });
    const [item] = await storedWith(`${what} [`);
    expect(item).toContain(`${what} [${kept}]`);
  });
});

it('A list that holds one event twice is one effect', async () => {
  const one = changed(starGranted, { 'detail.id': 'star-twice' });
  const answer = await send(host, fromStandard([one, one]));
  expect(answer).toMatchObject({ status: 202, outcome: 'accepted' });
  expect(answer.facts).toHaveLength(1);
});
