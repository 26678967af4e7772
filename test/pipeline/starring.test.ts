import { describe, expect, it } from '@jest/globals';
import type { Announcement } from '../../events/catalogue.ts';
import { record } from '../../functions/catalog/record/handler.ts';
import { grade } from '../../functions/grades/grade/handler.ts';
import { readMatrix } from '../../functions/grades/store/matrix.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { tableOn } from '../support/databases.ts';
import { type Entry, fact, registered } from '../support/facts.ts';
import { pipelineOn } from '../support/pipeline.ts';

const NOW = '2024-08-13T00:00:00.000Z';
type Policy = 'team' | 'author' | 'either' | 'both';

const rubric = (version: string, day: string, policy: Policy, ...names: readonly string[]) =>
  fact('RubricPublished', day, {
    rubricVersion: version,
    categories: names.map((name) => ({ category: name, title: name, team: 'docs', policy, criteria: 'x' })),
  });
const granted = (category: string, day: string, side: 'team' | 'author' = 'team', actor = 'person:ada') =>
  fact('StarGranted', day, { feature: 'sort', category, side, rubricVersion: '1', actor });
const revoked = (category: string, day: string, side: 'team' | 'author' = 'team') =>
  fact('StarRevoked', day, { feature: 'sort', category, side, rubricVersion: '1' });

async function starsOf(table: Store): Promise<Record<string, string>> {
  const { rows } = await readMatrix(table, { now: NOW });
  const [row] = rows;
  return Object.fromEntries((row?.stars ?? []).map(({ category, word }) => [category, word]));
}

/** Workers that know nothing of each other: all that is told, and all that follows from it, is done at once. */
async function atOnce(table: Store, entries: readonly Entry[]): Promise<Announcement[]> {
  const told: Announcement[] = [];
  const announce = async (announcements: readonly Announcement[]) => {
    told.push(...announcements);
    // Those who hear of it begin while others still record.
    await Promise.all(announcements.filter(({ type }) => type === 'GradeRequested').map(work));
  };
  const work = ({ type, detail }: Announcement): Promise<void> =>
    grade({ table, announce, now: NOW }, [JSON.parse(JSON.stringify({ 'detail-type': type, detail }))]);
  await Promise.all(entries.map((entry) => record({ table, announce, now: NOW }, [entry])));
  return told;
}

const changesIn = (told: readonly Announcement[]) =>
  told.flatMap((each) => (each.type === 'GradeChanged' ? [each.detail] : []));

describe('People who star at once', () => {
  const table = tableOn();
  const begin = () =>
    pipelineOn(table()).tell(
      rubric('1', '2024-01-01', 'team', 'a', 'b', 'c', 'd'),
      registered('sort', '2024-01-02'),
    );

  it('give all of their stars, and each is announced', async () => {
    await begin();
    const names = ['a', 'b', 'c', 'd'];
    const told = changesIn(
      await atOnce(
        table(),
        names.map((name) => granted(name, '2024-02-01')),
      ),
    );
    expect(await starsOf(table())).toEqual({ a: 'earned', b: 'earned', c: 'earned', d: 'earned' });
    const earned = told.flatMap(({ stars }) => (stars ?? []).map(({ category, to }) => `${category} ${to}`));
    expect([...new Set(earned)].toSorted()).toEqual(names.map((name) => `${name} earned`));
    expect(told.some(({ to }) => to.earned === 4)).toBe(true);
    const later = await atOnce(table(), [granted('a', '2024-02-02')]);
    expect(changesIn(later)).toEqual([]);
  });

  it('and disagree about one star: whoever spoke last is heard, whichever came in first', async () => {
    await begin();
    const words = [
      granted('a', '2024-02-01'),
      revoked('a', '2024-02-02'),
      granted('a', '2024-02-03'),
      revoked('b', '2024-02-01'),
      granted('b', '2024-01-31'),
    ];
    const told = changesIn(await atOnce(table(), words.toReversed()));
    expect(await starsOf(table())).toMatchObject({ a: 'earned', b: 'not-earned', c: 'unknown' });
    expect(told.some(({ to }) => to.earned === 1)).toBe(true);
  });

  it('while a new rubric comes in: what holds is graded under it', async () => {
    await begin();
    await atOnce(table(), [
      granted('a', '2024-02-01'),
      rubric('2', '2024-02-01', 'both', 'a', 'e'),
      granted('a', '2024-02-02', 'author', 'person:grace'),
      granted('e', '2024-02-02'),
    ]);
    expect(await starsOf(table())).toEqual({ a: 'earned', e: 'unknown' });
  });
});

describe('A star outlives', () => {
  const table = tableOn();

  it('its giver, who left the team', async () => {
    const pipeline = pipelineOn(table());
    const ada = (day: string, teams: string[]) =>
      fact('PersonRegistered', day, { person: 'ada', name: 'Ada', teams });
    await pipeline.tell(
      rubric('1', '2024-01-01', 'team', 'a'),
      registered('sort', '2024-01-02'),
      ada('2024-01-02', ['docs']),
      granted('a', '2024-02-01'),
      ada('2024-03-01', []),
      fact('RecordRetired', '2024-04-01', { entity: 'person:ada' }),
      fact('RecordRetired', '2024-04-01', { entity: 'team:docs' }),
    );
    expect(await starsOf(table())).toEqual({ a: 'earned' });
    expect(pipeline.announced('GradeChanged')).toHaveLength(1);
  });

  it('a change of its policy: the half that was given counts as the new one has it, and is told', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      rubric('1', '2024-01-01', 'both', 'a'),
      registered('sort', '2024-01-02'),
      granted('a', '2024-02-01', 'author', 'person:grace'),
    );
    expect(await starsOf(table())).toEqual({ a: 'unknown' });
    expect(pipeline.announced('GradeChanged')).toEqual([]);
    const words: string[] = [];
    for (const [version, policy] of [
      ['2', 'author'],
      ['3', 'team'],
      ['4', 'either'],
      ['5', 'both'],
    ] as const) {
      await pipeline.tell(rubric(version, `2024-0${Number(version) + 1}-01`, policy, 'a'));
      words.push((await starsOf(table())).a ?? '');
    }
    expect(words).toEqual(['earned', 'unknown', 'earned', 'unknown']);
    await pipeline.tell(granted('a', '2024-07-01'));
    expect(await starsOf(table())).toEqual({ a: 'earned' });
    expect(
      pipeline
        .announced('GradeChanged')
        .map(({ detail: { rubricVersion, stars } }) => [rubricVersion, stars?.[0]?.to]),
    ).toEqual([
      ['2', 'earned'],
      ['3', 'unknown'],
      ['4', 'earned'],
      ['5', 'unknown'],
      ['5', 'earned'],
    ]);
  });
});
