/** `dead-letters`: what was given up, and why; with `--retry`, once more. */
import * as z from 'zod';
import { mustHold } from '../../local/data-directory.ts';
import type { DeadLetter } from '../../local/inbox.ts';
import { readDeadLetters } from '../../local/storage.ts';
import { onHost } from '../run.ts';
import { amount, type Terminal } from '../terminal.ts';

export interface DeadLettersOptions {
  readonly data: string;
  readonly retry?: boolean;
}

/** @throws {DataDirectoryError} */
export async function runDeadLetters(terminal: Terminal, { data, retry }: DeadLettersOptions): Promise<void> {
  if (!retry) return print(terminal, readDeadLetters(data));
  mustHold(data);
  await onHost(data, async (host) => {
    const revived = await host.reviveDeadLetters();
    await host.idle();
    terminal.out(`${amount(revived, 'message')} tried again.`);
    print(terminal, host.deadLetters());
  });
}

function print({ out }: Terminal, letters: readonly DeadLetter[]): void {
  for (const letter of letters)
    out(
      `${letter.diedAt} ${letter.queue}: ${eventIn(letter)} failed ${letter.receives} times: ${letter.reason}`,
    );
  out(letters.length === 0 ? 'Nothing was given up.' : `${amount(letters.length, 'message')} given up.`);
}

const event = z.object({ 'detail-type': z.string(), detail: z.object({ id: z.string() }) });

/** Its kind and its id; nothing else of what is in it, for it may be internal. */
function eventIn({ body }: DeadLetter): string {
  try {
    const { 'detail-type': type, detail } = event.parse(JSON.parse(body));
    return `${type} ${detail.id}`;
  } catch {
    return 'what is no event';
  }
}
