/** The whole command line as one program: what runs, and what docs/command-line.md is generated from. */
import { Command } from 'commander';
import { addCatalogCommands } from './catalog/catalog-commands.ts';
import { addDigestCommands } from './digests/digest-commands.ts';
import { addGradeCommands } from './grades/grade-commands.ts';
import { STATUSES } from './input-error.ts';
import { addReviewCommands } from './reviews/review-commands.ts';
import type { Surroundings } from './terminal.ts';
import { addLedgerCommands } from './verdicts/ledger-commands.ts';
import { addWebhookCommands } from './webhooks/webhook-commands.ts';

export function commandLine(around: Surroundings): Command {
  const program = new Command('shipshape')
    .description('What exists, how ready it is, and which projects shipped nothing.')
    .addHelpText('after', STATUSES)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  addCatalogCommands(program, around);
  addDigestCommands(program, around);
  addGradeCommands(program, around);
  addLedgerCommands(program, around);
  addReviewCommands(program, around);
  addWebhookCommands(program, around);
  return program;
}
