/** No sum of accepted facts makes a stored item too large: what does not fit is left out, counted, and holds up nothing. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  feature as featureEntity,
  flag as flagEntity,
  review as reviewEntity,
} from '../../../events/contract.ts';
import { readFact } from '../../../events/read.ts';
import { readStates } from '../../../functions/catalog/store/states.ts';
import { readTroubles } from '../../../functions/kernel/derived/troubles.ts';
import { fitted } from '../../../functions/kernel/store/fitted.ts';
import { MAX_ITEM_BYTES } from '../../../functions/kernel/store/store.ts';
import { tableOn } from '../../support/databases.ts';
import { change, cut, fact, registered, scheduled, started } from '../../support/facts.ts';
import { pipelineOn } from '../../support/pipeline.ts';

/** Ids near their longest, which still fit one fact together. */
const longIds = (prefix: string, count: number) =>
  Array.from({ length: count }, (_none, at) => `${prefix}-${at}-`.padEnd(220, 'x'));

const isAccepted = (entry: unknown) => readFact(entry).ok;

describe('What is stored of an entity', () => {
  const table = tableOn();

  it('fits an item when 800 use cases, 800 areas and 700 authors are registered one after the other', async () => {
    const pipeline = pipelineOn(table());
    const told = [
      registered('sort', '2024-01-01', { useCases: longIds('case', 800) }),
      registered('sort', '2024-01-02', { areas: longIds('area', 800) }),
      registered('sort', '2024-01-03', { authors: longIds('person:ada', 700) }),
      registered('sort', '2024-01-04', { maturity: 'ga' }),
    ];
    expect(told.every(isAccepted)).toBe(true);
    await pipeline.tell(...told);
    const state = (await readStates(table(), 'feature', ['sort'])).get('sort');
    expect(state).toMatchObject({ title: 'sort', maturity: 'ga' });
    const [trouble, ...others] = await readTroubles(table());
    expect(others).toEqual([]);
    expect(trouble).toMatchObject({ kind: 'cut', what: `the state of feature ${featureEntity('sort').id}` });
    const kept = [state?.useCases, state?.areas, state?.authors].map((list) => list?.length ?? 0);
    const omitted = trouble?.kind === 'cut' ? trouble.omitted.map(({ count }) => count) : [];
    expect([...kept, ...omitted].reduce((sum, count) => sum + count, 0)).toBe(2300);
  });

  it('is stored whole again once it fits', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(
      registered('sort', '2024-01-01', { useCases: longIds('case', 800) }),
      registered('sort', '2024-01-02', { areas: longIds('area', 800) }),
      registered('sort', '2024-01-03', { areas: [] }),
    );
    expect(await readTroubles(table())).toEqual([]);
  });

  it('does not grow with 3,000 turns of a feature flag, and judges by all of them', async () => {
    const pipeline = pipelineOn(table());
    const turns = Array.from({ length: 3000 }, (_none, at) =>
      fact('FeatureFlagChanged', new Date(Date.UTC(2024, 0, 1, 0, at)).toISOString(), {
        flag: 'dark',
        enabledByDefault: at % 2 === 0,
      }),
    );
    await pipeline.tell(scheduled('1.0', '2024-01-01T01:00:00.000Z'), started('rank', '2023-12-01'));
    await pipeline.tellTogether(turns);
    await pipeline.tell(
      change('rank', '2023-12-15', { flag: 'dark' }),
      cut('1.0', '2024-01-01T00:30:30.000Z'),
    );
    const state = (await readStates(table(), 'flag', ['dark'])).get(flagEntity('dark').id);
    expect(state).toMatchObject({ complete: false, enabledByDefault: false });
    // The 31st turn, half a minute before the cut, turned it on.
    expect(await pipeline.words('1.0')).toEqual({ rank: 'shipped-on' });
  });

  it('counts the answers to a review that it does not store', async () => {
    const pipeline = pipelineOn(table());
    const answers = Array.from({ length: 1000 }, (_none, at) => {
      const entry = fact('ReviewAnswered', new Date(Date.UTC(2024, 0, 2, 0, at)).toISOString(), {
        review: 'launch',
        answer: at % 2 === 0 ? 'object' : 'comment',
        comment: 'x'.repeat(2000),
      });
      return { ...entry, detail: { ...entry.detail, actor: `person:p${at}` } };
    });
    await pipeline.tell(
      fact('ReviewRequested', '2024-01-01', {
        review: 'launch',
        changeClass: 'blog',
        subject: 'A launch',
        reviewers: ['person:ada'],
      }),
    );
    await pipeline.tellTogether(answers);
    const state = (await readStates(table(), 'review', ['launch'])).get(reviewEntity('launch').id);
    expect(state?.steps).toHaveLength(80);
    expect(state?.stepsOmitted).toBe(921);
  });

  it('holds up nothing that follows 10,000 changes', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank', '2023-12-01'), scheduled('1.0', '2024-02-01'));
    const changes = Array.from({ length: 10_000 }, (_none, at) =>
      change('rank', new Date(Date.UTC(2024, 0, 1, 0, at)).toISOString(), { title: 'x'.repeat(500) }),
    );
    await pipeline.tellTogether(changes);
    await pipeline.tell(cut('1.0', '2024-02-01'));
    expect(await pipeline.words('1.0')).toEqual({ rank: 'shipped-on' });
    let largest = 0;
    for await (const page of table().scan())
      for (const item of page) largest = Math.max(largest, Buffer.byteLength(JSON.stringify(item)));
    expect(largest).toBeLessThan(MAX_ITEM_BYTES);
  });
});

describe('What is cut', () => {
  const json = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== '__proto__'),
    fc.oneof(
      fc.string({ maxLength: 4000 }),
      fc.array(fc.string({ maxLength: 60 }), { maxLength: 100 }),
      fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 60 }), { maxKeys: 60 }),
      fc.integer(),
    ),
    { maxKeys: 6 },
  );

  it('is no larger than it may be, and says how much is left out', () => {
    fc.assert(
      fc.property(json, (value) => {
        const { value: part, omitted } = fitted(value, 8192);
        expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThanOrEqual(8192);
        if (Buffer.byteLength(JSON.stringify(value)) <= 8192)
          expect([part, omitted]).toEqual([value, undefined]);
        else expect(Object.values(omitted ?? {}).every((count) => count > 0)).toBe(true);
      }),
    );
  });

  it('keeps the beginning of the largest field, and every other field as it is', () => {
    const value = { title: 'Sort', areas: Array.from({ length: 1000 }, (_none, at) => `area-${at}`), at: 7 };
    const { value: part, omitted } = fitted(value, 4096);
    expect(part).toMatchObject({ title: 'Sort', at: 7 });
    expect(part.areas[0]).toBe('area-0');
    expect(omitted).toEqual({ areas: 1000 - part.areas.length });
  });
});
