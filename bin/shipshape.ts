/** The command: `npm run shipshape -- …`. */
import { program } from 'commander';
import { addCatalogCommands } from '../lib/command/catalog-commands.ts';
import { addDigestCommands } from '../lib/command/digest-commands.ts';
import { exitStatusOf, STATUSES } from '../lib/command/exit-status.ts';
import { addGradeCommands } from '../lib/command/grade-commands.ts';
import { addLedgerCommands } from '../lib/command/ledger-commands.ts';
import { addReviewCommands } from '../lib/command/review-commands.ts';
import type { Terminal } from '../lib/command/terminal.ts';
import { addWebhookCommands } from '../lib/command/webhook-commands.ts';

const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY === true,
  end: (status) => {
    process.exitCode = status;
  },
};
const around = { terminal, environment: process.env, now: new Date().toISOString() };

program.name('shipshape').description('What exists, how ready it is, and which projects shipped nothing.');
program.addHelpText('after', STATUSES).exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
addCatalogCommands(program, around);
addDigestCommands(program, around);
addGradeCommands(program, around);
addLedgerCommands(program, around);
addReviewCommands(program, around);
addWebhookCommands(program, around);

await program.parseAsync().catch((error: unknown) => {
  terminal.err(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitStatusOf(error);
});
