/** Commands of a data directory itself: `backup` and `restore`, `dump`, and `queue`. */
import * as z from 'zod';
import { dump } from '../../../functions/kernel/derived/dump.ts';
import { plural } from '../../../functions/outline/plural.ts';
import { backUp, restore } from '../../local/backup.ts';
import { mustHold } from '../../local/data-directory.ts';
import type { Host } from '../../local/host.ts';
import type { DeadLetter } from '../../local/inbox.ts';
import { readDeadLetters, readLedger } from '../../local/storage.ts';
import { onHost } from '../data-target.ts';
import { CommandMisusedError, CommandRefusedError } from '../input-error.ts';
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

/** `queue list`: what was given up and why; also works beside a running host. @throws {DataDirectoryError} */
export const runQueueList = (terminal: Terminal, { data }: { readonly data: string }): void =>
  print(terminal, readDeadLetters(data));

interface Chosen {
  readonly data: string;
  readonly all?: boolean;
}

/** `queue retry`: what was given up is tried once more. @throws {InputError} {DataDirectoryError} */
export async function runQueueRetry(
  terminal: Terminal,
  ids: readonly number[],
  chosen: Chosen,
): Promise<void> {
  await onChosen(ids, chosen, async (host, those) => {
    const revived = await host.reviveDeadLetters(those);
    await host.idle();
    terminal.out(`${plural(revived, 'message')} tried again.`);
    print(terminal, host.deadLetters());
  });
}

/** `queue drop`: what was given up is forgotten. @throws {InputError} {DataDirectoryError} */
export async function runQueueDrop(
  terminal: Terminal,
  ids: readonly number[],
  chosen: Chosen,
): Promise<void> {
  await onChosen(ids, chosen, async (host, those) => {
    terminal.out(`${plural(await host.dropDeadLetters(those), 'message')} dropped.`);
  });
}

/** @throws {CommandRefusedError} for a number that no message has, before anything is done */
async function onChosen(
  ids: readonly number[],
  { data, all = false }: Chosen,
  work: (host: Host, ids: readonly number[]) => Promise<void>,
): Promise<void> {
  if (all === ids.length > 0) throw new CommandMisusedError('Name messages by their numbers, or say --all.');
  mustHold(data);
  await onHost(data, async (host) => {
    const there = host.deadLetters().map(({ id }) => id);
    const unknown = ids.filter((id) => !there.includes(id));
    if (unknown.length > 0)
      throw new CommandRefusedError(`No message that was given up has the number ${unknown.join(', ')}.`);
    await work(host, all ? there : ids);
  });
}

function print({ out }: Terminal, letters: readonly DeadLetter[]): void {
  for (const letter of letters)
    out(
      `${letter.id} ${letter.diedAt} ${letter.queue}: ${eventIn(letter)} failed ${letter.receives} times: ${letter.reason}`,
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
