import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { databaseIn } from '../../../lib/local/data-directory.ts';
import { type Migration, upgrade } from '../../../lib/local/schema.ts';
import { hostOf, stopHosts, wiring } from './stubs.ts';

let data = '';
const path = () => databaseIn(data);

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-schema-'));
});
afterEach(async () => {
  await stopHosts();
  await rm(data, { recursive: true });
});

/** Opens the file with a connection of its own, for as long as something is done with it. */
function on<Result>(work: (connection: DatabaseSync) => Result, file = path()): Result {
  const connection = new DatabaseSync(file);
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

const versionIn = (file = path()) =>
  on((connection) => connection.prepare('PRAGMA user_version').get()?.user_version, file);
const addNotes: Migration = (connection) => connection.exec('CREATE TABLE notes (a)');
const fillNotes: Migration = (connection) => connection.exec('INSERT INTO notes VALUES (1), (2)');
const fail: Migration = (connection) => {
  connection.exec('CREATE TABLE half (a)');
  throw new Error('It does not go.');
};

describe('the schema of the file', () => {
  it('is made where there is none, without a copy', async () => {
    on((connection) => upgrade(connection, path()));
    expect(versionIn()).toBe(1);
    expect(await readdir(data)).toEqual(['shipshape.sqlite']);
  });

  it('is brought up to date step by step, after a copy of it was put beside it', async () => {
    on((connection) => upgrade(connection, path()));
    on((connection) => upgrade(connection, path(), [addNotes, fillNotes]));
    expect(versionIn()).toBe(3);
    expect(on((connection) => connection.prepare('SELECT count(*) AS count FROM notes').get()?.count)).toBe(
      2,
    );
    const copy = join(data, 'shipshape.v1.bak');
    expect(versionIn(copy)).toBe(1);
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
  });

  it('stays at the last step that went well, and goes on from there', () => {
    on((connection) => upgrade(connection, path()));
    expect(() => on((connection) => upgrade(connection, path(), [addNotes, fail]))).toThrow(
      'It does not go.',
    );
    expect(versionIn()).toBe(2);
    const tables = on((connection) =>
      connection.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all(),
    );
    expect(tables).toEqual([]);
    on((connection) => upgrade(connection, path(), [addNotes, fillNotes]));
    expect(versionIn()).toBe(3);
  });

  it('of a newer version is refused, by who opens it and by who reads it, and left as it is', async () => {
    const host = await hostOf(wiring(), () => undefined, { data });
    await host.stop();
    on((connection) => connection.exec('PRAGMA user_version = 7'));
    await expect(hostOf(wiring(), () => undefined, { data })).rejects.toMatchObject({
      message: expect.stringMatching(/version 7 of the schema.*or a newer one/),
    });
    expect(versionIn()).toBe(7);
  });
});
