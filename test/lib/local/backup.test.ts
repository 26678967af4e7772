import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backUp, restore } from '../../../lib/local/backup.ts';
import { readLedger } from '../../../lib/local/storage.ts';
import { fact, facts, hostOf, idOf, recordsOf, signal, stopHosts, wiring } from './stubs.ts';

const NOW = '2024-08-13T10:00:00.000Z';
const stub = wiring({ subscriptions: [facts] });
let directory = '';
let data = '';
let file = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-backup-'));
  [data, file] = [join(directory, 'data'), join(directory, 'copy.sqlite')];
});
afterEach(async () => {
  await stopHosts();
  await rm(directory, { recursive: true });
});

/** A data directory that has recorded one item. */
async function recorded(sk: string, place = data): Promise<void> {
  const host = await hostOf(stub, () => undefined, { data: place });
  await host.store.put({ pk: 'P', sk });
  await host.stop();
}

async function itemsIn(place: string): Promise<string[]> {
  const { store, close } = await readLedger(place, {});
  const items = [];
  for await (const page of store.query('P')) items.push(...page.map(({ sk }) => sk));
  close();
  return items;
}

describe('a backup', () => {
  it('holds what was recorded and what waits, while the host goes on, and is its owner’s alone', async () => {
    const begun = signal();
    const goOn = signal();
    const host = await hostOf(
      stub,
      async () => {
        begun.tell();
        await goOn.happened;
      },
      { data },
    );
    await host.store.put({ pk: 'P', sk: 'before' });
    await host.publish([fact('1')]);
    await begun.happened;
    backUp(data, file);
    await host.store.put({ pk: 'P', sk: 'after' });
    goOn.tell();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const other = join(directory, 'other');
    expect(restore(other, file, NOW)).toBeUndefined();
    expect(await itemsIn(other)).toEqual(['before']);
    const ids: string[] = [];
    const restored = await hostOf(stub, (event) => void ids.push(...recordsOf(event).map(idOf)), {
      data: other,
    });
    await restored.idle();
    expect(ids).toEqual(['1']);
  });

  it('overwrites nothing, and makes nothing of a directory that is not there', async () => {
    await recorded('here');
    await writeFile(file, 'mine');
    expect(() => backUp(data, file)).toThrow('it is not overwritten');
    expect(() => backUp(join(directory, 'nowhere'), join(directory, 'new'))).toThrow(
      'There is no data directory',
    );
    expect(() => backUp(data, join(directory, 'no', 'folder'))).toThrow(/no such file or directory/);
    expect((await readdir(directory)).toSorted()).toEqual(['copy.sqlite', 'data']);
  });
});

describe('a restore', () => {
  it('keeps aside what it replaces, and says where', async () => {
    await recorded('of the copy');
    backUp(data, file);
    await recorded('later');
    const aside = restore(data, file, NOW);
    expect(aside).toBe(join(data, 'shipshape.replaced-2024-08-13T10-00-00.sqlite'));
    expect(await itemsIn(data)).toEqual(['of the copy']);
    const replaced = new DatabaseSync(aside ?? '', { readOnly: true });
    expect(replaced.prepare('SELECT sk FROM items ORDER BY sk').all()).toMatchObject([
      { sk: 'later' },
      { sk: 'of the copy' },
    ]);
    replaced.close();
  });

  it('brings back a database that was damaged', async () => {
    await recorded('of the copy');
    backUp(data, file);
    await writeFile(join(data, 'shipshape.sqlite'), 'x'.repeat(10_000));
    await expect(readLedger(data, {})).rejects.toMatchObject({
      name: 'DatabaseDamagedError',
      message: expect.stringContaining('restore FILE'),
    });
    restore(data, file, NOW);
    expect(await itemsIn(data)).toEqual(['of the copy']);
  });

  it('is refused while a host has the directory', async () => {
    await recorded('of the copy');
    backUp(data, file);
    await hostOf(stub, () => undefined, { data });
    expect(() => restore(data, file, NOW)).toThrow('is in use by another Shipshape');
  });

  it.each([
    ['is not there', async () => rm(file), 'there is no such file'],
    [
      'is no database',
      () => writeFile(file, 'no database at all, but long enough to be one '.repeat(100)),
      'this is not a backup',
    ],
    [
      'is cut short',
      async () => {
        const { size } = await stat(file);
        const handle = await import('node:fs/promises').then(({ open }) => open(file, 'r+'));
        await handle.truncate(size - 4096);
        await handle.close();
      },
      'this is not a backup, or it is damaged',
    ],
    [
      'is a database of something else',
      async () => {
        await rm(file);
        new DatabaseSync(file).exec('CREATE TABLE other (a)');
      },
      'this is not a database of Shipshape',
    ],
    [
      'is of a newer version',
      async () => {
        await chmod(file, 0o600);
        new DatabaseSync(file).exec('PRAGMA user_version = 99');
      },
      'version 99 of the schema',
    ],
  ])('is refused when the file %s, and changes nothing', async (_what, spoil, message) => {
    await recorded('here');
    backUp(data, file);
    await spoil();
    expect(() => restore(data, file, NOW)).toThrow(message);
    expect(await itemsIn(data)).toEqual(['here']);
    expect((await readdir(data)).filter((name) => name.startsWith('shipshape.'))).toEqual([
      'shipshape.lock',
      'shipshape.sqlite',
    ]);
  });
});
