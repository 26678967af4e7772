import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { fact, registered, started } from '../../support/facts.ts';
import { type Asking, asJson, askedHost } from './private-host.ts';

let asking: Asking;

beforeAll(async () => {
  asking = await askedHost();
  await asking.host.publish([
    fact('PersonRegistered', '2024-01-01', { person: 'ada', name: 'Ada', accounts: ['github:ada-l'] }),
    fact('PersonRegistered', '2024-01-01', { person: 'eve', name: 'Eve', teams: ['docs'] }),
    fact('TeamRegistered', '2024-01-01', { team: 'search', title: 'Search', contacts: { pm: 'ada' } }),
    started('rank'),
    registered('sort', '2024-01-01'),
    fact('RubricPublished', '2024-01-01', {
      rubricVersion: '1',
      categories: [{ category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'There are.' }],
    }),
  ]);
  await asking.host.idle();
});
afterAll(() => asking.host.stop());

async function postAs(person: string, ...facts: unknown[]) {
  const { headers, ...init } = asJson({ facts });
  const answer = await asking.ask('/api/v1/facts', {
    ...init,
    headers: { ...Object.fromEntries(new Headers(headers)), 'Shipshape-Person': person },
  });
  await asking.host.idle();
  return { status: answer.status, ...(await answer.json()) };
}

const scope = { project: 'rank', release: 'server-1.0' };
const exemption = (approver: string, id: string) =>
  fact('ExemptionGranted', '2024-02-01', { ...scope, reason: 'A rewrite', approver }, id);

/** The lines of the table that speak of a fact. */
const linesOf = async (id: string) => (await dump(asking.host.store)).filter((line) => line.includes(id));

describe('A request that names a person', () => {
  it('takes what they may state, by any of their names, and they are its actor', async () => {
    const answer = await postAs('github:ada-l', exemption('person:ada', 'granted-by-ada'));
    expect(answer).toEqual({ status: 202, accepted: 1, refused: [] });
    expect((await linesOf('granted-by-ada')).join()).toContain('person:ada');
    const withdrawal = fact('ExemptionWithdrawn', '2024-02-02', scope, 'withdrawn-by-ada');
    expect(await postAs('ada', withdrawal)).toMatchObject({ status: 202 });
    expect((await linesOf('withdrawn-by-ada')).join()).toContain('person:ada');
  });

  it.each([
    [
      'an exemption of another team',
      () => exemption('person:eve', 'by-eve'),
      /is for the pm and em of team search.*ask person:ada/,
    ],
    [
      'an exemption that another one approves',
      () => exemption('person:ada', 'for-ada'),
      /its approver is person:ada, and person:eve speaks/,
    ],
    [
      'a withdrawal of a change',
      () => fact('ChangeWithdrawn', '2024-02-01', { project: 'rank', change: 'x', reason: 'y' }, 'taken'),
      /taking something back for project rank/,
    ],
    [
      'what was measured of a feature of another team',
      () => fact('FactRecorded', '2024-02-01', { feature: 'sort', key: 'p95', value: 1 }, 'measured'),
      /a recorded fact of feature sort is for the people of team search/,
    ],
    [
      'a merged change of another team',
      () =>
        fact('ChangeMerged', '2024-02-01', { project: 'rank', title: 'x', url: 'https://a.example' }, 'm'),
      /a shipment for project rank is for the people of team search/,
    ],
    [
      'what another person does',
      () => ({
        ...registered('x', '2024-01-01', {}),
        detail: { ...registered('x', '2024-01-01').detail, actor: 'person:ada' },
      }),
      /its actor is person:ada, and person:eve speaks/,
    ],
    [
      'the star of a side that is not theirs',
      () =>
        fact('StarGranted', '2024-02-01', {
          feature: 'sort',
          category: 'docs',
          side: 'author',
          rubricVersion: '1',
        }),
      /has no say in it/,
    ],
  ])('does not take %s, nor anything else of the request', async (_what, make, message) => {
    const before = await dump(asking.host.store);
    const mine = fact('RecordVerified', '2024-02-01', { entity: 'feature:sort' });
    const answer = await postAs('eve', mine, make());
    expect(answer).toMatchObject({ status: 403, accepted: 0, code: 'FACTS_NOT_ALLOWED' });
    expect(answer.refused).toEqual([
      { at: 1, reason: 'NOT_ALLOWED', message: expect.stringMatching(message) },
    ]);
    expect(await dump(asking.host.store)).toEqual(before);
  });

  it('takes the star of the side that is theirs', async () => {
    const star = { feature: 'sort', category: 'docs', side: 'team' as const, rubricVersion: '1' };
    expect(await postAs('eve', fact('StarGranted', '2024-02-01', star))).toMatchObject({ status: 202 });
  });

  it('takes nothing of somebody whom the catalog does not know', async () => {
    expect(await postAs('adda', exemption('person:adda', 'by-nobody'))).toMatchObject({
      status: 403,
      code: 'PERSON_UNKNOWN',
      detail: expect.stringMatching(/did you mean ada\?/),
    });
  });
});
