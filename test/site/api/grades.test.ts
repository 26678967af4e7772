import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gradeReport, type MatrixPage, matrixPage } from '../../../functions/grades/model/report.ts';
import { readGradeReport } from '../../../functions/grades/store/grade-report.ts';
import { gradeDataAddress } from '../../../functions/kernel/model/addresses.ts';
import { fromAnswer } from '../../../functions/site/resource/answer.ts';
import { fact, registered } from '../../support/facts.ts';
import { type Asking, askedHost } from './private-host.ts';

/** More than a page holds, of several teams: the list is sorted by team. */
const MANY = 220;
const STRANGE = [...['a/b', 'a/../b', 'a~2F', 'é', 'a#1', '@scope/a', 'c++', 'a:b', '検索', '__proto__']];
const category = (name: string) => ({
  category: name,
  title: name,
  team: 'docs',
  policy: 'team' as const,
  criteria: 'Good enough.',
});

let asking: Asking;

beforeAll(async () => {
  asking = await askedHost();
  await asking.host.publish([
    fact('RubricPublished', '2024-01-01', { rubricVersion: '1', categories: [category('docs')] }),
    ...STRANGE.map((feature) => registered(feature, '2024-01-02', { team: 'strange' })),
    ...Array.from({ length: MANY }, (_none, at) =>
      registered(`f-${at}`, '2024-01-02', { team: `team-${at % 3}` }),
    ),
    fact('StarGranted', '2024-02-01', {
      feature: 'a/b',
      category: 'docs',
      side: 'team',
      rubricVersion: '1',
      actor: 'person:ada',
    }),
  ]);
  await asking.host.idle();
});
afterAll(() => asking.host.stop());

async function told(path: string) {
  const answer = await asking.ask(path);
  const body = await answer.json();
  return [answer.status, body.code ?? body];
}

describe('GET /api/v1/grades/{feature}', () => {
  it('gives what the ledgers say of the feature, at any moment', async () => {
    for (const at of ['2024-01-15T00:00:00.000Z', '2024-03-01T00:00:00.000Z']) {
      const report = await readGradeReport(asking.host.store, 'a/b', { at });
      const [status, answer] = await told(`${gradeDataAddress('a/b')}?as-of=${at}`);
      expect([status, gradeReport.parse(fromAnswer(gradeReport(), answer))]).toEqual([
        200,
        gradeReport.parse(report),
      ]);
    }
    const [, since] = await told(`${gradeDataAddress('a/b')}?since=2024-01-15T01:00:00%2B01:00`);
    expect(since).toMatchObject({
      grade: { earned: 1 },
      since: { at: '2024-01-15T00:00:00.000Z', stars: [{ category: 'docs', from: 'unknown', to: 'earned' }] },
    });
  });

  it.each(STRANGE)('finds the feature %s', async (feature) => {
    expect(await told(gradeDataAddress(feature))).toEqual([
      200,
      expect.objectContaining({ feature, team: 'strange' }),
    ]);
  });

  it('finds a name in plain percent-encoding, and in another encoding of its signs', async () => {
    expect(await told(`/api/v1/grades/${encodeURIComponent('a/b')}`)).toEqual([
      200,
      expect.objectContaining({ feature: 'a/b' }),
    ]);
    expect(await told(`/api/v1/grades/${encodeURIComponent('e\u0301')}`)).toEqual([
      200,
      expect.objectContaining({ feature: 'é' }),
    ]);
  });

  it.each([
    ['nobody', 404, 'FEATURE_UNKNOWN'],
    ['%00', 404, 'ADDRESS_UNKNOWN'],
    ['f-1?as-of=2023-01-01T00:00:00Z', 404, 'FEATURE_UNKNOWN'],
    ['a%2', 400, 'ADDRESS_MALFORMED'],
    ['f-1?as-of=2024-02-30T00:00:00Z', 400, 'QUERY_UNREADABLE'],
    ['f-1?as-of=2024-02-30', 400, 'QUERY_UNREADABLE'],
    ['f-1?since=yesterday', 400, 'QUERY_UNREADABLE'],
    ['nobody?as-of=yesterday', 400, 'QUERY_UNREADABLE'],
    ['f-1?as-of=2024-03-01T00:00:00Z&since=2024-03-02T00:00:00Z', 400, 'QUERY_UNREADABLE'],
    [`more-than-an-id-can-hold-${'x'.repeat(256)}`, 404, 'ADDRESS_UNKNOWN'],
  ])('answers %s with %i %s', async (address, status, code) => {
    expect(await told(`/api/v1/grades/${address}`)).toEqual([status, code]);
  });
});

