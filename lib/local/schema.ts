/** The schema of the file: what a new one gets, how an older one is brought up to date, and what is refused. */
import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createSchema } from '../../functions/kernel/store/sqlite.ts';
import { DataDirectoryError } from './data-directory.ts';
import { INBOX_SCHEMA } from './inbox.ts';
import { OWNER_ONLY } from './private-file.ts';

/** One step from a version of the schema to the next. */
export type Migration = (connection: DatabaseSync) => void;

/** The first leads from version 1 to 2. Versions are never reused, and steps that are out are never changed. */
const MIGRATIONS: readonly Migration[] = [];

/** A file of this size is looked through at each start: it takes some tenths of a second. */
const MAX_CHECKED_BYTES = 64 * 1024 * 1024;

export class DatabaseNewerError extends DataDirectoryError {
  override readonly name = 'DatabaseNewerError';
}

export class DatabaseDamagedError extends DataDirectoryError {
  override readonly name = 'DatabaseDamagedError';

  constructor(path: string, options?: ErrorOptions) {
    super(
      `The database ${path} is damaged, or no database at all. Restore a backup: npm run shipshape -- restore FILE ` +
        `--data ${dirname(path)} (it keeps the damaged file aside), or move the file away to begin anew.`,
      options,
    );
  }
}

/**
 * Makes the tables of a new file, and brings those of an older one up to date, after a copy of it was put beside it.
 * @throws {DatabaseNewerError} {DatabaseDamagedError}
 */
export function upgrade(connection: DatabaseSync, path: string, migrations = MIGRATIONS): void {
  mustBeSound(connection, path);
  mustBeKnown(connection, path, migrations);
  const [found, newest] = [versionOf(connection), migrations.length + 1];
  if (found === 0) {
    inOne(connection, 1, () => {
      createSchema(connection);
      connection.exec(INBOX_SCHEMA);
    });
  }
  if (found > 0 && found < newest) copyBeside(connection, path, found);
  for (let version = found || 1; version < newest; version += 1)
    inOne(connection, version + 1, () => migrations[version - 1]?.(connection));
}

/** @throws {DatabaseNewerError} */
export function mustBeKnown(connection: DatabaseSync, path: string, migrations = MIGRATIONS): void {
  const [found, newest] = [versionOf(connection), migrations.length + 1];
  if (found > newest) throw newer(path, found, newest);
}

/** A file that is only read is left as it is. @throws {DatabaseNewerError} {DatabaseOutdatedError} */
export function mustBeReadable(connection: DatabaseSync, path: string, migrations = MIGRATIONS): void {
  mustBeKnown(connection, path, migrations);
  const [found, newest] = [versionOf(connection), migrations.length + 1];
  if (found < newest)
    throw new DatabaseOutdatedError(
      `The database ${path} has version ${found} of the schema, and this Shipshape reads version ${newest}. ` +
        'The next `npm start` with this data directory brings it up to date.',
    );
}

export class DatabaseOutdatedError extends DataDirectoryError {
  override readonly name = 'DatabaseOutdatedError';
}

function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.user_version);
}

const newer = (path: string, found: number, newest: number) =>
  new DatabaseNewerError(
    `The database ${path} has version ${found} of the schema, and this Shipshape knows versions up to ${newest}. ` +
      'Use the Shipshape that wrote it, or a newer one.',
  );

function mustBeSound(connection: DatabaseSync, path: string): void {
  const isSmall = !existsSync(path) || statSync(path).size <= MAX_CHECKED_BYTES;
  if (isSmall && !isSound(connection, 'quick_check')) throw new DatabaseDamagedError(path);
}

/** @param check `integrity_check` also compares the indexes with their tables */
export const isSound = (connection: DatabaseSync, check: 'quick_check' | 'integrity_check'): boolean =>
  connection.prepare(`PRAGMA ${check}(1)`).get()?.[check] === 'ok';

/** The step and its version are committed together, or neither. */
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
  // One that an upgrade left which did not come to its end is of the same version, and may be cut short.
  rmSync(copy, { force: true });
  connection.prepare('VACUUM INTO ?').run(copy);
  chmodSync(copy, OWNER_ONLY);
}
