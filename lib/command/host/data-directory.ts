/** Commands of a data directory itself: `backup` and `restore`, and `dump`. */
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { backUp, restore } from '../../local/backup.ts';
import { readLedger } from '../../local/storage.ts';
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
    out(`What it had recorded before is in ${aside}; delete that once nobody needs it.`);
}

/** `dump`: also works beside a running host. */
export async function runDump(
  terminal: Terminal,
  { data }: { readonly data: string },
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const ledger = await readLedger(data, environment);
  try {
    for (const line of await dump(ledger.store)) terminal.out(line);
  } finally {
    ledger.close();
  }
}