describe('GET /api/v1/grades', () => {
  const pageAt = async (query: Record<string, string>): Promise<MatrixPage> => {
    const answer = await asking.ask(`/api/v1/grades?${new URLSearchParams(query)}`);
    expect(answer.status).toBe(200);
    return matrixPage.parse(fromAnswer(matrixPage(), await answer.json()));
  };

  it.each([
    ['all of it', {}, MANY + STRANGE.length],
    ['one team of it', { team: 'team-1' }, 73],
    ['all of an earlier day', { 'as-of': '2024-01-20T00:00:00Z' }, MANY + STRANGE.length],
    ['one team of an earlier day', { team: 'team-1', 'as-of': '2024-01-20T00:00:00Z' }, 73],
    ['an empty team, which is all of it', { team: '' }, MANY + STRANGE.length],
    ['a team that nobody has', { team: 'team' }, 0],
    ['a team whose name is too long for one', { team: 'x'.repeat(2000) }, 0],
  ])('gives %s page by page, each feature once', async (_what, query, count) => {
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page: MatrixPage = await pageAt({ ...query, ...(after !== undefined && { after }) });
      expect(page.rows.length).toBeLessThanOrEqual(200);
      names.push(...page.rows.map(({ feature }) => feature));
      after = page.next;
    } while (after !== undefined);
    expect([names.length, new Set(names).size]).toEqual([count, count]);
  });

  it('says what was known on an earlier day, and of a day before there was anything', async () => {
    const earned = async (asOf: string) =>
      (await pageAt({ team: 'strange', 'as-of': asOf })).rows.find(({ feature }) => feature === 'a/b')
        ?.earned;
    expect(await Promise.all(['2024-01-20T00:00:00Z', '2024-02-20T00:00:00Z'].map(earned))).toEqual([0, 1]);
    const before = await pageAt({ 'as-of': '2023-01-01T00:00:00Z' });
    expect(before).toMatchObject({ columns: [], rows: [] });
    expect(before.rubricVersion).toBeUndefined();
  });

  it.each([
    ['behind all of a team', { team: 'team-1', after: 'zzz' }],
    ['behind everything', { after: '\u{10ffff}' }],
    ['as long as it can be', { after: 'x'.repeat(1023) }],
  ])('has nothing on a page that begins %s', async (_what, query) => {
    expect(await pageAt(query)).toMatchObject({ rows: [] });
  });

  it.each([
    ['a page that no page ends before', `after=${'x'.repeat(1024)}`, 'PAGE_UNKNOWN'],
    ['a day that is none', 'as-of=2024-02-30T00:00:00Z', 'QUERY_UNREADABLE'],
    ['two days', 'as-of=2024-01-01T00:00:00Z&as-of=2024-01-02T00:00:00Z', 'QUERY_UNREADABLE'],
  ])('refuses %s', async (_what, query, code) => {
    expect(await told(`/api/v1/grades?${query}`)).toEqual([400, code]);
  });
});

it.each([
  '/api/v1/grades/f-1',
  '/api/v1/grades/nobody',
  '/api/v1/grades/f-1?as-of=x',
  '/api/v1/grades',
  '/api/v1/grades?as-of=x',
])('GET %s asks for the token before it looks at anything', async (path) => {
  const answers = await Promise.all([undefined, 'Bearer wrong'].map((each) => asking.askAs(each, path)));
  for (const answer of answers)
    expect([answer.status, (await answer.json()).code]).toEqual([401, 'TOKEN_NOT_ACCEPTED']);
});
