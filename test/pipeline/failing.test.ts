/** Derived values that cannot be computed: shown, tried again by the clock, and nothing that waits for them. */
import { describe, expect, it } from '@jest/globals';
import { feature, project } from '../../events/contract.ts';
import { readTroubles } from '../../functions/kernel/derived/troubles.ts';
import { snapshotKey } from '../../functions/kernel/store/keys.ts';
import { getOne, type Key } from '../../functions/kernel/store/store.ts';
import { tableOn } from '../support/databases.ts';
import { change, cut, fact, registered, scheduled, started } from '../support/facts.ts';
import { pipelineOn } from '../support/pipeline.ts';

const table = tableOn();

const january = [scheduled('1.0', '2024-01-31'), cut('1.0', '2024-01-31')];
const behindSort = change('rank', '2024-01-10', { feature: 'sort' });

/** Spoils a stored value, as a version with a mistake in it would. @returns what puts it right again */
async function spoil(key: Key): Promise<() => Promise<unknown>> {
  const item = await getOne(table(), key);
  if (item === undefined) throw new TypeError('There is nothing to spoil.');
  await table().put({ ...item, value: { spoilt: true } });
  return () => table().put(item);
}
const troubles = async () => (await readTroubles(table())).map(({ kind, what }) => `${kind} ${what}`);

describe('A verdict that cannot be computed', () => {
  it('is shown with whose it is, and holds up no other verdict of the release', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), started('index'), registered('sort', '2024-01-01'), behindSort);
    await spoil(snapshotKey(feature('sort')));
    await pipeline.tell(...january, change('index', '2024-01-10'));
    expect(await pipeline.words('1.0')).toEqual({ index: 'shipped-on' });
    expect(await troubles()).toEqual(['failed the verdict of project rank in release 1.0']);
    expect(pipeline.announced('ProjectFlagged').map(({ detail }) => detail.project)).toEqual(['index']);
  });

  it('is tried again every hour, until it can be computed, and is shown no more', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), registered('sort', '2024-01-01'), behindSort);
    const repair = await spoil(snapshotKey(feature('sort')));
    await pipeline.tell(...january);
    // Long after the release was current: nothing else asks for it.
    await pipeline.tick('2024-06-01T01:00:00.000Z');
    expect(await troubles()).toHaveLength(1);
    expect(await pipeline.words('1.0')).toEqual({});
    await repair();
    await pipeline.tick('2024-06-01T02:00:00.000Z');
    expect(await pipeline.words('1.0')).toEqual({ rank: 'shipped-on' });
    expect(await troubles()).toEqual([]);
    const requests = pipeline.announced('DerivationRequested').length;
    await pipeline.tick('2024-06-01T03:00:00.000Z');
    expect(pipeline.announced('DerivationRequested')).toHaveLength(requests);
  });

  it('keeps the verdict that stands, and accuses nobody meanwhile', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), registered('sort', '2024-01-01'), behindSort, ...january);
    await spoil(snapshotKey(feature('sort')));
    await pipeline.tell(fact('ProjectPaused', '2024-01-20', { project: 'rank' }));
    expect(await pipeline.words('1.0')).toEqual({ rank: 'shipped-on' });
    expect(pipeline.announced('ProjectFlagged')).toEqual([]);
    expect(await troubles()).toHaveLength(1);
  });

  it('is computed as soon as what it reads is put right by a fact, with no clock', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'), registered('sort', '2024-01-01'), behindSort);
    await spoil(snapshotKey(feature('sort')));
    await pipeline.tell(...january);
    await pipeline.tell(registered('sort', '2024-02-01', { flag: 'new-sort' }));
    expect(await pipeline.words('1.0')).toEqual({ rank: 'shipped-off' });
  });
});

describe('A snapshot that is spoilt', () => {
  it('is folded again from its ledger by the next fact', async () => {
    const pipeline = pipelineOn(table());
    await pipeline.tell(started('rank'));
    await spoil(snapshotKey(project('rank')));
    await pipeline.tell(fact('ProjectPaused', '2024-02-01', { project: 'rank' }));
    expect(await getOne(table(), snapshotKey(project('rank')))).toMatchObject({
      value: { status: 'paused' },
    });
  });
});
