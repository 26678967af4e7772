/** The commands that connect the tools that people already use. */
import { type Command, InvalidArgumentError } from 'commander';
import { didYouMean } from '../../../events/nearest.ts';
import { SENDERS, type Sender } from '../../../functions/webhooks/model/normalized-event.ts';
import { withTargetOptions } from '../options.ts';
import { DEFAULT_DATA } from '../target.ts';
import type { Surroundings } from '../terminal.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addWebhookCommands(program: Command, around: Surroundings): void {
  program
    .command('webhook-secret')
    .argument('<source>', `who sends: ${SENDERS.join(', ')}`, toSender)
    .description('make the secret that deliveries are verified with, and print how to set up their sender')
    .option('--data <directory>', 'where it is stored', DEFAULT_DATA)
    .option('--plain', 'for a GitLab that does not sign but sends the secret itself')
    .action(async (sender, options) =>
      (await import('./webhook-secret.ts')).runWebhookSecret(around, sender, options),
    );
  withTargetOptions(program.command('tags'))
    .argument('<source>', 'the source that they are of, like github:acme/app')
    .argument('[file]', 'one tag a line; standard input without it')
    .description('print what each of a list of tags would be: a release, ignored, or waiting for a template')
    .option('--catalog <directory>', 'read the source from this catalog, not from a ledger')
    .option('--json', 'print JSON')
    .action(async (source, file, options) =>
      (await import('./read-tags.ts')).runTags(around, source, file, options),
    );
}

function toSender(text: string): Sender {
  const found = SENDERS.find((sender) => sender === text.toLowerCase());
  if (found !== undefined) return found;
  const hint = didYouMean(text, SENDERS, '.');
  throw new InvalidArgumentError(`There is no such source${hint} There are: ${SENDERS.join(', ')}.`);
}
