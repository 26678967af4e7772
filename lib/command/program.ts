/** The whole command line as one program, which docs/command-line.md is also generated from; and how it is run. */
import { Command, CommanderError } from 'commander';
import { version } from '../version.ts';
import { addCatalogCommands } from './catalog/catalog-commands.ts';
import { addCompletionCommand } from './completion.ts';
import { addDigestCommands } from './digests/digest-commands.ts';
import { addGradeCommands } from './grades/grade-commands.ts';
import { addHostCommands } from './host/host-commands.ts';
import { addStartCommand } from './host/start-command.ts';
import { exitStatusOf, STATUSES } from './input-error.ts';
import { addReviewCommands } from './reviews/review-commands.ts';
import { addStatementCommands } from './statements/statement-commands.ts';
import type { Surroundings } from './terminal.ts';
import { addVerdictCommands } from './verdicts/verdict-commands.ts';
import { addWebhookCommands } from './webhooks/webhook-commands.ts';

/** @param writeErr where errors of usage are printed */
export function commandLine(around: Surroundings, writeErr = around.terminal.err): Command {
  const program = new Command('shipshape')
    .description('What exists, how ready it is, and which projects shipped nothing.')
    .version(version)
    .option('--quiet', 'print results and errors, and neither progress nor remarks')
    .addHelpText('after', STATUSES)
    .configureOutput({ writeErr })
    .exitOverride();
  addStartCommand(program, around);
  addCatalogCommands(program, around);
  addDigestCommands(program, around);
  addGradeCommands(program, around);
  addVerdictCommands(program, around);
  addStatementCommands(program, around);
  addHostCommands(program, around);
  addReviewCommands(program, around);
  addWebhookCommands(program, around);
  addCompletionCommand(program, around);
  return program;
}

/** Errors are printed all the same: by `run`, and by commander. */
const quietly = (around: Surroundings): Surroundings => ({
  ...around,
  terminal: { ...around.terminal, err: () => {}, isInteractive: false },
});

/** Runs a command to its end; whatever goes wrong is printed, and is its exit status. */
export async function run(around: Surroundings, words: readonly string[]): Promise<void> {
  const { terminal } = around;
  try {
    const heard = words.includes('--quiet') ? quietly(around) : around;
    await commandLine(heard, terminal.err).parseAsync(words, { from: 'user' });
  } catch (error) {
    // Commander has printed its own errors already.
    if (error instanceof CommanderError) return terminal.end(error.exitCode === 0 ? 0 : 2);
    terminal.err(`${error instanceof Error ? error.message : String(error)}\n`);
    terminal.end(exitStatusOf(error));
  }
}
