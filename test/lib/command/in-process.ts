/** The command without a process of its own, for what a process would add nothing to but a second. */
import { Command, CommanderError } from 'commander';
import { addCatalogCommands } from '../../../lib/command/catalog/catalog-commands.ts';
import { addDigestCommands } from '../../../lib/command/digests/digest-commands.ts';
import { addGradeCommands } from '../../../lib/command/grades/grade-commands.ts';
import { exitStatusOf } from '../../../lib/command/input-error.ts';
import { addReviewCommands } from '../../../lib/command/reviews/review-commands.ts';
import type { Terminal } from '../../../lib/command/terminal.ts';
import { addLedgerCommands } from '../../../lib/command/verdicts/ledger-commands.ts';
import { addWebhookCommands } from '../../../lib/command/webhooks/webhook-commands.ts';
import type { Ended } from './shipshape.ts';

/** Runs it as bin/shipshape.ts does. */
export async function inProcess(environment: NodeJS.ProcessEnv, ...words: string[]): Promise<Ended> {
  const ended = { status: 0, out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => {
      ended.out += `${text}\n`;
    },
    err: (text) => {
      ended.err += text;
    },
    isInteractive: false,
    end: (status) => {
      ended.status = status;
    },
  };
  const around = { terminal, environment, now: new Date().toISOString() };
  const program = new Command('shipshape').exitOverride().configureOutput({ writeErr: terminal.err });
  for (const add of [
    addCatalogCommands,
    addDigestCommands,
    addGradeCommands,
    addLedgerCommands,
    addReviewCommands,
    addWebhookCommands,
  ])
    add(program, around);
  await program.parseAsync(words, { from: 'user' }).catch((error: unknown) => {
    if (error instanceof CommanderError) {
      ended.status = error.exitCode === 0 ? 0 : 2;
      return;
    }
    terminal.err(`${error instanceof Error ? error.message : String(error)}\n`);
    ended.status = exitStatusOf(error);
  });
  return ended;
}
