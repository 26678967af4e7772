/** The whole command line as one program: what runs, and what docs/command-line.md is generated from. */
import { Command } from 'commander';
import { addCatalogCommands } from './catalog-commands.ts';
import { addDigestCommands } from './digest-commands.ts';
import { STATUSES } from './exit-status.ts';
import { addGradeCommands } from './grade-commands.ts';
import type { Surroundings } from './import-catalog.ts';
import { addLedgerCommands } from './ledger-commands.ts';
import { addReviewCommands } from './review-commands.ts';
import { addWebhookCommands } from './webhook-commands.ts';

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
