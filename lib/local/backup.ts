/** Backups of the database of a data directory: taken while a host runs, and restored while none does. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storeError } from '../../functions/kernel/store/sqlite-file.ts';
import { DataDirectoryError, databaseIn, holdDataDirectory, mustHold } from './data-directory.ts';
import { reasonOf } from './log.ts';
import { createPrivateFile } from './private-file.ts';
import { DatabaseDamagedError, isSound, mustBeKnown } from './schema.ts';

const BUSY_TIMEOUT_MS = 5000;

class BackupFailedError extends DataDirectoryError {}

/**
 * Writes a consistent copy of the database, even while a host writes to it.
 * @throws {BackupFailedError} when the file is there already, or cannot be written
 * @throws {DataDirectoryError} when there is no data directory
 */
export function backUp(data: string, file: string): void {
  mustHold(data);
  const path = databaseIn(data);
  try {
    createPrivateFile(file);
  } catch (error) {
    const because = existsSync(file) ? 'this file exists, and it is not overwritten' : reasonOf(error);
    throw new BackupFailedError(`${file}: ${because}.`, { cause: error });
  }
  try {
    copy(path, file);
  } catch (error) {
    rmSync(file, { force: true });
    const because = reasonOf(storeError(error, path));
    throw new BackupFailedError(`${file}: the backup could not be written. ${because}`, { cause: error });
  }
}

/**
 * Replaces the database by a backup, and renames the old one.
 * @param now UTC instant
 * @returns where the replaced database is; undefined where there was none
 * @throws {BackupFailedError} when the file is not a backup, or is damaged
 * @throws {DataDirectoryError} when the directory cannot be used, or the backup is of a newer version
 */
export function restore(data: string, file: string, now: string): string | undefined {
  if (!existsSync(file)) throw new BackupFailedError(`${file}: there is no such file.`);
  mustBeBackup(file);
  const hold = holdDataDirectory(data);
  const unfinished = join(data, 'shipshape.restoring');
  try {
    rmSync(unfinished, { force: true });
    createPrivateFile(unfinished);
    copy(file, unfinished);
    const aside = putAside(data, now);
    renameSync(unfinished, databaseIn(data));
    flush(data);
    return aside;
  } finally {
    rmSync(unfinished, { force: true });
    hold.release();
  }
}

/** The write-ahead log belongs to the database, and is renamed with it. */
function putAside(data: string, now: string): string | undefined {
  const path = databaseIn(data);
  if (!existsSync(path)) return undefined;
  const aside = join(data, `shipshape.replaced-${now.slice(0, 19).replaceAll(':', '-')}.sqlite`);
  for (const end of ['-wal', '-shm', '']) if (existsSync(path + end)) renameSync(path + end, aside + end);
  return aside;
}

function copy(from: string, to: string): void {
  const connection = new DatabaseSync(from, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    connection.prepare('VACUUM INTO ?').run(resolve(to));
  } finally {
    connection.close();
  }
  flush(to);
  flush(dirname(resolve(to)));
}

function mustBeBackup(file: string): void {
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(file, { readOnly: true });
    if (!isSound(connection, 'integrity_check')) throw new DatabaseDamagedError(file);
    if (connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'items'").get() === undefined)
      throw new BackupFailedError(`${file}: this is not a database of Shipshape.`);
    mustBeKnown(connection, file);
  } catch (error) {
    if (error instanceof DataDirectoryError && !(error instanceof DatabaseDamagedError)) throw error;
    const message = `${file}: this is not a backup, or it is damaged; nothing was changed.`;
    throw new BackupFailedError(message, { cause: error });
  } finally {
    connection?.close();
  }
}

/** Waits until a file, or the entries of a folder, are on the disk. */
function flush(path: string): void {
  // Windows cannot open folders, and does not need this.
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
