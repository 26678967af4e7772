/** Commands of a data directory itself: `backup` and `restore`, `dump`, and `dead-letters`. */
import * as z from 'zod';
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { plural } from '../../../functions/outline/plural.ts';
import { backUp, restore } from '../../local/backup.ts';
import { mustHold } from '../../local/data-directory.ts';
import type { DeadLetter } from '../../local/inbox.ts';
import { readDeadLetters, readLedger } from '../../local/storage.ts';
import { onHost } from '../data-target.ts';
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

/** `dead-letters`: what was given up and why; with `--retry`, it is tried once more. @throws {DataDirectoryError} */
export async function runDeadLetters(
  terminal: Terminal,
  { data, retry }: { readonly data: string; readonly retry?: boolean },
): Promise<void> {
  if (!retry) return print(terminal, readDeadLetters(data));
  mustHold(data);
  await onHost(data, async (host) => {
    const revived = await host.reviveDeadLetters();
    await host.idle();
    terminal.out(`${plural(revived, 'message')} tried again.`);
    print(terminal, host.deadLetters());
  });
}

function print({ out }: Terminal, letters: readonly DeadLetter[]): void {
  for (const letter of letters)
    out(
      `${letter.diedAt} ${letter.queue}: ${eventIn(letter)} failed ${letter.receives} times: ${letter.reason}`,
    );
  out(letters.length === 0 ? 'Nothing was given up.' : `${plural(letters.length, 'message')} given up.`);
}

const event = z.object({ 'detail-type': z.string(), detail: z.object({ id: z.string() }) });

/** Its type and id only: the rest may be internal. */
function eventIn({ body }: DeadLetter): string {
  try {
    const { 'detail-type': type, detail } = event.parse(JSON.parse(body));
    return `${type} ${detail.id}`;
  } catch {
    return 'something that is not an event';
  }
}
