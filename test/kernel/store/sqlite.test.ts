/** What the contract of the store does not say of the one in a SQLite file. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DatabaseMissingError,
  MAX_SWEPT,
  openSqliteStore,
  type SqliteOptions,
  type SqliteStore,
} from '../../../functions/kernel/store/sqlite.ts';
import {
  all,
  getOne,
  type Item,
  ItemRefusedError,
  StoreUnavailableError,
} from '../../../functions/kernel/store/store.ts';
import { openInMemory } from '../../support/stores/store-on.ts';

const KEY = { pk: 'p', sk: 's' };

let directory: string;
let opened: SqliteStore[];
const file = (name = 'shipshape.db') => join(directory, name);

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'shipshape-sqlite-'));
  opened = [];
});

afterEach(() => {
  for (const store of opened) if (store.connection.isOpen) store.close();
  rmSync(directory, { recursive: true });
});

function open(options: Partial<SqliteOptions> = {}, path = file()): SqliteStore {
  const store = openSqliteStore(path, { durable: false, ...options });
  opened.push(store);
  return store;
}

const reasonOf = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof StoreUnavailableError ? error.reason : error;
  }
};

describe('A database file', () => {
  it('is private, with the files beside it, whatever the umask', async () => {
    for (const umask of [0, 0o077, 0o777]) {
      const before = process.umask(umask);
      try {
        await open({}, file(`${umask}.db`)).put(KEY);
      } finally {
        process.umask(before);
      }
    }
    const names = readdirSync(directory);
    expect(names).toHaveLength(9);
    for (const name of names) expect([name, statSync(file(name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('may have any name', async () => {
    const path = file('a ?mode=ro&%41#é.db');
    await open({}, path).put(KEY);
    expect(readdirSync(directory)).toContain('a ?mode=ro&%41#é.db');
  });

  it('keeps what was written when it is opened again', async () => {
    for (const durable of [true, false]) {
      const store = open({ durable });
      await store.put({ ...KEY, durable });
      store.close();
      expect(await getOne(open(), KEY)).toEqual({ ...KEY, durable });
    }
  });

  it('survives a loss of power with what was answered, if it is to be durable', () => {
    const synchronous = (store: SqliteStore) =>
      store.connection.prepare('PRAGMA synchronous').get()?.synchronous;
    expect(synchronous(open({ durable: true }))).toBe(2);
    expect(synchronous(open({ durable: false }))).toBe(1);
  });

  it('is readable by any tool: one table, its attributes in a column of JSON', async () => {
    const store = open();
    await store.put({
      ...KEY,
      title: 'Search',
      list: 'l',
      listKey: 'k',
      card: { a: 1 },
      expiresAt: 7,
      revision: 2,
    });
    expect({ ...store.connection.prepare('SELECT * FROM items').get() }).toEqual({
      ...KEY,
      list: 'l',
      listKey: 'k',
      link: null,
      linkKey: null,
      expiresAt: 7,
      revision: 2,
      card: '{"a":1}',
      body: '{"title":"Search","list":"l","listKey":"k","expiresAt":7,"revision":2}',
    });
  });

  it('cannot be created where no folder is', async () => {
    expect(await reasonOf(() => open({}, join(directory, 'missing', 'shipshape.db')))).toBe('unreachable');
  });
});

describe('Two connections of one file', () => {
  it('see what the other wrote, and one wins each revision', async () => {
    const [first, second] = [open(), open()];
    await first.put({ ...KEY, revision: 1 });
    expect(await second.put({ ...KEY, revision: 2 }, { ifRevision: 1 })).toBe('written');
    expect(await first.put({ ...KEY, revision: 2 }, { ifRevision: 1 })).toBe('raced');
    expect(await first.put(KEY, 'ifAbsent')).toBe('raced');
    expect(await getOne(first, KEY)).toEqual({ ...KEY, revision: 2 });
  });

  it('wait for each other, and say so when it takes too long', async () => {
    const [first, second] = [open(), open({ busyTimeoutMs: 1 })];
    first.connection.exec('BEGIN IMMEDIATE');
    expect(await reasonOf(() => second.put(KEY))).toBe('busy');
    expect(await reasonOf(() => second.transaction(() => {}))).toBe('busy');
    expect(await all(second.scan())).toEqual([]);
    first.connection.exec('COMMIT');
    expect(await second.put(KEY)).toBe('written');
  });

  it('do not see what is not committed yet', async () => {
    const [first, second] = [open(), open()];
    await first.transaction(() => {
      void first.put(KEY);
      return second.get([KEY]).then((found) => expect(found).toEqual([]));
    });
    expect(await second.get([KEY])).toEqual([KEY]);
  });
});

describe('A transaction', () => {
  it('commits all of it, together with other tables of the file, or nothing', async () => {
    const store = open();
    store.connection.exec('CREATE TABLE queue (message TEXT)');
    const send = store.connection.prepare('INSERT INTO queue VALUES (?)');
    const sent = () =>
      store.connection
        .prepare('SELECT message FROM queue')
        .all()
        .map(({ message }) => message);
    const answer = store.transaction(() => {
      send.run('first');
      return store.put(KEY, 'ifAbsent');
    });
    expect(await answer).toBe('written');
    const failing = () =>
      store.transaction(() => {
        send.run('second');
        void store.put({ pk: 'p', sk: 'second' });
        throw new RangeError('on the way');
      });
    expect(failing).toThrow(new RangeError('on the way'));
    expect(sent()).toEqual(['first']);
    expect(await all(store.scan())).toEqual([KEY]);
    expect(store.transaction(() => 'again')).toBe('again');
  });

  it('commits nothing when a call of the store in it fails, even if nobody waits for that', async () => {
    const store = open();
    await store.put({ ...KEY, revision: 1 });
    const pages = Number(store.connection.prepare('PRAGMA page_count').get()?.page_count);
    store.connection.exec(`PRAGMA max_page_count = ${pages}`);
    const failing: readonly [Item, unknown][] = [
      [{ pk: 'p', sk: 'large', body: 'x'.repeat(100_000) }, 'full'],
      [{ pk: '', sk: 'refused' }, expect.any(ItemRefusedError)],
    ];
    for (const [item, reason] of failing) {
      const work = () =>
        store.transaction(() => {
          void store.put({ ...KEY, revision: 2 });
          store.put(item).catch(() => {});
        });
      expect(await reasonOf(work)).toEqual(reason);
      expect(await all(store.scan())).toEqual([{ ...KEY, revision: 1 }]);
    }
  });
});

describe('A connection that only reads', () => {
  it('reads beside one that writes, and writes nothing', async () => {
    const writer = open();
    await writer.put({ ...KEY, card: 1, list: 'l', listKey: 'k' });
    const reader = open({ readOnly: true });
    expect(await getOne(reader, KEY)).toMatchObject(KEY);
    await writer.put({ pk: 'p', sk: 'later' });
    expect(await all(reader.query('p'))).toHaveLength(2);
    expect(await reasonOf(() => reader.put(KEY))).toBe('unreachable');
    expect(await reasonOf(() => reader.sweep(1))).toBe('unreachable');
  });

  it('leaves nothing behind when it was the only one', async () => {
    const writer = open();
    await writer.put(KEY);
    writer.close();
    const before = readFileSync(file());
    const reader = open({ readOnly: true });
    expect(await all(reader.scan())).toEqual([KEY]);
    reader.close();
    expect(readdirSync(directory)).toEqual(['shipshape.db']);
    expect(readFileSync(file())).toEqual(before);
  });

  it('names the file that is missing, and does not create it', () => {
    const opening = () => open({ readOnly: true });
    expect(opening).toThrow(DatabaseMissingError);
    expect(opening).toThrow(file());
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('A disk without room', () => {
  it('refuses what does not fit, keeps what is there, and takes more once there is room', async () => {
    const store = open();
    await store.put({ ...KEY, revision: 1 });
    const pages = Number(store.connection.prepare('PRAGMA page_count').get()?.page_count);
    store.connection.exec(`PRAGMA max_page_count = ${pages + 2}`);
    const large = { pk: 'p', sk: 'large', body: 'x'.repeat(100_000) };
    expect(await reasonOf(() => store.put(large))).toBe('full');
    expect(await reasonOf(() => store.put({ ...large, ...KEY, revision: 2 }, { ifRevision: 1 }))).toBe(
      'full',
    );
    const inTransaction = () =>
      store.transaction(() => {
        store.connection.exec('CREATE TABLE other (body TEXT)');
        store.connection.prepare('INSERT INTO other VALUES (?)').run(large.body);
      });
    expect(await reasonOf(inTransaction)).toBe('full');
    expect(await all(store.scan())).toEqual([{ ...KEY, revision: 1 }]);
    expect(await store.put({ ...KEY, revision: 2 }, { ifRevision: 1 })).toBe('written');
    store.connection.exec(`PRAGMA max_page_count = ${pages + 100}`);
    expect(await store.put(large)).toBe('written');
    expect(await all(store.query('p'))).toHaveLength(2);
  });
});

describe('A damaged file', () => {
  const fill = async () => {
    const store = open();
    for (let at = 0; at < 100; at += 1) await store.put({ pk: 'p', sk: `${at}`, body: 'x'.repeat(1000) });
    store.close();
    return readFileSync(file());
  };

  it('is told from a full disk when a page is torn', async () => {
    const bytes = await fill();
    bytes.fill(0xff, 4096);
    writeFileSync(file(), bytes);
    const reason = await reasonOf(async () => {
      const store = open();
      await all(store.query('p'));
    });
    expect(reason).toBe('damaged');
  });

  it('is told from a full disk when it is something else', async () => {
    writeFileSync(file(), 'This is a letter to somebody. '.repeat(1000));
    expect(await reasonOf(() => open())).toBe('damaged');
    expect(await reasonOf(() => open({ readOnly: true }))).toBe('damaged');
  });

  it('names the item that cannot be read, and gives the others', async () => {
    const store = open();
    await store.put(KEY);
    await store.put({ pk: 'p', sk: 'torn', a: 1 });
    store.connection.exec(`UPDATE items SET body = '{"a":' WHERE sk = 'torn'`);
    expect(await getOne(store, KEY)).toEqual(KEY);
    const reading = getOne(store, { pk: 'p', sk: 'torn' });
    await expect(reading).rejects.toMatchObject({ reason: 'damaged' });
    await expect(reading).rejects.toThrow('["p","torn"]');
  });
});

describe('Sweeping', () => {
  const expiring = (expiresAt: number | undefined, at = 0): Item => ({
    pk: `${expiresAt}`,
    sk: `${at}`,
    expiresAt,
  });

  it('removes what expired, and nothing else', async () => {
    const store = open();
    for (const at of [99, 100, 101, undefined]) await store.put(expiring(at));
    await store.put({ ...expiring(98), expiresAt: 200 });
    expect(store.sweep(100)).toBe(1);
    const left = await all(store.scan());
    expect(left.map(({ pk }) => pk).sort()).toEqual(['100', '101', '98', 'undefined']);
    expect(store.sweep(100)).toBe(0);
  });

  it('removes a bounded number at once', async () => {
    const store = openInMemory();
    for (let at = 0; at < MAX_SWEPT + 5; at += 1) await store.put(expiring(1, at));
    expect([store.sweep(2), store.sweep(2), store.sweep(2)]).toEqual([MAX_SWEPT, 5, 0]);
    store.close();
  });
});

describe('The host', () => {
  it('may make and check the tables itself', async () => {
    open().close();
    const refusing = () =>
      open({
        prepare(connection) {
          connection.exec('PRAGMA user_version');
          throw new RangeError('a newer version');
        },
      });
    expect(refusing).toThrow(new RangeError('a newer version'));
    expect(readdirSync(directory)).toEqual(['shipshape.db']);
  });
});
