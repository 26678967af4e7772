import { describe, expect, it } from '@jest/globals';
import { release } from '../../../events/contract.ts';
import {
  type Conclusion,
  markConclusionAnnounced,
  readConclusions,
  writeConclusion,
} from '../../../functions/ledger/conclusion.ts';
import { verdictKey } from '../../../functions/ledger/keys.ts';
import { quarantine, readQuarantine } from '../../../functions/ledger/quarantine.ts';
import { markTold, wasTold } from '../../../functions/ledger/told.ts';
import { callsDuring } from '../../support/calls.ts';
import { tableOn } from '../../support/databases.ts';
import { engines } from '../../support/stores/engines.ts';

const key = verdictKey('1.0', 'rank');

describe.each(engines)('A conclusion on $name', (engine) => {
  const table = tableOn(engine);
  const read = async (): Promise<Conclusion> => {
    const [held] = await readConclusions(table(), [key]);
    if (held === undefined) throw new TypeError('A conclusion is read for every key.');
    return held;
  };
  const write = async (held: Conclusion, content: object | undefined, announced?: string) =>
    writeConclusion(table(), key, held, content, { announced });

  it('has revision 0 and no content before it is written', async () => {
    expect(await read()).toEqual({ revision: 0, content: undefined });
  });

  it('has revision 1 after it is first written', async () => {
    const now = await write(await read(), { word: 'on' });
    expect(now).toMatchObject({ revision: 1, content: { word: 'on' } });
    expect(await read()).toMatchObject({ revision: 1, content: { word: 'on' } });
  });

  it('is written by one of two who read it before it was there', async () => {
    const held = await read();
    await write(held, { word: 'first' });
    expect(await write(held, { word: 'second' })).toBe('raced');
    expect(await read()).toMatchObject({ revision: 1, content: { word: 'first' } });
  });

  it('is written by one of two who read the same revision', async () => {
    await write(await read(), { word: 'on' });
    const held = await read();
    await write(held, { word: 'first' });
    expect(await write(held, { word: 'second' })).toBe('raced');
    expect(await read()).toMatchObject({ revision: 2, content: { word: 'first' } });
  });

  it('is not fooled by a content that went and came back between a read and a write', async () => {
    await write(await read(), { word: 'on' });
    const held = await read();
    await write(held, { word: 'off' });
    await write(await read(), { word: 'on' });
    expect(await write(held, { word: 'nothing' })).toBe('raced');
    expect(await read()).toMatchObject({ revision: 3, content: { word: 'on' } });
  });

  it('that no longer holds has no content and keeps its revision, so a late writer still loses', async () => {
    await write(await read(), { word: 'on' });
    const held = await read();
    await write(held, undefined);
    const tombstone = await read();
    expect([tombstone.revision, tombstone.content]).toEqual([2, undefined]);
    expect(await write(held, { word: 'late' })).toBe('raced');
    expect((await read()).content).toBeUndefined();
  });

  it('comes back after it no longer held, under a revision of its own', async () => {
    await write(await read(), { word: 'on' });
    await write(await read(), undefined);
    await write(await read(), { word: 'on' });
    expect(await read()).toMatchObject({ revision: 3, content: { word: 'on' } });
  });

  it('is not written when its content is the one that stands', async () => {
    await write(await read(), { word: 'on', at: [1, { deep: true }] });
    const held = await read();
    const calls = await callsDuring(table(), async () => {
      expect(await write(held, { at: [1, { deep: true }], word: 'on' })).toBe(held);
    });
    expect(calls).toEqual([]);
  });

  it('is not written when nothing is concluded and nothing was', async () => {
    const held = await read();
    expect(await callsDuring(table(), () => write(held, undefined))).toEqual([]);
    expect((await read()).revision).toBe(0);
  });

  it('keeps what was announced of it, also when it no longer holds', async () => {
    await write(await read(), { word: 'on' }, 'on');
    await write(await read(), { word: 'off' });
    expect((await read()).announced).toBe('on');
    const now = await write(await read(), undefined);
    expect(now).toMatchObject({ announced: 'on' });
    expect((await read()).announced).toBe('on');
  });

  it('is marked as announced only in the revision that was announced', async () => {
    await write(await read(), { word: 'on' });
    const held = await read();
    await write(held, { word: 'off' });
    await markConclusionAnnounced(table(), key, held, 'on');
    expect((await read()).announced).toBeUndefined();
    await markConclusionAnnounced(table(), key, await read(), 'off');
    expect((await read()).announced).toBe('off');
  });

  it('is read beside others in the order they are asked for', async () => {
    const keys = Array.from({ length: 130 }, (_none, at) => verdictKey('1.0', `p${at}`));
    for (const [at, each] of keys.entries())
      if (at % 2 === 0) await writeConclusion(table(), each, { revision: 0 }, { at });
    const found = await readConclusions(table(), keys.toReversed());
    expect(found.map(({ content }) => content)).toEqual(
      keys.map((_key, at) => (at % 2 === 0 ? { at } : undefined)).toReversed(),
    );
  });
});

describe.each(engines)('Quarantine on $name', (engine) => {
  const table = tableOn(engine);
  const refused = { refusal: 'BAD_TIME', message: 'is no moment', digest: 'd1', excerpt: '{}' } as const;

  it('keeps the same content once, as it first came', async () => {
    for (const at of ['first', 'second', 'third']) await quarantine(table(), refused, at);
    expect(await readQuarantine(table())).toEqual([
      expect.objectContaining({
        reason: 'BAD_TIME',
        message: 'is no moment',
        digest: 'd1',
        arrivedAt: 'first',
      }),
    ]);
  });

  it('keeps different contents, and shows each with its reason', async () => {
    await quarantine(table(), refused, 'now');
    await quarantine(table(), { ...refused, digest: 'd2' }, 'now');
    await quarantine(table(), { ...refused, refusal: 'TOO_DEEP' }, 'now');
    const kept = await readQuarantine(table());
    expect(kept.map(({ reason, digest }) => `${reason} ${digest}`).sort()).toEqual([
      'BAD_TIME d1',
      'BAD_TIME d2',
      'TOO_DEEP d1',
    ]);
  });
});

describe.each(engines)('What was told on $name', (engine) => {
  const table = tableOn(engine);

  it('is known from when it is marked, of that and nothing else', async () => {
    expect(await wasTold(table(), release('1.0'), 'WARNED#x')).toBe(false);
    for (const at of ['first', 'second']) await markTold(table(), release('1.0'), 'WARNED#x', at);
    expect(await wasTold(table(), release('1.0'), 'WARNED#x')).toBe(true);
    expect(await wasTold(table(), release('1.0'), 'WARNED#y')).toBe(false);
    expect(await wasTold(table(), release('1.1'), 'WARNED#x')).toBe(false);
  });
});
