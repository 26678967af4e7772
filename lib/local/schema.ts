/** The schema of the database: what a new one gets, how an older one is upgraded, and what is refused. */
import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createSchema } from '../../functions/kernel/store/sqlite.ts';
import { COMMAND } from '../called.ts';
import { DataDirectoryError } from './data-directory.ts';
import { OWNER_ONLY } from './private-file.ts';

/** One step from a version of the schema to the next. */
export type Migration = (connection: DatabaseSync) => void;

/** The first leads from version 1 to 2. Versions are never reused, and released steps are never changed. */
const MIGRATIONS: readonly Migration[] = [];

/** `due` is 0 for a message that was never tried, else the time of its next try, in milliseconds since 1970. */
const INBOX_SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    body TEXT NOT NULL,
    sentAt INTEGER NOT NULL,
    due INTEGER NOT NULL DEFAULT 0,
    taken INTEGER NOT NULL DEFAULT 0,
    receives INTEGER NOT NULL DEFAULT 0,
    firstReceivedAt INTEGER,
    alone INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS waiting ON messages (queue, taken, id, due);
  CREATE TABLE IF NOT EXISTS deadLetters (
    id INTEGER PRIMARY KEY,
    queue TEXT NOT NULL,
    body TEXT NOT NULL,
    receives INTEGER NOT NULL,
    reason TEXT NOT NULL,
    diedAt TEXT NOT NULL
  ) STRICT;
`;

/** Files up to this size are checked at each start, which takes some tenths of a second. */
const MAX_CHECKED_BYTES = 64 * 1024 * 1024;

export class DatabaseDamagedError extends DataDirectoryError {
  constructor(path: string, options?: ErrorOptions) {
    super(
      `The database ${path} is damaged, or not a database. Restore a backup: ${COMMAND} restore FILE ` +
        `--data ${dirname(path)} (it keeps the damaged file aside), or move the file away to start over.`,
      options,
    );
  }
}

/**
 * Creates the tables of a new file, and upgrades those of an older one after putting a copy beside it.
 * @throws {DataDirectoryError} when it is newer than this program, or damaged
 */
export function upgrade(connection: DatabaseSync, path: string, migrations = MIGRATIONS): void {
  const isSmall = !existsSync(path) || statSync(path).size <= MAX_CHECKED_BYTES;
  if (isSmall && !isSound(connection, 'quick_check')) throw new DatabaseDamagedError(path);
  const [found, newest] = mustBeKnown(connection, path, migrations);
  if (found === 0)
    inOne(connection, 1, () => {
      createSchema(connection);
      connection.exec(INBOX_SCHEMA);
    });
  if (found > 0 && found < newest) copyBeside(connection, path, found);
  for (let version = found || 1; version < newest; version += 1)
    inOne(connection, version + 1, () => migrations[version - 1]?.(connection));
}

/** @returns the version of the database, and the newest @throws {DataDirectoryError} when it is newer than that */
export function mustBeKnown(
  connection: DatabaseSync,
  path: string,
  migrations = MIGRATIONS,
): [found: number, newest: number] {
  const found = Number(connection.prepare('PRAGMA user_version').get()?.user_version);
  const newest = migrations.length + 1;
  if (found <= newest) return [found, newest];
  throw new DataDirectoryError(
    `The database ${path} has version ${found} of the schema, and this Shipshape knows versions up to ${newest}. ` +
      'Use the Shipshape that wrote it, or a newer one.',
  );
}

/** For a file that is only read, and so never upgraded. @throws {DataDirectoryError} for another version */
export function mustBeReadable(connection: DatabaseSync, path: string, migrations = MIGRATIONS): void {
  const [found, newest] = mustBeKnown(connection, path, migrations);
  if (found < newest)
    throw new DataDirectoryError(
      `The database ${path} has version ${found} of the schema, and this Shipshape reads version ${newest}. ` +
        'The next `npm start` with this data directory upgrades it.',
    );
}

/** @param check `integrity_check` also compares the indexes with their tables */
export const isSound = (connection: DatabaseSync, check: 'quick_check' | 'integrity_check'): boolean =>
  connection.prepare(`PRAGMA ${check}(1)`).get()?.[check] === 'ok';

/** Commits the step and its version together, or neither. */
function inOne(connection: DatabaseSync, version: number, step: () => void): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    step();
    connection.exec(`PRAGMA user_version = ${version}`);
    connection.exec('COMMIT');
  } finally {
    if (connection.isTransaction) connection.exec('ROLLBACK');
  }
}

function copyBeside(connection: DatabaseSync, path: string, version: number): void {
  const copy = join(dirname(path), `shipshape.v${version}.bak`);
  // A copy that an interrupted upgrade left is of the same version, and may be incomplete.
  rmSync(copy, { force: true });
  connection.prepare('VACUUM INTO ?').run(copy);
  chmodSync(copy, OWNER_ONLY);
}
