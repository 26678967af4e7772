/** `backup` and `restore`: copies of what a data directory has recorded. */
import { backUp, restore } from '../../local/backup.ts';
import type { Terminal } from '../terminal.ts';

/** @throws {DataDirectoryError} */
export function runBackup({ out }: Terminal, file: string, data: string): void {
  backUp(data, file);
  out(`What ${data} has recorded is in ${file}. Its secrets are not: they are files of that directory.`);
}

/** @param now UTC instant @throws {DataDirectoryError} */
export function runRestore({ out }: Terminal, file: string, data: string, now: string): void {
  const aside = restore(data, file, now);
  out(`${data} has recorded what is in ${file}.`);
  if (aside !== undefined)
    out(`What it had recorded before is in ${aside}; delete that when nobody misses it.`);
}
