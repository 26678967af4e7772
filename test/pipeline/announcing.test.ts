import { describe, expect, it } from '@jest/globals';
import type { Announcement } from '../../events/catalogue.ts';
import { record } from '../../functions/catalog/record/handler.ts';
import { readStates } from '../../functions/catalog/store/states.ts';
import { callsDuring } from '../support/calls.ts';
import { tableOn } from '../support/databases.ts';
import { change, cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { pipelineOn } from '../support/pipeline.ts';

const table = tableOn();
const now = '2024-08-13T00:00:00.000Z';

/** What is announced of an entry, and nobody reacts to. */
async function toldOf(...entries: readonly unknown[]): Promise<Announcement[]> {
  const told: Announcement[] = [];
  const announce = async (announcements: readonly Announcement[]) => {
    told.push(...announcements);
  };
  await record({ table: table(), announce, now }, entries);
  return told;
}

/** Where the values stand that are to be derived again. */
const askedFor = (told: readonly Announcement[]) =>
  told
    .flatMap((each) => (each.type === 'DerivationRequested' ? each.detail.values : []))
    .map(({ pk, sk }) => `${pk} ${sk}`)
    .sort();

describe('A fact', () => {
  it('is told of when the snapshots of all that it names are stored, and not before', async () => {
    const seen: unknown[] = [];
    const announce = async (announcements: readonly Announcement[]) => {
      const features = await readStates(table(), 'feature', ['sort', 'order']);
      for (const { type } of announcements) seen.push([type, [...features.keys()].sort()]);
    };
    await record({ table: table(), announce, now }, [
      started('rank', '2024-01-01', { features: ['sort', 'order'] }),
    ]);
    expect(seen).toEqual([['DerivationRequested', ['order', 'sort']]]);
  });

  it('asks for what is derived from its own ledger: verdicts for the life of a project, a grade for a feature', async () => {
    expect(askedFor(await toldOf(started('rank')))).toEqual(['PROJECT#rank ROSTER']);
    const told = await toldOf(registered('sort', '2024-01-01'));
    expect(told.map(({ type, detail }) => [type, 'feature' in detail && detail.feature])).toEqual([
      ['GradeRequested', 'sort'],
    ]);
    expect(askedFor(await toldOf(scheduled('1.0', '2024-01-31')))).toEqual(['TRAIN#server CALENDAR']);
  });

  it('asks for all calendars, windows and verdicts that read what it changes', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31'));
    expect(askedFor(await toldOf(fact('ReleaseCancelled', '2024-02-01', { release: '1.0' })))).toEqual([
      'RELEASE#1.0 WINDOW',
      'TRAIN#server CALENDAR',
    ]);
    expect(askedFor(await toldOf(change('rank', '2024-01-10')))).toEqual(['RELEASE#1.0 VERDICT#rank']);
  });

  it('asks once for what several facts of a batch touch', async () => {
    await pipelineOn(table()).tell(started('rank'), scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31'));
    const told = await toldOf(...[10, 11, 12].map((day) => change('rank', `2024-01-${day}`)));
    expect(askedFor(told)).toEqual(['RELEASE#1.0 VERDICT#rank']);
  });

  it('asks again when it comes again: nobody knows whether it was heard', async () => {
    await pipelineOn(table()).tell(started('rank'), scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31'));
    const late = change('rank', '2024-01-10');
    const [once, again] = [await toldOf(late), await toldOf(late)];
    expect(again).toEqual(once);
  });

  it('that nobody judges by is told to nobody: a change in the window that is open', async () => {
    await pipelineOn(table()).tell(started('rank'), scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31'));
    await pipelineOn(table()).tell(scheduled('1.1', '2024-02-28'));
    expect(await toldOf(change('rank', '2024-02-10', { flag: 'dark', feature: 'sort' }))).toEqual([]);
    const calls = await callsDuring(table(), () => toldOf(change('rank', '2024-02-11')));
    expect(calls.length).toBeLessThanOrEqual(5);
  });

  it('that changes no snapshot is told to nobody', async () => {
    await toldOf(registered('sort', '2024-01-01'));
    const verified = fact('RecordVerified', '2024-01-02', { entity: 'feature:sort' });
    expect(await toldOf(verified)).toEqual([]);
  });
});

describe('A maturity', () => {
  const maturities = ({ announced }: ReturnType<typeof pipelineOn>) =>
    announced('MaturityChanged').map(({ detail }) => `${detail.from} ${detail.to}`);

  it('that is first known is no change; each one after it is told once', async () => {
    const pipeline = pipelineOn(table());
    const ga = registered('sort', '2024-02-01', { maturity: 'ga' });
    await pipeline.tell(registered('sort', '2024-01-01'), ga, ga);
    await pipeline.tell(registered('sort', '2024-03-01', { title: 'Sort' }), ga);
    expect(maturities(pipeline)).toEqual(['beta ga', 'ga beta']);
  });

  it('that is told late, and is not the present one, is told to nobody', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      registered('sort', '2024-02-01'),
      registered('sort', '2024-01-01', { maturity: 'alpha' }),
    );
    expect(maturities(pipeline)).toEqual([]);
  });

  it('is dated by when it was first said, and told by the team that has the feature', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      registered('sort', '2024-01-01'),
      registered('sort', '2024-02-01', { maturity: 'ga', team: 'order' }),
    );
    expect(
      pipeline.announced('MaturityChanged').map(({ detail }) => [detail.occurredAt, detail.team]),
    ).toEqual([['2024-02-01T00:00:00.000Z', 'order']]);
  });

  it('there and back and there again is three changes', async () => {
    const pipeline = pipelineOn(table());
    const at = (day: string, maturity: string) => registered('sort', day, { maturity });
    await pipeline.tell(
      at('2024-01-01', 'beta'),
      at('2024-01-02', 'ga'),
      at('2024-01-03', 'beta'),
      at('2024-01-04', 'ga'),
    );
    expect(new Set(pipeline.announced('MaturityChanged').map(({ detail }) => detail.id)).size).toBe(3);
  });

  it('of a renamed feature is told by the name that it goes by, and not for each of its names', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      registered('sort', '2024-01-01'),
      fact('FeatureRenamed', '2024-02-01', { feature: 'sort', to: 'order' }),
      registered('order', '2024-03-01', { maturity: 'ga' }),
    );
    expect(pipeline.announced('MaturityChanged').map(({ detail }) => [detail.feature, detail.to])).toEqual([
      ['order', 'ga'],
    ]);
  });
});
