import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCatalogPage } from '../../../functions/catalog/store/catalog.ts';
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { fact } from '../../support/facts.ts';
import { person } from './people.ts';
import { type Asking, asJson, askedHost } from './private-host.ts';

let asking: Asking;

beforeAll(async () => {
  asking = await askedHost();
});
afterAll(() => asking.host.stop());

/** As the API takes it: a fact needs no source. */
const bare = ({ source: _, ...entry }: ReturnType<typeof fact>) => entry;

async function peopleKnown(): Promise<string[]> {
  await asking.host.idle();
  return (await readCatalogPage(asking.host.store, 'people')).records.map(({ id }) => id);
}

describe('POST /api/v1/facts', () => {
  it('takes facts, with or without their source, and they are recorded', async () => {
    const answer = await asking.post([bare(person('ada')), person('grace')]);
    expect([answer.status, await answer.json()]).toEqual([202, { accepted: 2, refused: [] }]);
    expect(await peopleKnown()).toEqual(['ada', 'grace']);
  });

  it('takes the same facts again without a change', async () => {
    await asking.post([person('ada')]);
    await asking.host.idle();
    const before = await dump(asking.host.store);
    expect((await asking.post([person('ada')])).status).toBe(202);
    await asking.host.idle();
    expect(await dump(asking.host.store)).toEqual(before);
  });

  it('takes all of a long list', async () => {
    const all = Array.from({ length: 300 }, (_, at) =>
      bare(fact('FeatureFlagChanged', '2024-01-01', { flag: `flag-${at}`, enabledByDefault: true })),
    );
    const answer = await asking.post(all);
    expect(await answer.json()).toEqual({ accepted: 300, refused: [] });
    await asking.host.idle();
    const flags = (await dump(asking.host.store)).filter((line) => line.includes('"pk":"FLAG#flag-'));
    expect(flags).toHaveLength(600);
  });

  it('refuses all when it cannot understand one, and tells every refusal with its place', async () => {
    const answer = await asking.post([
      bare(person('nobody')),
      { 'detail-type': 'PersonRegistred', detail: { version: 1 } },
      {
        'detail-type': 'PersonRegistered',
        detail: { ...person('x').detail, occurredAt: '2024-02-30T00:00:00Z' },
      },
      { ...person('y'), source: 'aws.s3' },
      { 'detail-type': 'DerivationRequested', detail: {} },
      'text',
      { 'detail-type': 'PersonRegistered', detail: { ...person('z').detail, name: 'x'.repeat(300_000) } },
    ]);
    expect(answer.status).toBe(400);
    const { accepted, refused, code, detail } = await answer.json();
    expect({ accepted, code, detail }).toEqual({
      accepted: 0,
      code: 'FACTS_REFUSED',
      detail: '6 of 7 facts cannot be understood, so none was taken.',
    });
    expect(refused.map(({ at, reason }: { at: number; reason: string }) => [at, reason])).toEqual([
      [1, 'UNKNOWN_TYPE'],
      [2, 'BAD_TIME'],
      [3, 'UNKNOWN_SOURCE'],
      [4, 'UNKNOWN_TYPE'],
      [5, 'NOT_AN_EVENT'],
      [6, 'TOO_LARGE'],
    ]);
    expect(refused[0].message).toContain('did you mean PersonRegistered?');
    expect(await peopleKnown()).not.toContain('nobody');
  });

  it.each([
    ['a body that is not JSON', asJson('{"facts": ['), 400, 'BODY_UNREADABLE'],
    ['no body', asJson(''), 400, 'BODY_UNREADABLE'],
    ['a body of another shape', asJson([]), 400, 'BODY_UNREADABLE'],
    [
      'a body that is not UTF-8',
      { ...asJson(''), body: Uint8Array.of(0x22, 0xff, 0x22) },
      400,
      'BODY_UNREADABLE',
    ],
    ['another content type', asJson({ facts: [] }, 'text/plain'), 415, 'TYPE_UNSUPPORTED'],
    [
      'a content type that only begins like it',
      asJson({ facts: [] }, 'application/jsonl'),
      415,
      'TYPE_UNSUPPORTED',
    ],
    ['more than 1 MB', asJson({ facts: ['x'.repeat(1024 * 1024)] }), 413, 'BODY_TOO_LARGE'],
    [
      'more than 2,000 facts',
      asJson({ facts: Array.from({ length: 2001 }, () => 0) }),
      413,
      'BODY_TOO_LARGE',
    ],
  ])('refuses %s', async (_what, init, status, code) => {
    const answer = await asking.ask('/api/v1/facts', init);
    const { code: said } = await answer.json();
    expect([answer.status, said]).toEqual([status, code]);
  });

  it('takes JSON that says its character set', async () => {
    const answer = await asking.ask(
      '/api/v1/facts',
      asJson({ facts: [] }, 'application/json; charset=utf-8'),
    );
    expect(answer.status).toBe(202);
  });
});
